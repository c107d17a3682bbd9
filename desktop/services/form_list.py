"""The list of forms: whose words each has, how sure they are, and which the office has held against the original."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.changes import Changes
from db.errors import KnownError
from db.files import write_whole
from db.store import Store
from desktop import paths
from desktop.domain.editions import Edition
from desktop.services.papers import catalogue_of
from desktop.services.rule_book import open_rules

if TYPE_CHECKING:
    from desktop.printing.catalogue import ReadyForm

_CHECKED = "forms.checked"


@dataclass(frozen=True)
class FormEntry:
    """One form of an edition: `origin` is the set it comes from, `checked_on` an ISO date or empty."""

    code: str
    title: str
    about: str
    certainty: str
    is_verified: bool
    is_own: bool
    origin: str
    digest: str
    checked_by: str = ""
    checked_on: str = ""

    @property
    def is_to_check(self) -> bool:
        """Whether nobody, neither here nor at the program's, has held these words against the original."""
        return not self.is_verified and not self.checked_on


@dataclass(frozen=True)
class FormList:
    """The forms of one edition in order, and what is to be said of own files that cannot be used."""

    edition: Edition
    entries: tuple[FormEntry, ...]
    warnings: tuple[str, ...]


def list_forms(store: Store, edition: Edition) -> FormList:
    """The forms of an edition. Raises FormError for a broken shipped form."""
    catalogue = catalogue_of(edition, paths.own_forms(store.path))
    checked = _read(store)
    entries = tuple(_entry(ready, ready.code in catalogue.own_codes, checked) for ready in catalogue.ready())
    return FormList(edition, tuple(sorted(entries, key=_order)), tuple(catalogue.warnings))


def editions(store: Store, today: date) -> list[Edition]:
    """The editions of the office's rules, the one in force first."""
    office = open_rules(store)
    current = office.book.applying(today, office.overlay).edition
    return [current, *(each for each in office.book.editions if each.id != current.id)]


def mark_checked(store: Store, entries: Iterable[FormEntry], today: date) -> Changes:
    """Note that the office has held forms against the original; holds for these very words. Raises NotAllowed."""
    chosen = list(entries)
    held = _read(store)
    for entry in chosen:
        held[_key(entry.code, entry.digest)] = (store.user, today.isoformat())
    return _keep(store, held, f"Đã kiểm mẫu {', '.join(entry.code for entry in chosen)}"[:500])


def withdraw(store: Store, entries: Iterable[FormEntry]) -> Changes:
    """Take the note back. Raises NotAllowed."""
    chosen = list(entries)
    held = _read(store)
    for entry in chosen:
        held.pop(_key(entry.code, entry.digest), None)
    return _keep(store, held, f"Bỏ dấu đã kiểm mẫu {', '.join(entry.code for entry in chosen)}"[:500])


def copy_to_own(store: Store, edition: Edition, code: str) -> Path:
    """Copy a shipped form into the office's own folder for changing it; returns the copy. Raises KnownError."""
    store.require("settings")
    own = paths.own_forms(store.path)
    source = catalogue_of(edition, own).form(code).path
    target = own / source.name
    if own in source.parents or target.exists():
        raise KnownError(f"Mẫu {code} đã có bản riêng ở “{own.name}”. Hãy sửa tệp “{target.name}” ấy.")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, source.read_bytes())
    return target


def _entry(ready: "ReadyForm", is_own: bool, checked: dict[str, tuple[str, str]]) -> FormEntry:
    form = ready.form
    by, on = checked.get(_key(form.code, form.digest), ("", ""))
    words = (form.code, form.title, form.about, form.certainty)
    return FormEntry(*words, form.is_verified, is_own, ready.path.parent.name, form.digest, by, on)


def _order(entry: FormEntry) -> tuple[bool, str, int, str]:
    """Numbered forms first, each series by its numbers, the others by their codes."""
    number = re.match(r"\d+", entry.code)
    series = entry.code.rpartition("-")[2] if number else ""
    return number is None, series, int(number[0]) if number else 0, entry.code


def _key(code: str, digest: str) -> str:
    return f"{code} {digest}"


def _read(store: Store) -> dict[str, tuple[str, str]]:
    return {key: (by, on) for key, (by, on) in json.loads(store.read_setting(_CHECKED) or "{}").items()}


def _keep(store: Store, held: dict[str, tuple[str, str]], label: str) -> Changes:
    with store.action(label, right="settings") as action:
        action.save_setting(_CHECKED, json.dumps(held))
    return action.changes
