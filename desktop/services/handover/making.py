"""Making the files of a hand-over: the package, the filled files, the papers to sign; needs no book."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from db.errors import KnownError
from db.records import Record
from db.text import fold, nfc
from desktop.domain.reports.periods import Period, text_of
from desktop.exchange.packages import reading, sealing, writing
from desktop.exchange.packages.writing import Resource
from desktop.exchange.templates import filling
from desktop.services.handover import letter
from desktop.services.handover.content import FIGURES
from desktop.services.handover.orders import Order
from desktop.services.reports import outputs, resources
from desktop.services.reports.outputs import Output
from desktop.vietnamese import show_moment

Json = dict[str, Any]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class HandOverFile:
    """One file of a hand-over: its name, what it is, its bytes."""

    name: str
    title: str
    note: str
    content: bytes

    @property
    def digest(self) -> str:
        """Its checksum."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Made:
    """The files of a hand-over, made and not yet written; the first is the package."""

    order: Order
    made_at: str
    files: tuple[HandOverFile, ...]

    @property
    def fingerprint(self) -> str:
        """What the note shows, and what the receiver compares: the checksum of the package as it is sent."""
        return self.files[0].digest

    @property
    def counts(self) -> dict[str, int]:
        """How much the package holds."""
        found: dict[str, int] = self.order.head["counts"]
        return found


def make(order: Order, passphrase: str | None = None, progress: Progress | None = None) -> Made:
    """Make every file; needs no book. Raises CannotFill, BadPackage, BadForm, KnownError without a passphrase where
    the content names people."""
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    files: list[HandOverFile] = []
    steps = 1 + len(order.templates) + len(order.reports) + 1
    for made in _files(order, passphrase, made_at):
        files.append(made)
        if progress is not None:
            progress(min(len(files), steps), steps)
    return Made(order, made_at, tuple(files))


def _files(order: Order, passphrase: str | None, made_at: str) -> Iterator[HandOverFile]:
    package = _package(order, passphrase, made_at)
    yield package
    told = [package]
    for made in (*_filled(order), *_printed(order)):
        names = {each.name for each in told}
        told.append(made if made.name not in names else replace(made, name=f"{len(told) + 1:02}-{made.name}"))
        yield told[-1]
    for title, paper in letter.make(order.papers, order.bodies | _told(order, told, made_at)):
        yield HandOverFile(plain_name(f"{title}.pdf"), title, "bản in để ký", paper)


def _filled(order: Order) -> Iterator[HandOverFile]:
    for template, entries in zip(order.templates, order.entries, strict=True):
        content = filling.fill(template.content, entries)
        yield HandOverFile(plain_name(template.file_name), template.name, "đã điền", content)


def _printed(order: Order) -> Iterator[HandOverFile]:
    for output in order.reports:
        name = plain_name(f"{output.report.name}-{text_of(order.wish.period)}.pdf")
        title = resources.find(output.report.name).title
        yield HandOverFile(name, title, "bản in để ký", outputs.content(output, "pdf"))


def plain_name(name: str) -> str:
    """A file's name without accents and blanks, so that it survives every stick and every old computer."""
    stem, _, suffix = name.rpartition(".")
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(stem or suffix)).split()
    return f"{'-'.join(letters)[:70]}.{suffix.casefold()}"


def group(fingerprint: str) -> str:
    """A fingerprint in groups that can be read aloud."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def _package(order: Order, passphrase: str | None, made_at: str) -> HandOverFile:
    named = [_paper_resource(output, order.wish.period) for output in order.named_reports]
    whole = writing.package(order.head | {"created": made_at}, [*order.resources, *named])
    name, note = f"du-lieu-{text_of(order.wish.period)}-lan-{order.sequence:02}.zip", "không có tên người"
    secret = nfc(passphrase) if passphrase else None
    if order.wish.content != FIGURES:
        if secret is None:
            raise KnownError(
                "Gói dữ liệu có tên người nên phải khóa bằng mật khẩu. Chưa lập gì. Hãy đặt mật khẩu cho gói."
            )
        whole, name, note = sealing.seal(whole, secret), f"{name}.age", "đã khóa bằng mật khẩu"
    # What cannot be opened here cannot be opened there.
    reading.open_package(whole, secret)
    return HandOverFile(name, "Gói dữ liệu", note, whole)


def _told(order: Order, files: Sequence[HandOverFile], made_at: str) -> Json:
    """What the letter and the note say of the package and the files beside it."""
    counts = order.head["counts"]
    sent = Record(
        sequence=order.sequence,
        starts_on=order.wish.period.first.isoformat(),
        ends_on=order.wish.period.last.isoformat(),
        extent=order.wish.content,
        made_at=show_moment(made_at),
        made_by=order.made_by,
        fingerprint=group(files[0].digest),
        people=counts["people"],
        figures=counts["figures"],
        files=len(files),
    )
    rows = [{"name": each.name, "title": each.title, "note": each.note, "mark": each.digest[:8]} for each in files]
    return {"hand_over": sent, "files": rows}


def _paper_resource(output: Output, period: Period) -> Resource:
    name = output.report.name
    file_name = f"{name}-{text_of(period).replace('..', '_')}.pdf"
    return writing.document(name, output.report.title, file_name, outputs.content(output, "pdf"), "application/pdf")
