"""The terminal: every use case without a screen; it parses, calls one service, prints."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.errors import KnownError
from desktop import VERSION, crash_report, passphrases
from desktop.arguments import Parser, common_options, day

DONE, KNOWN_ERROR, DONE_WITH_FINDINGS = 0, 1, 3  # 2 is wrong use
PROGRAM = "dòng lệnh ketnap"
PASSPHRASE_VARIABLE = passphrases.VARIABLE

Options = argparse.Namespace


@dataclass(frozen=True)
class Answer:
    """What a command gives back: the JSON document, the lines for a reader, and the exit status."""

    document: Any
    lines: Sequence[str] = ()
    status: int = DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    import multiprocessing

    multiprocessing.freeze_support()
    _speak_unicode()
    options = build_parser().parse_args(arguments)
    options.today = options.today or date.today()
    try:
        answer = _COMMANDS[options.command].run(options)
        _print(answer, options.json)
        return answer.status
    except KnownError as error:
        print(error.sentence, file=sys.stderr)
        return KNOWN_ERROR
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        print(crash_report.SENTENCE, crash_report.report(error), sep="\n", file=sys.stderr)
        return KNOWN_ERROR


def build_parser() -> Parser:
    """The parser of every command; help in Vietnamese."""
    common = common_options(for_commands=True)
    parser = Parser(
        prog="ketnap",
        parents=[common_options(for_commands=False)],
        description="Kết Nạp: hồ sơ phát triển đảng viên, không cần mạng.",
    )
    parser.add_argument("--version", action="version", version=f"ketnap {VERSION}", help="hiện số phiên bản")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh")
    parser.set_defaults(command="open")
    for name, command in _COMMANDS.items():
        sub = commands.add_parser(name, parents=[common], help=command.help, description=command.help)
        for flags, settings in command.arguments:
            sub.add_argument(*flags, **settings)
    return parser


# The commands


def _open(options: Options) -> Answer:
    from importlib import import_module

    # Loaded by name: the terminal stands beside the window and needs it only here.
    status = import_module("desktop.gui.app").run(
        options.book, options.today, passphrases.find(options.passphrase_file), options.account
    )
    return Answer(None, status=status)


def _demo(options: Options) -> Answer:
    from desktop.services import demo

    made = demo.make_demo(options.folder, options.people, options.seed, options.today)
    told = [f"Đã lập sổ của cơ quan giả định: {made.book}", f"Mật khẩu: {made.passphrase}"]
    if options.json:
        print(told[1], file=sys.stderr)
    return Answer({"book": str(made.book), "people": made.people}, told)


def _new(options: Options) -> Answer:
    from desktop.services import office, session

    path = options.file
    cells = tuple(office.CellLine(name) for name in options.cell or ())
    setup = office.OfficeSetup(options.office, options.model, options.superior, cells)
    passphrase = passphrases.choose(options.passphrase_file)
    session.require_new(path)
    new = session.prepare(setup, options.today)
    session.save_sheet(new, options.recovery_sheet, path)
    try:
        session.create_book(path, new, passphrase, program=PROGRAM).close()
    except BaseException:
        options.recovery_sheet.unlink(missing_ok=True)
        raise
    told = [f"Đã lập sổ: {path}", f"Tờ mã khôi phục: {options.recovery_sheet} – hãy in ra và cất vào két."]
    return Answer({"book": str(path), "recovery_sheet": str(options.recovery_sheet)}, told)


def _import(options: Options) -> Answer:
    from desktop.services import backups, importing

    data = importing.read_file(options.file)
    with _opened(options) as store:
        found = importing.understand(data, options.sheet, options.layout, store, options.today)
        plan = importing.plan(store, found)
        if not options.dry_run:
            importing.apply(store, plan, backup=lambda: backups.safeguard(store))
    told = importing.report(plan)
    has_findings = bool(told["rejected"] or told["left_out"])
    return Answer(told, importing.describe(told), DONE_WITH_FINDINGS if has_findings else DONE)


def _people(options: Options) -> Answer:
    from db import people_list
    from db.people_list import PeopleQuery
    from desktop.domain.plain import person_line
    from desktop.services.office import find_cell

    with _opened(options) as store:
        cell = find_cell(store, options.cell) if options.cell else None
        found = people_list.page(store, PeopleQuery(options.search or "", options.stage, cell), limit=options.limit)
    hidden = ("id", "uid", "party_cell_id")
    rows = [{"id": row.uid, **{name: value for name, value in row.items() if name not in hidden}} for row in found]
    return Answer(rows, [person_line(row) for row in found])


def _show(options: Options) -> Answer:
    from db import cases
    from desktop.domain.plain import case_lines, plain_case

    with _opened(options) as store:
        case = cases.load(store, _key(store, "person", options.id))
        store.event(f"Xem {case.person.full_name}", case.person.id, kind="view")
    return Answer(plain_case(case), case_lines(plain_case(case)))


def _check(options: Options) -> Answer:
    from desktop.services import findings

    if options.case is not None:
        found = findings.tell([findings.review_file(options.case, options.today)])
    else:
        with _opened(options) as store:
            chosen = [_key(store, "person", options.id)] if options.id else None
            found = findings.tell(findings.review_all(store, options.today, chosen))
    print(*found.remarks, sep="\n", end="\n" if found.remarks else "", file=sys.stderr)
    return Answer(found.plain, found.lines, DONE_WITH_FINDINGS if found.plain else DONE)


def _due(options: Options) -> Answer:
    from desktop.services import due

    with _opened(options) as store:
        found = due.duties(store, options.today, options.until)
    told = [due.line(duty) for duty in found] or ["Không có việc nào đến hạn."]
    return Answer([due.plain(duty) for duty in found], told)


def _print_papers(options: Options) -> Answer:
    from desktop.services import papers

    with _opened(options) as store:
        person_id = _key(store, "person", options.id)
        order = papers.gather(store, person_id, options.today, options.form, options.edition)
        if options.form:
            papers.require_final(order)
        printed = papers.write(store, order, options.out, options.kind)
    return _printed_answer(printed)


def _certificates(options: Options) -> Answer:
    from desktop.services import papers

    with _opened(options) as store:
        class_id = _key(store, "training_class", options.training_class)
        order = papers.gather_certificates(store, class_id, options.today, options.edition)
        printed = papers.write(store, order, options.out, options.kind)
    return _printed_answer(printed)


def _backup(options: Options) -> Answer:
    from desktop.services import backups

    with _opened(options) as store:
        made = backups.backup(store, options.to)
    return Answer(backups.plain(made), [f"Đã sao lưu: {made.path}", f"Số người trong sổ: {made.people}"])


def _restore(options: Options) -> Answer:
    from desktop.services import backups, session

    path = _book(options)
    account = passphrases.choose_account(path, options.account)
    opened = backups.find_opener(path, options.file, passphrases.get(options.passphrase_file), account=account)
    done = backups.restore(path, options.file, opened.secret, session.user_name(), opened.account)
    told = [f"Đã khôi phục {path} từ bản {done.copy.made_at:%d/%m/%Y %H:%M}, {done.copy.people} người."]
    if done.set_aside is not None:
        told.append(f"Sổ trước khi khôi phục được giữ ở {done.set_aside}")
    set_aside = str(done.set_aside) if done.set_aside else None
    document = {"book": str(path), "restored": backups.plain(done.copy), "set_aside": set_aside}
    return Answer(document, [*told, *done.remarks])


def _verify(options: Options) -> Answer:
    from desktop.services import backups

    with _opened(options) as store:
        found = backups.verify(store)
    document = {"book": str(found.book), "people": found.people, "scans": found.scans, "problems": list(found.problems)}
    told = found.problems or (f"Sổ lành: {found.people} người, {found.scans} bản chụp.",)
    return Answer(document, told, DONE_WITH_FINDINGS if found.problems else DONE)


@dataclass(frozen=True)
class _Command:
    run: Callable[[Options], Answer]
    help: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = ()


def _argument(*flags: str, **settings: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return flags, settings


_OUT = _argument(
    "--out",
    type=Path,
    required=True,
    metavar="NƠI",
    help="tệp .pdf hoặc .docx: một tệp; nơi khác: thư mục, mỗi giấy một tệp",
)
_AS = _argument("--as", dest="kind", choices=("pdf", "docx"), help="loại tệp (theo đuôi của --out, nếu không thì pdf)")
_EDITION = _argument("--edition", metavar="BỘ", help="bộ mẫu (mặc định: bộ của hồ sơ)")
_COMMANDS: dict[str, _Command] = {
    "open": _Command(_open, "mở cửa sổ chương trình (mặc định)"),
    "demo": _Command(
        _demo,
        "lập sổ của một cơ quan giả định, đủ các giai đoạn",
        (
            _argument("folder", type=Path, metavar="THƯ_MỤC"),
            _argument("--people", type=int, default=60, metavar="N", help="số người"),
            _argument("--seed", type=int, default=1, metavar="S", help="cùng số thì cùng nội dung"),
        ),
    ),
    "new": _Command(
        _new,
        "lập sổ mới, còn trống",
        (
            _argument("file", type=Path, metavar="TỆP"),
            _argument("--office", required=True, metavar="TÊN", help="tên cơ quan"),
            _argument("--recovery-sheet", type=Path, required=True, metavar="PDF", help="nơi lưu tờ mã khôi phục"),
            _argument("--model", choices=("deciding", "grassroots"), default="deciding", help="ai quyết định kết nạp"),
            _argument("--superior", metavar="TÊN", help="cấp ủy cấp trên"),
            _argument("--cell", action="append", metavar="TÊN", help="một chi bộ; có thể ghi nhiều lần"),
        ),
    ),
    "import": _Command(
        _import,
        "nhập danh sách Excel hoặc CSV của cơ quan",
        (
            _argument("file", type=Path, metavar="TỆP"),
            _argument("--sheet", metavar="TRANG", help="trang tính (mặc định: tự tìm)"),
            _argument("--layout", metavar="TÊN", help="cách đọc cột đã lưu"),
            _argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi"),
        ),
    ),
    "people": _Command(
        _people,
        "danh sách người",
        (
            _argument("--search", metavar="CHỮ", help="tên, chi bộ, số cuối căn cước; không cần dấu"),
            _argument("--stage", metavar="GIAI_ĐOẠN"),
            _argument("--cell", metavar="CHI_BỘ"),
            _argument("--limit", type=int, default=-1, metavar="N"),
        ),
    ),
    "show": _Command(_show, "tất cả những gì sổ có về một người", (_argument("id", metavar="MÃ"),)),
    "check": _Command(
        _check,
        "các điều phải sửa, nên xem lại, cần lưu ý theo quy định",
        (
            _argument("id", metavar="MÃ", nargs="?", help="một người (mặc định: mọi người có hồ sơ)"),
            _argument("--case", type=Path, metavar="TỆP", help="một hồ sơ trong tệp, như lệnh show --json in ra"),
        ),
    ),
    "due": _Command(
        _due,
        "việc cần làm, việc quá hạn đứng trước",
        (_argument("--until", type=day, metavar="NGÀY", help="chỉ các việc đến hạn tới ngày này (năm-tháng-ngày)"),),
    ),
    "print": _Command(
        _print_papers,
        "in một mẫu, vài mẫu hoặc cả hồ sơ",
        (
            _argument("id", metavar="MÃ"),
            _argument("--form", nargs="+", metavar="MẪU"),
            _EDITION,
            _AS,
            _OUT,
        ),
    ),
    "certificates": _Command(
        _certificates,
        "in giấy chứng nhận của một lớp",
        (_argument("training_class", metavar="LỚP"), _EDITION, _AS, _OUT),
    ),
    "backup": _Command(_backup, "sao lưu sổ", (_argument("--to", type=Path, metavar="THƯ_MỤC"),)),
    "restore": _Command(_restore, "quay lại một bản sao lưu", (_argument("file", type=Path, metavar="TỆP"),)),
    "verify": _Command(_verify, "kiểm tra sổ"),
}
COMMANDS: tuple[str, ...] = tuple(_COMMANDS)


# Options, keys and output


def _book(options: Options) -> Path:
    from desktop import paths

    if options.book is not None:
        return Path(options.book)
    folder = paths.user_folder()
    books = sorted(folder.glob("*.book")) if folder.is_dir() else []
    if len(books) != 1:
        raise KnownError(f"Chưa rõ dùng sổ nào ({len(books)} sổ trong {folder}). Hãy thêm --book TỆP.")
    return books[0]


@contextmanager
def _opened(options: Options) -> Any:
    from desktop.services import session

    path = _book(options)
    account = passphrases.choose_account(path, options.account)
    store = session.open_with_passphrase(
        path, passphrases.get(options.passphrase_file), program=PROGRAM, today=options.today, account=account
    )
    try:
        yield store
    finally:
        store.close()


def _key(store: Any, table: str, typed: str) -> int:
    """The key of a row by its key or its uid."""
    found = store.find(table, id=int(typed)) if typed.isdecimal() else store.find(table, uid=typed)
    if found is None:
        raise KnownError(f"Không có mã “{typed}” trong sổ. Hãy xem mã bằng lệnh people.")
    return int(found.id)


def _printed_answer(printed: Sequence[Any]) -> Answer:
    files = [
        {"path": str(p.path), "form": p.form, "edition": p.edition, "pages": p.pages, "missing": list(p.missing)}
        for p in printed
    ]
    lines = [
        f"{p.path}: {p.title}, {p.pages} trang" + (f"; còn thiếu: {', '.join(p.missing)}" if p.missing else "")
        for p in printed
    ]
    return Answer({"files": files}, lines)


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.document, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            print(line)
    sys.stdout.flush()


def _speak_unicode() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
