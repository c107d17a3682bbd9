"""Papers: made without the book from what an order holds, written whole, and noted in the book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.changes import Changes
from db.files import known_disk_errors, write_whole
from db.records import Case, Record
from db.store import Store
from db.text import fold
from desktop import paths
from desktop.domain import editions
from desktop.domain.dossier_papers import WantedPaper
from desktop.domain.editions import Edition
from desktop.domain.paper_states import DRAFT, FINAL, State
from desktop.printing import fonts
from desktop.services.findings import Blocked
from desktop.services.paper_subjects import Keys

if TYPE_CHECKING:
    from desktop.printing.catalogue import Catalogue, ReadyForm
    from desktop.printing.fonts import FontFamily
    from desktop.printing.papers import Paper
    from desktop.printing.values import Missing

KINDS = ("pdf", "docx")


@dataclass(frozen=True)
class Wanted:
    """One paper to make: its form, records for this copy only, the case it is about if it is about a person."""

    paper: WantedPaper
    case: Case | None
    keys: Keys  # what the print is noted under
    blocked: str = ""  # why it cannot be final
    printed: tuple[Record, ...] = ()  # earlier prints of the form
    held: tuple[str, ...] = ()  # names of records of a meeting, whose outcome is left to the hand before it
    forms: str = ""  # the folder of its form, where it is not that of the order's edition


@dataclass(frozen=True)
class Order:
    """Everything read from the book that making the papers needs; from here on the book is free for other work.

    Without a `state` each paper goes as far as it may: final, or a draft when something is to be mended.
    """

    label: str
    wanted: tuple[Wanted, ...]
    edition: Edition
    today: date
    font: str | None
    own_forms: Path
    state: State | None = None
    shift: tuple[float, float] = (0.0, 0.0)  # of words at a place of the sheet, right and down in millimetres
    grid: float = 0.0  # the net of a test print, in millimetres

    def state_of(self, wanted: Wanted) -> State:
        """The state a paper is made in; what cannot be final shows that it is a draft."""
        asked = self.state or FINAL
        return DRAFT if asked == FINAL and wanted.blocked else asked


@dataclass(frozen=True)
class PaperInfo:
    """One made paper: form, title, edition, state, number of pages, and what is still missing on it.

    `printed_before` is when the very same was printed last, an ISO timestamp.
    """

    form: str
    title: str
    edition: str
    state: State
    pages: int
    missing: "tuple[Missing, ...]"
    printed_before: str = ""
    content_hash: str = ""


@dataclass(frozen=True)
class PrintedFile(PaperInfo):
    """One paper and the file it stands in; papers of one file share the path."""

    path: Path = field(kw_only=True)


class Papers(Sequence["Paper"]):
    """The papers of an order, each composed when it is asked for: a batch of hundreds is never held whole."""

    def __init__(self, order: Order) -> None:
        self._order, self.fonts = order, font_of(order)
        folders = dict.fromkeys(wanted.forms or order.edition.forms for wanted in order.wanted)
        self._catalogues = {folder: catalogue_in(folder, order.own_forms) for folder in folders}

    def form(self, wanted: Wanted) -> "ReadyForm":
        """The form of one of the papers. Raises BadForm."""
        return self._catalogues[wanted.forms or self._order.edition.forms].form(wanted.paper.form)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with forms of the office."""
        return tuple(dict.fromkeys(told for each in self._catalogues.values() for told in each.warnings))

    def __len__(self) -> int:
        return len(self._order.wanted)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        wanted = self._order.wanted[place]
        return _compose(self.form(wanted), wanted, self._order, self.fonts)


@dataclass(frozen=True)
class Made:
    """The papers of an order, composed, with what a reader should know of each; `warnings` tell of broken own forms."""

    order: Order
    papers: Papers
    pdf: bytes
    infos: tuple[PaperInfo, ...]
    warnings: tuple[str, ...]


def make(order: Order) -> Made:
    """Compose the papers and their PDF; needs no book, so it may run beside other work. Raises BadForm."""
    from desktop.printing import papers

    composed, kept = Papers(order), list[PaperInfo]()

    def one_by_one() -> "Iterator[Paper]":
        for wanted, paper in zip(order.wanted, composed, strict=True):
            kept.append(_info(wanted, paper))
            yield paper

    forms = {wanted.paper.form for wanted in order.wanted}
    title = composed.form(order.wanted[0]).title if len(forms) == 1 else ""
    pdf, pages = papers.write_counted(one_by_one(), fonts=composed.fonts, title=title)
    infos = tuple(replace(info, pages=count) for info, count in zip(kept, pages, strict=True))
    return Made(order, composed, pdf, infos, composed.warnings)


