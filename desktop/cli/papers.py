"""The commands that make papers: print, certificates."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.arguments import day
from desktop.cli.books import key, opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument
from desktop.domain.paper_states import NAMES
from desktop.domain.paper_wishes import CHECK, CLASS, MEETING, PART_WORDS, PERSON, REGISTER, REQUEST, ROUND, Wish
from desktop.vietnamese import show_moment

if TYPE_CHECKING:
    from db.store import Store
    from desktop.services.papers import PrintedFile

# Where the key of what a form is about is looked up.
_TABLES = {
    PERSON: "person",
    CHECK: "background_check",
    REQUEST: "verification_reply",
    CLASS: "training_class",
    MEETING: "meeting",
    ROUND: "meeting",
}


def _print_papers(options: Options) -> Answer:
    from desktop.services import paper_orders, papers

    if options.held:
        return _print_held(options)
    if options.kind == TREE:
        return _print_tree(options)
    with opened(options) as store:
        order = paper_orders.gather_wish(store, _wish(store, options), options.today, options.state)
        if options.form and options.state is None:
            papers.require_final(order)
        printed = papers.write(store, order, options.out, options.kind)
    return printed_answer(printed)


def _wish(store: "Store", options: Options) -> Wish:
    """What the forms say that the key stands for: a person, a class, a check, a request; of a register, a year."""
    from desktop.services import paper_orders

    forms = tuple(options.form) if options.form else None
    about = paper_orders.about(store, forms, options.today, options.edition)
    if about == REGISTER:
        year = options.id if options.id.isdecimal() else ""
        return Wish(about, (), forms, options.edition, (f"{year}-01-01", f"{year}-12-31") if year else ("", ""))
    wish = Wish(about, (key(store, _TABLES[about], options.id),), forms, options.edition)
    return wish if options.part is None else paper_orders.part_of(store, wish, options.part, options.today)


def _print_tree(options: Options) -> Answer:
    """The scans and papers of a person in the folders in which they are handed over."""
    from desktop.services import scan_tree

    with opened(options) as store:
        tree = scan_tree.plan(store, [key(store, "person", options.id)], options.today)
        written = scan_tree.write(tree, options.out)
        scan_tree.record(store, tree)
    edition = tree.order.edition.id if tree.order else None
    files: list[dict[str, Any]] = [
        {"path": str(path), "form": leaf.form, "edition": edition, "pages": None, "missing": []}
        for path, leaf in zip(written, tree.leaves, strict=True)
    ]
    return Answer({"files": files}, [*map(str, written), *tree.remarks])


def _print_held(options: Options) -> Answer:
    """Everything held about a person, for whoever asked for it."""
    from db.errors import KnownError
    from desktop.services import holdings, own_requests

    asked_on = options.asked_on.isoformat() if options.asked_on else None
    request = own_requests.read({"request": options.held, "requested_on": asked_on}, options.today)
    if options.form or options.edition:
        raise KnownError("Tờ dữ liệu đang giữ không theo mẫu hay bộ mẫu nào. Chưa in gì. Hãy bỏ --form và --edition.")
    path = options.out if options.kind is None else options.out.with_suffix(f".{options.kind}")
    with opened(options) as store:
        held = holdings.gather(store, key(store, "person", options.id), request, options.today)
        pages = holdings.write(held, path)
        holdings.record(store, held)
    file: dict[str, Any] = {"path": str(path), "form": None, "edition": None, "pages": pages, "missing": []}
    return Answer({"files": [file]}, [f"{path}: mọi dữ liệu đang giữ về một người, theo {request.words}"])


def _certificates(options: Options) -> Answer:
    from desktop.services import paper_orders, papers

    with opened(options) as store:
        class_id = key(store, "training_class", options.training_class)
        order = paper_orders.gather_certificates(store, class_id, options.today, options.edition, options.state)
        printed = papers.write(store, order, options.out, options.kind)
    return printed_answer(printed)


def _portraits(options: Options) -> Answer:
    from desktop.services import portraits

    with opened(options) as store:
        chosen = [key(store, "person", each) for each in options.id]
        gathered = portraits.gather(store, chosen)
        files = portraits.write(gathered, options.out)
        portraits.record(store, gathered)
    told = [*map(str, files), *gathered.left_out]
    document = {"files": [{"path": str(path)} for path in files], "left_out": list(gathered.left_out)}
    return Answer(document, told, DONE_WITH_FINDINGS if gathered.left_out else DONE)


def _meeting(options: Options) -> Answer:
    from desktop.services import meeting_papers, papers

    with opened(options) as store:
        meeting_id = meeting_papers.find(store, options.id)
        order = meeting_papers.gather(store, meeting_id, options.today, forms=options.form, state=options.state)
        printed = papers.write(store, order, options.out, options.kind)
    return printed_answer(printed)


def printed_answer(printed: "Sequence[PrintedFile]") -> Answer:
    """The written files as every command that makes papers tells them."""
    return Answer({"files": [_plain(each) for each in printed]}, [_line(each) for each in printed])


def _plain(file: "PrintedFile") -> dict[str, Any]:
    told = {name: getattr(file, name) for name in ("form", "edition", "pages")}
    return {"path": str(file.path), **told, "missing": list(file.missing)}


def _line(file: "PrintedFile") -> str:
    lacks = f"; còn thiếu: {', '.join(file.missing)}" if file.missing else ""
    before = f"; đã in lúc {show_moment(file.printed_before)}, không thay đổi" if file.printed_before else ""
    return f"{file.path}: {file.title}, {NAMES[file.state].lower()}, {file.pages} trang{lacks}{before}"


OUT = argument(
    "--out",
    type=Path,
    required=True,
    metavar="NƠI",
    help="tệp .pdf hoặc .docx: một tệp; nơi khác: thư mục, mỗi giấy một tệp",
)
AS = argument("--as", dest="kind", choices=("pdf", "docx"), help="loại tệp (theo đuôi của --out, nếu không thì pdf)")
TREE = "tree"
AS_OR_TREE = argument(
    "--as", dest="kind", choices=("pdf", "docx", TREE), help="loại tệp; tree: cây thư mục bản quét và giấy tờ đã có"
)
EDITION = argument("--edition", metavar="BỘ", help="bộ mẫu (mặc định: bộ của hồ sơ)")
STATE = argument(
    "--state",
    choices=tuple(NAMES),
    help="draft: dự thảo; meeting: bản mang đi họp; final: bản chính (không ghi: bản chính, giấy phải sửa là dự thảo)",
)

COMMANDS: dict[str, Command] = {
    "print": Command(
        _print_papers,
        "in một mẫu, vài mẫu hoặc cả hồ sơ",
        (
            argument("id", metavar="MÃ", help="mã của người; mẫu về một lớp, một lần thẩm tra: mã của lớp…; sổ: năm"),
            argument("--form", nargs="+", metavar="MẪU"),
            argument("--part", choices=tuple(PART_WORDS), help="một bộ của hồ sơ: giấy kết nạp, giấy công nhận"),
            argument(
                "--held",
                metavar="YÊU_CẦU",
                help="thay cho giấy tờ: mọi dữ liệu đang giữ về người này, theo đơn hay văn bản yêu cầu nào",
            ),
            argument("--asked-on", type=day, metavar="NGÀY", help="ngày của yêu cầu (năm-tháng-ngày)"),
            EDITION,
            STATE,
            AS_OR_TREE,
            OUT,
        ),
    ),
    "certificates": Command(
        _certificates,
        "in giấy chứng nhận của một lớp",
        (argument("training_class", metavar="LỚP"), EDITION, STATE, AS, OUT),
    ),
    "portraits": Command(
        _portraits,
        "lưu ảnh chân dung, tên tệp theo số định danh, họ tên, ngày sinh, ngày vào Đảng",
        (
            argument("id", metavar="MÃ", nargs="+", help="một hay nhiều người"),
            argument("--out", type=Path, required=True, metavar="THƯ_MỤC"),
        ),
    ),
    "meeting": Command(
        _meeting,
        "in giấy tờ của một cuộc họp hoặc một đợt xét: chưa có kết quả thì bản mang đi họp, có rồi thì bản chính",
        (
            argument("id", metavar="MÃ", help="số hoặc mã của cuộc họp, hoặc mã, tên của đợt xét"),
            argument("--form", nargs="+", metavar="MẪU"),
            STATE,
            AS,
            OUT,
        ),
    ),
}
