"""Everything held about a person, printed for whoever asked for it, with the log of who saw and changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db import cases, log, undo
from db.errors import KnownError
from db.files import write_whole
from db.log import LogQuery
from db.records import Record
from db.store import Store
from db.undo import LoggedAction
from desktop import paths
from desktop.domain.plain import plain_case
from desktop.printing import fonts
from desktop.services import scans
from desktop.services.differences import differences
from desktop.services.log_export import state_words
from desktop.services.own_requests import Request
from desktop.vietnamese import show_moment

KINDS = (".pdf", ".docx")
_SCANS, _PAPERS, _LOG = "Bản quét giấy tờ", "Giấy tờ đã in", "Nhật ký: ai đã xem, sửa, in"


@dataclass(frozen=True)
class Holdings:
    """Everything read from the book that the paper needs; making and writing it needs no book."""

    person_id: int
    plain: dict[str, Any]
    photo: bytes | None
    lines: dict[str, tuple[str, ...]]
    office: str
    font: str | None
    request: Request
    today: date


def gather(store: Store, person_id: int, request: Request, today: date) -> Holdings:
    """Read what is held about a person, to print it. Raises NotFound, NotAllowed."""
    store.require("print")
    case = cases.load(store, person_id)
    office = store.find("office", id=1)
    return Holdings(
        person_id,
        plain_case(case),
        case.photo,
        {
            _SCANS: scans.of_person(store, person_id),
            _PAPERS: tuple(_paper_line(row) for row in case.papers),
            _LOG: tuple(_log_lines(store, person_id)),
        },
        office.name if office else "",
        office.paper_font if office else None,
        request,
        today,
    )


def write(held: Holdings, path: Path) -> int:
    """Make the paper and write it whole: PDF or Word, by the ending; how many pages it has.

    Raises KnownError for another ending, CannotWrite.
    """
    from desktop.printing import docx, holdings, pdf
    from desktop.printing.holdings import Head

    suffix = path.suffix.casefold()
    if suffix not in KINDS:
        raise KnownError(f"Tên tệp “{path.name}” phải có đuôi .pdf hoặc .docx. Chưa ghi gì. Hãy đặt lại tên.")
    head = Head(held.office, held.request.words, held.today)
    document = holdings.compose(held.plain, held.photo, held.lines, head)
    family = fonts.choose(held.font, paths.system_fonts(), paths.fonts())
    made, (pages,) = pdf.write_counted([document], family)
    write_whole(path, made if suffix == ".pdf" else docx.write([document], family.name))
    return pages


def record(store: Store, held: Holdings) -> None:
    """Log that the paper was made, with the request. Raises NotFound."""
    name = store.get("person", held.person_id).full_name
    store.event(f"In tất cả dữ liệu đang giữ về {name}, {held.request.words}", held.person_id, kind="print")


def _paper_line(row: Record) -> str:
    return f"{show_moment(row.printed_at)}, {row.printed_by}: mẫu {row.form}, {row.pages} trang"


def _log_lines(store: Store, person_id: int) -> Iterator[str]:
    for action in log.lines(store, LogQuery(person_id=person_id)):
        yield _log_line(store, action, person_id)


def _log_line(store: Store, action: LoggedAction, person_id: int) -> str:
    head = f"{show_moment(action.at)}, {action.user}: {action.label}"
    state = state_words(action)
    details = "; ".join(_details(store, action.number, person_id))
    return head + (f" ({state})" if state else "") + (f". {details}" if details else "")


def _details(store: Store, number: int, person_id: int) -> Iterator[str]:
    for row in undo.changes_of(store, number):
        if row.person_id == person_id:
            for each in differences(store, row, person_id):
                yield f"{each.what}: {each.old} → {each.new or '(trống)'}" if each.old else f"{each.what}: {each.new}"
