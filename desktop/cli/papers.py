"""The commands that make papers: print, certificates."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.cli.books import key, opened
from desktop.cli.command import Answer, Command, Options, argument


def _print_papers(options: Options) -> Answer:
    from desktop.services import papers

    with opened(options) as store:
        person_id = key(store, "person", options.id)
        order = papers.gather(store, person_id, options.today, options.form, options.edition)
        if options.form:
            papers.require_final(order)
        printed = papers.write(store, order, options.out, options.kind)
    return printed_answer(printed)


def _certificates(options: Options) -> Answer:
    from desktop.services import papers

    with opened(options) as store:
        class_id = key(store, "training_class", options.training_class)
        order = papers.gather_certificates(store, class_id, options.today, options.edition)
        printed = papers.write(store, order, options.out, options.kind)
    return printed_answer(printed)


def printed_answer(printed: Sequence[Any]) -> Answer:
    """The written files as every command that makes papers tells them."""
    files = [
        {"path": str(p.path), "form": p.form, "edition": p.edition, "pages": p.pages, "missing": list(p.missing)}
        for p in printed
    ]
    lines = [
        f"{p.path}: {p.title}, {p.pages} trang" + (f"; còn thiếu: {', '.join(p.missing)}" if p.missing else "")
        for p in printed
    ]
    return Answer({"files": files}, lines)


OUT = argument(
    "--out",
    type=Path,
    required=True,
    metavar="NƠI",
    help="tệp .pdf hoặc .docx: một tệp; nơi khác: thư mục, mỗi giấy một tệp",
)
AS = argument("--as", dest="kind", choices=("pdf", "docx"), help="loại tệp (theo đuôi của --out, nếu không thì pdf)")
EDITION = argument("--edition", metavar="BỘ", help="bộ mẫu (mặc định: bộ của hồ sơ)")

COMMANDS: dict[str, Command] = {
    "print": Command(
        _print_papers,
        "in một mẫu, vài mẫu hoặc cả hồ sơ",
        (
            argument("id", metavar="MÃ"),
            argument("--form", nargs="+", metavar="MẪU"),
            EDITION,
            AS,
            OUT,
        ),
    ),
    "certificates": Command(
        _certificates,
        "in giấy chứng nhận của một lớp",
        (argument("training_class", metavar="LỚP"), EDITION, AS, OUT),
    ),
}
