"""Reports leave the program: as PDF, Word, Excel or JSON, written whole and noted in the log."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import KnownError
from db.files import known_disk_errors, write_whole
from db.store import Store
from desktop import paths
from desktop.domain.reports.model import Report, plain
from desktop.domain.reports.periods import text_of, words
from desktop.services.reports.runs import COMPLETE, SENT, Shown

if TYPE_CHECKING:
    from desktop.printing.fonts import FontFamily
    from desktop.printing.reports import Head

Progress = Callable[[int, int], object]
KINDS = ("pdf", "docx", "xlsx", "json")
# Papers are printed; what other programs read is exported.
RIGHTS = {"pdf": "print", "docx": "print", "xlsx": "export", "json": "export"}
_DRAFT = "BẢN ĐANG LÀM – chưa hoàn thành, chưa khóa số liệu"


@dataclass(frozen=True)
class Output:
    """Everything read from the book that writing a report needs; from here on the book is free for other work."""

    report: Report
    head: "Head"
    font: str | None


def gather(store: Store, shown: Shown, today: date) -> Output:
    """A report with who reports, where and on which day: that of its completion, else today."""
    from desktop.printing.reports import Head

    office = store.find("office", id=1)
    own = store.find("party_committee", id=office.committee_id) if office and office.committee_id else None
    above = store.find("party_committee", id=own.parent_id) if own is not None and own.parent_id else None
    completed = [event.happened_at[:10] for event in shown.events if event.kind == "completed"]
    head = Head(
        committee=own.name if own is not None else office.name if office else "",
        above=above.name if above is not None else "",
        place=(office.place_name or "") if office else "",
        day=completed[-1] if shown.state in (COMPLETE, SENT) and completed else today.isoformat(),
        state="" if shown.is_locked else _DRAFT,
    )
    return Output(shown.report, head, office.paper_font if office else None)


def content(output: Output, kind: str, progress: Progress = lambda done, total: None) -> bytes:
    """The report as a file of a kind of KINDS; needs no book. `progress` is told the pages of a PDF, and may end it."""
    return _pdf(output, progress) if kind == "pdf" else _WRITERS[kind](output)


def kind_of(out: Path, kind: str | None) -> str:
    """The kind of a file: as named, else by its ending, else PDF. Raises KnownError for an ending that says another."""
    ending = out.suffix.casefold().lstrip(".")
    if kind is None:
        return ending if ending in KINDS else "pdf"
    if ending in KINDS and ending != kind:
        raise KnownError(
            f"Tên tệp “{out.name}” có đuôi .{ending} nhưng loại tệp là {kind}. Chưa ghi gì. Hãy sửa một trong hai."
        )
    return kind


def write(store: Store, output: Output, out: Path, kind: str | None = None) -> Path:
    """Write a report to a file, or into a folder under its own name. Raises NotAllowed, CannotWrite, KnownError."""
    chosen = kind_of(out, kind)
    store.require(RIGHTS[chosen])
    path = file_of(output.report, out, chosen)
    with known_disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content(output, chosen))
    note(store, output.report, chosen)
    return path


def file_of(report: Report, out: Path, kind: str) -> Path:
    """Where a report goes: the file itself, or in a folder a name from the report and its period."""
    if out.suffix.casefold() == f".{kind}":
        return out
    return out / f"{report.name}-{text_of(report.period).replace('..', '_')}.{kind}"


def note(store: Store, report: Report, kind: str) -> None:
    """Note in the log that a report left the program."""
    store.event(f"Xuất báo cáo “{report.title}”, {words(report.period)}, tệp .{kind}", kind="export")


def note_printed(store: Store, report: Report) -> None:
    """Note in the log that a report went to a printer."""
    store.event(f"In báo cáo “{report.title}”, {words(report.period)}", kind="print")


def fonts_of(output: Output) -> "FontFamily":
    """The letters of the paper."""
    from desktop.printing import fonts

    return fonts.choose(output.font, paths.system_fonts(), paths.fonts())


def _pdf(output: Output, progress: Progress) -> bytes:
    from desktop.printing import pdf, reports

    return pdf.write([reports.document(output.report, output.head)], fonts_of(output), progress=progress)


def _docx(output: Output) -> bytes:
    from desktop.printing import charts, docx, reports

    family = fonts_of(output)
    document = reports.document(output.report, output.head)
    return docx.write([document], family.name, lambda chart: charts.picture(chart, family))


def _xlsx(output: Output) -> bytes:
    from desktop.printing import report_sheet

    return report_sheet.write(output.report, output.head)


def _json(output: Output) -> bytes:
    return json.dumps(plain(output.report), ensure_ascii=False, indent=1).encode() + b"\n"


_WRITERS: dict[str, Callable[[Output], bytes]] = {"docx": _docx, "xlsx": _xlsx, "json": _json}
