"""The commands about the people of a book: import, people, show."""

from pathlib import Path

from desktop.cli.books import key, opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument


def _import(options: Options) -> Answer:
    from desktop.services import backups, importing

    data = importing.read_file(options.file)
    with opened(options) as store:
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

    with opened(options) as store:
        cell = find_cell(store, options.cell) if options.cell else None
        found = people_list.page(store, PeopleQuery(options.search or "", options.stage, cell), limit=options.limit)
    hidden = ("id", "uid", "party_cell_id")
    rows = [{"id": row.uid, **{name: value for name, value in row.items() if name not in hidden}} for row in found]
    return Answer(rows, [person_line(row) for row in found])


def _show(options: Options) -> Answer:
    from db import cases
    from desktop.domain.plain import case_lines, plain_case

    with opened(options) as store:
        case = cases.load(store, key(store, "person", options.id))
        store.event(f"Xem {case.person.full_name}", case.person.id, kind="view")
    return Answer(plain_case(case), case_lines(plain_case(case)))


COMMANDS: dict[str, Command] = {
    "import": Command(
        _import,
        "nhập danh sách Excel hoặc CSV của cơ quan",
        (
            argument("file", type=Path, metavar="TỆP"),
            argument("--sheet", metavar="TRANG", help="trang tính (mặc định: tự tìm)"),
            argument("--layout", metavar="TÊN", help="cách đọc cột đã lưu"),
            argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi"),
        ),
    ),
    "people": Command(
        _people,
        "danh sách người",
        (
            argument("--search", metavar="CHỮ", help="tên, chi bộ, số cuối căn cước; không cần dấu"),
            argument("--stage", metavar="GIAI_ĐOẠN"),
            argument("--cell", metavar="CHI_BỘ"),
            argument("--limit", type=int, default=-1, metavar="N"),
        ),
    ),
    "show": Command(_show, "tất cả những gì sổ có về một người", (argument("id", metavar="MÃ"),)),
}
