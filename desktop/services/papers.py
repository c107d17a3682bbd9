"""Papers: what to print is read from the book, made without it, written whole, and recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import cases, classes
from db.changes import Changes
from db.errors import KnownError, NotFound
from db.files import known_disk_errors, write_whole
from db.records import Case, Record
from db.store import Store
from db.text import fold
from desktop import paths
from desktop.domain import dossier_papers, editions
from desktop.domain.dossier_papers import WantedPaper
from desktop.domain.editions import Edition
from desktop.printing import fonts
from desktop.services.final_papers import Reviews
from desktop.services.findings import Blocked
from desktop.services.rule_book import open_rules

if TYPE_CHECKING:
    from desktop.printing.catalogue import Catalogue
    from desktop.printing.fonts import FontFamily
    from desktop.printing.papers import Paper

KINDS = ("pdf", "docx")
DRAFT = "BẢN NHÁP – hồ sơ còn điều phải sửa, không dùng làm bản chính thức"


@dataclass(frozen=True)
class Wanted:
    """One paper to make: its form, the case it is about, and records for this copy only."""

    paper: WantedPaper
    case: Case
    blocked: str = ""  # why it is only a draft


@dataclass(frozen=True)
class Order:
    """Everything read from the book that making the papers needs; from here on the book is free for other work."""

    label: str
    wanted: tuple[Wanted, ...]
    edition: Edition
    today: date
    font: str | None
    own_forms: Path
    class_id: int | None = None


@dataclass(frozen=True)
class PaperInfo:
    """One made paper: its form, title, edition, number of pages, and the labels of what is still missing."""

    form: str
    title: str
    edition: str
    pages: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class PrintedFile(PaperInfo):
    """One paper and the file it stands in; papers of one file share the path."""

    path: Path


@dataclass(frozen=True)
class Made:
    """The papers of an order, composed, with what a reader should know of each; `warnings` tell of broken own forms."""

    order: Order
    papers: tuple["Paper", ...]
    pdf: bytes
    infos: tuple[PaperInfo, ...]
    warnings: tuple[str, ...]


def gather(
    store: Store, person_id: int, today: date, forms: Sequence[str] | None = None, edition: str | None = None
) -> Order:
    """What the dossier of a person, or the named forms of it, will be made from. Raises NotFound, BadForm."""
    return gather_many(store, [person_id], today, forms, edition)


def gather_many(
    store: Store, person_ids: Sequence[int], today: date, forms: Sequence[str] | None = None, edition: str | None = None
) -> Order:
    """The same for several persons, one after the other, under the edition of the first. Raises NotFound, BadForm."""
    loaded = cases.load_all(store, list(person_ids))
    in_order = [loaded[person_id] for person_id in person_ids]
    chosen = _edition_for(store, in_order[0], edition, today)
    catalogue, reviews = _catalogue(chosen, paths.own_forms(store.path)), Reviews(store, today)
    wanted = [
        Wanted(reviews.complete(paper, case, chosen), case, reviews.why_blocked(catalogue, paper, case))
        for case in in_order
        for paper in _papers(chosen, case, forms)
    ]
    # The label stands with the values of each of them; it names nobody else, so that every one can be erased.
    who = in_order[0].person.full_name if len(in_order) == 1 else f"{len(in_order)} người"
    return _order(store, f"In hồ sơ {who}", wanted, chosen, today)


def gather_certificates(store: Store, class_id: int, today: date, edition: str | None = None) -> Order:
    """The certificates of a class, one for each learner who holds one. Raises NotFound; KnownError when none."""
    training_class = store.get("training_class", class_id)
    chosen = _edition_for(store, None, edition, today)
    form = chosen.certificates.get(training_class.kind)
    if form is None:
        raise KnownError("Bộ mẫu chưa có mẫu giấy chứng nhận cho loại lớp này. Chưa in gì.")
    learners = [row for row in classes.roster(store, class_id) if row.certificate_id is not None]
    if not learners:
        raise KnownError("Lớp này chưa cấp giấy chứng nhận nào. Hãy ghi kết quả và cấp số giấy chứng nhận trước.")
    loaded = cases.load_all(store, [row.person_id for row in learners])
    wanted = [_certificate(form, loaded[row.person_id], row, training_class) for row in learners]
    return _order(store, f"In giấy chứng nhận {training_class.name}", wanted, chosen, today, class_id)


def available(store: Store, person_id: int, today: date, edition: str | None = None) -> dict[str, str]:
    """The forms that can be printed for a person: code and title, the dossier's own in its order. Raises NotFound."""
    case = cases.load(store, person_id)
    chosen = _edition_for(store, case, edition, today)
    titles = _catalogue(chosen, paths.own_forms(store.path)).titles()
    return {paper.form: titles[paper.form] for paper in _papers(chosen, case, None)}


def make(order: Order) -> Made:
    """Compose the papers and their PDF; needs no book, so it may run beside other work. Raises BadForm."""
    from desktop.printing import papers, raster

    catalogue = _catalogue(order.edition, order.own_forms)
    made = tuple(_compose(catalogue, wanted, order.today) for wanted in order.wanted)
    pdf = papers.write_pdf(made, fonts=_font(order))
    titles, pages = catalogue.titles(), raster.pages_by_bookmark(pdf)
    infos = tuple(
        PaperInfo(paper.form_code, titles[paper.form_code], paper.edition, count, paper.missing)
        for paper, count in zip(made, pages, strict=True)
    )
    return Made(order, made, pdf, infos, tuple(catalogue.warnings))


