"""The commands that open the window or make a book: open, demo, new."""

import sys
from pathlib import Path

from desktop.cli import passphrases
from desktop.cli.books import PROGRAM
from desktop.cli.command import Answer, Command, Options, argument


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


COMMANDS: dict[str, Command] = {
    "open": Command(_open, "mở cửa sổ chương trình (mặc định)"),
    "demo": Command(
        _demo,
        "lập sổ của một cơ quan giả định, đủ các giai đoạn",
        (
            argument("folder", type=Path, metavar="THƯ_MỤC"),
            argument("--people", type=int, default=60, metavar="N", help="số người"),
            argument("--seed", type=int, default=1, metavar="S", help="cùng số thì cùng nội dung"),
        ),
    ),
    "new": Command(
        _new,
        "lập sổ mới, còn trống",
        (
            argument("file", type=Path, metavar="TỆP"),
            argument("--office", required=True, metavar="TÊN", help="tên cơ quan"),
            argument("--recovery-sheet", type=Path, required=True, metavar="PDF", help="nơi lưu tờ mã khôi phục"),
            argument("--model", choices=("deciding", "grassroots"), default="deciding", help="ai quyết định kết nạp"),
            argument("--superior", metavar="TÊN", help="cấp ủy cấp trên"),
            argument("--cell", action="append", metavar="TÊN", help="một chi bộ; có thể ghi nhiều lần"),
        ),
    ),
}
