"""The rules an office works with: the shipped editions, files of its own, its overlay, its table of working days."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from db.changes import Changes
from db.dates import parse_typed
from db.errors import BadInputFile, BadValue, KnownError
from db.records import Record
from db.store import Store
from desktop import paths
from desktop.domain import calendar
from desktop.domain.calendar import WorkTable
from desktop.domain.editions import Edition
from desktop.domain.rules import rulebook
from desktop.domain.rules.rulebook import Choice, RuleBook

_OVERLAY, _DAYS_OFF, _WORKING_DAYS = "rules.overlay", "rules.days_off", "rules.working_days"
_HOLIDAYS_FILE, _TABLE_FILE = "public-holidays.toml", "working-days.toml"
Stamp = tuple[tuple[Path, int, int], ...]


@dataclass(frozen=True)
class OfficeRules:
    """The usable rules with the overlay the office has chosen, if any, and what is to be said of refused files."""

    book: RuleBook
    overlay: str | None = None
    warnings: tuple[str, ...] = ()

    def of_dossier(self, dossier: Record | None, today: date) -> Choice:
        """The rules of a dossier; see RuleBook."""
        return self.book.of_dossier(dossier, today, self.overlay)


def open_rules(store: Store) -> OfficeRules:
    """The rules of the office of a book. Raises BadEdition for a damaged shipped file, BadInputFile for its table."""
    own = paths.own_rules(store.path)
    book, unreadable = _book(_stamp(paths.rules()), _stamp(own), _office_table(store))
    return OfficeRules(book, _read_setting(store, _OVERLAY), (*unreadable, *book.warnings))


def shipped_rules() -> OfficeRules:
    """The rules without any office, for cases in files."""
    book, _ = _book(_stamp(paths.rules()), (), _shipped_table())
    return OfficeRules(book)


def overlays(rules: OfficeRules) -> tuple[Edition, ...]:
    """The editions that are used only where an office asks for them."""
    return tuple(edition for edition in rules.book.editions if edition.is_overlay)


def choose_overlay(store: Store, edition_id: str | None) -> Changes:
    """Use the rules of a province, or none. Raises BadEdition for an unknown one."""
    if edition_id:
        open_rules(store).book.get(edition_id)
    with store.action("Chọn quy định của địa phương", right="settings") as action:
        action.save_setting(_OVERLAY, json.dumps(edition_id))
    return action.changes


def extra_days(store: Store) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The further days off and the days on which people work, as the office keeps them."""
    off, working = (_read_setting(store, key) or () for key in (_DAYS_OFF, _WORKING_DAYS))
    return tuple(map(date.fromisoformat, off)), tuple(map(date.fromisoformat, working))


def save_extra_days(store: Store, days_off: str, working_days: str) -> Changes:
    """Keep both lists, one typed date a line. Raises BadValue, which names the line that is no date."""
    off, working = _typed_days(days_off), _typed_days(working_days)
    if both := off & working:
        raise KnownError(f"Ngày {_shown(min(both))} vừa là ngày nghỉ vừa là ngày làm bù. Hãy bỏ một bên rồi lưu lại.")
    with store.action("Sửa bảng ngày nghỉ, ngày làm bù", right="settings") as action:
        action.save_setting(_DAYS_OFF, _kept(off))
        action.save_setting(_WORKING_DAYS, _kept(working))
    return action.changes


@lru_cache(maxsize=4)
def _book(shipped: Stamp, own: Stamp, table: WorkTable) -> tuple[RuleBook, tuple[str, ...]]:
    """The rules in some files, read again when one has changed, and a sentence for every own file that is no text."""
    texts = {path.name: path.read_text(encoding="utf-8") for path, *_ in shipped}
    own_texts, unreadable = {}, []
    for path, *_ in own:
        try:
            own_texts[path.name] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            unreadable.append(
                f"Tệp quy định “{path.name}” không đọc được nên chưa dùng; dữ liệu không bị ảnh hưởng. "
                "Hãy mở bằng Notepad rồi lưu lại ở bảng mã UTF-8."
            )
    return rulebook.read(texts, own_texts, table), tuple(unreadable)


def _stamp(folder: Path) -> Stamp:
    """What tells that a file of rules in a folder was changed, added or taken away."""
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return tuple((path, (held := path.stat()).st_mtime_ns, held.st_size) for path in files)


@lru_cache(maxsize=1)
def _shipped_table() -> WorkTable:
    holidays, changes = (_read_table(paths.calendar() / name) for name in (_HOLIDAYS_FILE, _TABLE_FILE))
    return holidays.changed_by(changes.days_off, changes.working_days)


def _read_table(file: Path) -> WorkTable:
    try:
        return calendar.read_table(file.read_text(encoding="utf-8-sig"), file.name)
    except OSError:
        raise BadInputFile(f"Không đọc được bảng ngày làm việc “{file.name}”. Hãy cài lại chương trình.") from None


def _office_table(store: Store) -> WorkTable:
    return _shipped_table().changed_by(*extra_days(store))


def _read_setting(store: Store, key: str) -> Any:
    """A setting kept as JSON, which can say nothing where a setting cannot."""
    return json.loads(store.read_setting(key) or "null")


def _kept(days: Iterable[date]) -> str:
    return json.dumps(sorted(day.isoformat() for day in days))


def _typed_days(text: str) -> frozenset[date]:
    days = set()
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            days.add(date.fromisoformat(parse_typed(line, allow=("day",), latest_year=date.today().year + 10)))
        except BadValue as error:
            raise BadValue(f"Dòng “{line}”: {error.sentence}") from None
    return frozenset(days)


def _shown(day: date) -> str:
    from desktop.vietnamese import show_date

    return show_date(day.isoformat())