def write(store: Store, order: Order, out: Path, kind: str | None = None) -> list[PrintedFile]:
    """Make the papers, write them, record them. `out` ending in .pdf or .docx is one file, else a folder with one file
    a paper. Raises BadForm, CannotWrite; files are whole or not there."""
    store.require("print")
    made = make(order)
    files = write_files(made, out, kind)
    record(store, made)
    return files


def require_final(order: Order) -> None:
    """Before final papers are made: nothing to be mended is open about them. Raises Blocked with the first reason."""
    for reason in reasons(order):
        raise Blocked(reason)


def reasons(order: Order) -> list[str]:
    """Why papers of an order may only be drafts, a sentence for each person."""
    return list(dict.fromkeys(wanted.blocked for wanted in order.wanted if wanted.blocked))


def write_files(made: Made, out: Path, kind: str | None = None) -> list[PrintedFile]:
    """Write made papers; needs no book. Raises CannotWrite."""
    suffix = out.suffix.casefold().lstrip(".")
    if suffix in KINDS:
        content = made.pdf if suffix == "pdf" else _word(made, made.papers)
        _make_folder(out.parent)
        write_whole(out, content)
        return [PrintedFile(**vars(info), path=out) for info in made.infos]
    _make_folder(out)
    return [_write_one(made, place, out, kind or "pdf") for place in range(len(made.papers))]


def record(store: Store, made: Made) -> Changes:
    """Note in the book that the papers were printed: form, edition, time, who, pages, content hash."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    with store.action(made.order.label, right="print") as action:
        for wanted, paper, info in zip(made.order.wanted, made.papers, made.infos, strict=True):
            if wanted.blocked:
                continue  # a draft is nobody's paper
            action.insert("printed_paper", _subject(wanted, made.order) | _print_record(store, paper, info, at))
    return action.changes


def list_editions() -> list[Edition]:
    """The editions of the rules that the program knows, from their files. Raises BadEdition."""
    files = sorted(paths.rules().glob("*.toml"))
    return list(editions.read_all({path.name: path.read_text(encoding="utf-8") for path in files}))


def _edition_for(store: Store, case: Case | None, wanted: str | None, today: date) -> Edition:
    """The named edition, else that of the dossier, else today's. Raises NotFound."""
    office = open_rules(store)
    if wanted is None:
        return office.of_dossier(case.dossier if case else None, today).rules.edition
    known = {edition.id: edition for edition in office.book.editions}
    if wanted not in known:
        raise NotFound(f"Không có bộ quy định “{wanted}”; đang có: {', '.join(known)}. Chưa in gì.")
    return known[wanted]


def _papers(edition: Edition, case: Case, forms: Sequence[str] | None) -> list[WantedPaper]:
    dossier = dossier_papers.papers_of(edition.dossier_papers, case)
    if forms is None:
        return dossier
    chosen: list[WantedPaper] = []
    for form in forms:
        chosen += [paper for paper in dossier if fold(paper.form) == fold(form)] or [WantedPaper(form)]
    return chosen


def _certificate(form: str, case: Case, learner: Record, training_class: Record) -> Wanted:
    enrolment = next(row for row in case.enrolments if row.id == learner.id)
    certificate = next(row for row in case.certificates if row.id == learner.certificate_id)
    records = {"enrolment": enrolment, "certificate": certificate, "training_class": training_class}
    return Wanted(WantedPaper(form, records), case)


def _order(
    store: Store, label: str, wanted: list[Wanted], edition: Edition, today: date, class_id: int | None = None
) -> Order:
    office = store.find("office", id=1)
    font = office.paper_font if office else None
    return Order(label, tuple(wanted), edition, today, font, paths.own_forms(store.path), class_id)


def _catalogue(edition: Edition, own: Path) -> "Catalogue":
    from desktop.printing.catalogue import open_catalogue

    return open_catalogue(paths.forms() / edition.forms, own if own.is_dir() else None)


def _font(order: Order) -> "FontFamily":
    return fonts.choose(order.font, paths.system_fonts(), paths.fonts())


def _compose(catalogue: "Catalogue", wanted: Wanted, today: date) -> "Paper":
    from desktop.printing import papers

    extra: Mapping[str, Any] = wanted.paper.extra
    made = papers.compose(catalogue.form(wanted.paper.form), wanted.case, today=today, extra=extra)
    return papers.as_draft(made, DRAFT) if wanted.blocked else made


def _make_folder(folder: Path) -> None:
    with known_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _write_one(made: Made, place: int, folder: Path, kind: str) -> PrintedFile:
    from desktop.printing import papers

    paper, info = made.papers[place], made.infos[place]
    path = folder / f"{place + 1:02}-{_file_name(info.title)}.{kind}"
    content = papers.write_pdf([paper], fonts=_font(made.order)) if kind == "pdf" else _word(made, [paper])
    write_whole(path, content)
    return PrintedFile(**vars(info), path=path)


def _word(made: Made, chosen: Sequence["Paper"]) -> bytes:
    from desktop.printing import papers

    return papers.write_docx(chosen, fonts=_font(made.order))


def _file_name(title: str) -> str:
    """Letters without marks, so that the file survives every stick and every old computer."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in fold(title)).split())[:60]


def _subject(wanted: Wanted, order: Order) -> dict[str, int | None]:
    dossier = wanted.case.dossier
    return {
        "person_id": wanted.case.person.id,
        "dossier_id": dossier.id if dossier and order.class_id is None else None,
        "training_class_id": order.class_id,
    }


def _print_record(store: Store, paper: "Paper", info: PaperInfo, at: str) -> dict[str, object]:
    return {
        "form": paper.form_code,
        "edition": paper.edition,
        "printed_at": at,
        "printed_by": store.user,
        "pages": info.pages,
        "content_hash": paper.content_hash,
    }