def write(store: Store, order: Order, out: Path, kind: str | None = None) -> list[PrintedFile]:
    """Make the papers, write them, record them. `out` ending in .pdf or .docx is one file, else a folder with one file
    a paper. Raises BadForm, CannotWrite, Blocked; files are whole or not there."""
    store.require("print")
    require_allowed(order)
    made = make(order)
    files = write_files(made, out, kind)
    record(store, made)
    return files


def require_allowed(order: Order) -> None:
    """Before papers go out: those asked for as final ones may be. Raises Blocked with the first reason."""
    if order.state == FINAL:
        require_final(order)


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


def one_pdf(made: Made, place: int) -> bytes:
    """One of the made papers as a PDF of its own."""
    from desktop.printing import papers

    return papers.write_pdf([made.papers[place]], fonts=made.papers.fonts)


def record(store: Store, made: Made, sent: range | None = None) -> Changes:
    """Note in the book that the papers were printed: form, edition, state, time, who, pages, content hash.

    `sent` are the pages that went to the printer where not all did; a paper is printed when all of its pages are.
    """
    if made.order.grid:
        return Changes(label=made.order.label)  # a test print is no paper
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    rows = [{**wanted.keys, **_print_record(store, info, at)} for wanted, info in _gone_out(made, sent)]
    columns = dict.fromkeys(column for row in rows for column in row)
    with store.action(made.order.label, right="print") as action:
        action.insert_all("printed_paper", (columns | row for row in rows))
    return action.changes


def prints_of(form: str, printed: Sequence[Record]) -> tuple[Record, ...]:
    """Those of some prints that were of a form, capitals and marks of its code aside."""
    # What is printed here stands in hundreds of rows, and for each paper of a dossier; its forms are few.
    wanted = fold(form)
    alike = {code for code in {row.form for row in printed} if fold(code) == wanted}
    return tuple(row for row in printed if row.form in alike)


def list_editions() -> list[Edition]:
    """The editions of the rules that the program knows, from their files. Raises BadEdition."""
    files = sorted(paths.rules().glob("*.toml"))
    return list(editions.read_all({path.name: path.read_text(encoding="utf-8") for path in files}))


def catalogue_of(edition: Edition, own: Path) -> "Catalogue":
    """The forms of an edition with the office's own ones in the folder `own`. Raises FormError."""
    return catalogue_in(edition.forms, own)


def catalogue_in(folder: str, own: Path) -> "Catalogue":
    """The same of a folder of forms. Raises FormError."""
    from desktop.printing.catalogue import open_catalogue

    return open_catalogue(paths.forms() / folder, own if own.is_dir() else None)


def font_of(order: Order) -> "FontFamily":
    """The letters the papers are written in."""
    return fonts.choose(order.font, paths.system_fonts(), paths.fonts())


def _compose(form: "ReadyForm", wanted: Wanted, order: Order, family: "FontFamily") -> "Paper":
    from desktop.printing import papers

    extra: Mapping[str, Any] = wanted.paper.extra
    state = order.state_of(wanted)
    made = papers.compose(form, wanted.case, today=order.today, extra=extra, state=state, held=wanted.held)
    moved = papers.shifted(papers.fitted(made, fonts=family), *order.shift)
    return papers.on_grid(moved, order.grid) if order.grid else moved


def _info(wanted: Wanted, paper: "Paper") -> PaperInfo:
    made = (paper.state, paper.content_hash)
    same = [row.printed_at for row in wanted.printed if (row.state, row.content_hash) == made]
    told = (paper.form_code, paper.document.title, paper.edition, paper.state)
    return PaperInfo(*told, 0, paper.missing, max(same, default=""), paper.content_hash)


def _make_folder(folder: Path) -> None:
    with known_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _write_one(made: Made, place: int, folder: Path, kind: str) -> PrintedFile:

    paper, info = made.papers[place], made.infos[place]
    path = folder / f"{place + 1:02}-{_file_name(info.title)}.{kind}"
    content = one_pdf(made, place) if kind == "pdf" else _word(made, [paper])
    write_whole(path, content)
    return PrintedFile(**vars(info), path=path)


def _word(made: Made, chosen: Sequence["Paper"]) -> bytes:
    from desktop.printing import papers

    return papers.write_docx(chosen, fonts=made.papers.fonts)


def _file_name(title: str) -> str:
    """Letters without marks, so that the file survives every stick and every old computer."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in fold(title)).split())[:60]


def _gone_out(made: Made, sent: range | None) -> Iterator[tuple[Wanted, PaperInfo]]:
    """The papers all of whose pages are among those sent; every paper where none are named."""
    first = 0
    for wanted, info in zip(made.order.wanted, made.infos, strict=True):
        if sent is None or (first in sent and first + info.pages - 1 in sent):
            yield wanted, info
        first += info.pages


def _print_record(store: Store, info: PaperInfo, at: str) -> dict[str, object]:
    noted = {name: getattr(info, name) for name in ("form", "edition", "state", "pages", "content_hash")}
    return noted | {"printed_at": at, "printed_by": store.user}
