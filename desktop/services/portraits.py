"""Portraits: the photographs of members as files, named as the list for Party cards asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db import cases
from db.files import known_disk_errors, write_whole
from db.records import Case
from db.store import Store
from db.text import nfc
from desktop.vietnamese import show_date, show_number

# What Windows takes in no name of a file.
_FORBIDDEN = frozenset('<>:"/\\|?*_')
_ENDING = ".jpg"


@dataclass(frozen=True)
class Portrait:
    """A photograph and the name its file gets."""

    person_id: int
    name: str
    content: bytes


@dataclass(frozen=True)
class Portraits:
    """What can be saved, and for everybody else a sentence saying what is missing."""

    ready: tuple[Portrait, ...]
    left_out: tuple[str, ...]


def gather(store: Store, person_ids: Sequence[int]) -> Portraits:
    """Read the photographs of people, with what their names are made of. Raises NotFound, NotAllowed."""
    store.require("export")
    loaded = cases.load_all(store, list(person_ids))
    ready, left_out = [], []
    for person_id in dict.fromkeys(person_ids):
        case = loaded[person_id]
        lacks = _lacks(case)
        if lacks:
            left_out.append(f"{case.person.full_name}: chưa có {', '.join(lacks)}.")
        else:
            assert case.photo is not None
            ready.append(Portrait(person_id, file_name(case), case.photo))
    return Portraits(tuple(ready), tuple(left_out))


def write(portraits: Portraits, folder: Path) -> list[Path]:
    """Write the files; needs no book. Raises CannotWrite; each file is whole or not there."""
    with known_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written = []
    for portrait in portraits.ready:
        write_whole(folder / portrait.name, portrait.content)
        written.append(folder / portrait.name)
    return written


def record(store: Store, portraits: Portraits) -> None:
    """Log with each person that the photograph left the book."""
    for portrait in portraits.ready:
        store.event("Xuất ảnh chân dung ra tệp", portrait.person_id, kind="export")


def told(portraits: Portraits, folder: Path) -> str:
    """What was done, in a sentence, with those left out."""
    said = f"Đã lưu {show_number(len(portraits.ready))} ảnh vào {folder}."
    return said if not portraits.left_out else f"{said} Bỏ qua {show_number(len(portraits.left_out))} người."


def file_name(case: Case) -> str:
    """`Số CCCD_Họ tên_ngày sinh_ngày vào đảng.jpg`, days as dd-mm-yyyy: a stroke may stand in no name of a file.

    Source: the monthly list of the cards, procedure of the organisation office; the spelling of days is not given.
    """
    values = (case.person.citizen_id, case.person.full_name, case.person.born_on, _admitted_on(case))
    parts = [str(values[0]), nfc(str(values[1])), *(_day(value) for value in values[2:])]
    return "_".join("".join(_letter(sign) for sign in part).strip() for part in parts) + _ENDING


def _lacks(case: Case) -> list[str]:
    needed = {
        "số định danh cá nhân": case.person.citizen_id,
        "ngày sinh": case.person.born_on,
        "ngày vào Đảng": _admitted_on(case),
        "ảnh 3x4": case.photo,
    }
    return [label for label, value in needed.items() if not value]


def _admitted_on(case: Case) -> str | None:
    """The day of the ceremony: that of the membership, else of the step."""
    known = [row.admitted_on for row in case.memberships if row.admitted_on]
    held = [step.happened_on for step in case.steps if step.kind == "admission_ceremony" and step.happened_on]
    return next(iter([*reversed(known), *reversed(held)]), None)


def _day(partial: str | None) -> str:
    return show_date(partial).replace("/", "-")


def _letter(sign: str) -> str:
    return " " if sign in _FORBIDDEN or not sign.isprintable() else sign
