"""The book of rules an office works with: the shipped editions, its own overlay, and which applies to a dossier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from db.records import Record
from desktop.domain import editions
from desktop.domain.calendar import USUAL, WorkTable
from desktop.domain.editions import BadEdition, Edition
from desktop.domain.rules.facts import day
from desktop.domain.rules.model import Rules
from desktop.domain.rules.reading import rules_of


@dataclass(frozen=True)
class Choice:
    """The rules that apply to a dossier, and a sentence when they stand in for others or for unknown ones."""

    rules: Rules
    remark: str | None = None


class RulesById(Mapping[str, Rules]):
    """The rules of editions by id, each made when it is first asked for: most dossiers need those of one edition.

    A shipped edition that cannot be used raises BadEdition then.
    """

    def __init__(self, editions: Mapping[str, Edition], table: WorkTable) -> None:
        self._editions, self._table = dict(editions), table
        self._made: dict[str, Rules] = {}

    def __getitem__(self, edition_id: str) -> Rules:
        if edition_id not in self._made:
            self._made[edition_id] = rules_of(self._editions[edition_id], self._table)
        return self._made[edition_id]

    def __contains__(self, edition_id: object) -> bool:
        return edition_id in self._editions

    def __iter__(self) -> Iterator[str]:
        return iter(self._editions)

    def __len__(self) -> int:
        return len(self._editions)


@dataclass(frozen=True)
class RuleBook:
    """The usable editions, shipped ones first, and the rules of each by its id.

    `warnings` tell of files of the office that were refused.
    """

    editions: tuple[Edition, ...]
    rules: Mapping[str, Rules]
    warnings: tuple[str, ...] = ()

    def get(self, edition_id: str) -> Rules:
        """The rules of an edition by id. Raises BadEdition with the ids there are."""
        if edition_id not in self.rules:
            known = ", ".join(self.rules)
            raise BadEdition(f"Không có bộ quy định “{edition_id}”; đang có: {known}. Dữ liệu không bị ảnh hưởng.")
        return self.rules[edition_id]

    def applying(self, on: date, overlay: str | None = None) -> Rules:
        """The rules in force on a day, with the overlay where it extends them and applies already."""
        central = self.rules[editions.applying(self.editions, on).id]
        local = self.rules.get(overlay or "")
        if local and local.edition.extends == central.edition.id and local.edition.applies_from <= on:
            return local
        return central

    def of_dossier(self, dossier: Record | None, today: date, overlay: str | None = None) -> Choice:
        """The rules of a dossier: the edition it remembers, else that of the day of the permission, else today's."""
        remembered: str = (dossier.rule_edition if dossier else None) or ""
        if remembered in self.rules:
            return Choice(self.rules[remembered])
        on = (day(dossier.opened_on) if dossier else None) or today
        rules = self.applying(on, overlay)
        remark = _gap(editions.applying(self.editions, on), on)
        if remembered:
            remark = f"Hồ sơ ghi bộ quy định “{remembered}” mà chương trình không có; dùng bộ “{rules.edition.id}”."
        return Choice(rules, remark)


def read(shipped: Mapping[str, str], own: Mapping[str, str] | None = None, table: WorkTable = USUAL) -> RuleBook:
    """The book of the shipped files and the office's own ones, text by file name.

    A broken own file is refused with a warning and the shipped ones go on; a broken shipped one raises BadEdition, at
    the latest when its rules are asked for.
    """
    usable = {edition.id: edition for edition in editions.read_all(shipped)}
    warnings: list[str] = []
    for file, text in (own or {}).items():
        try:
            added = _add_own(editions.parse(text, file), usable)
            rules_of(added, table)
            usable[added.id] = added
        except BadEdition as error:
            warnings.append(error.sentence)
    return RuleBook(tuple(usable.values()), RulesById(usable, table), tuple(warnings))


def _add_own(edition: Edition, usable: Mapping[str, Edition]) -> Edition:
    if edition.id in usable:
        raise editions.refuse(edition, ("edition", "id"), f"đã có bộ quy định mang mã “{edition.id}”")
    return editions.resolve([*usable.values(), edition])[-1]


def _gap(edition: Edition, on: date) -> str | None:
    for gap in edition.gaps:
        if gap.starts_on <= on <= gap.ends_on:
            return f"Thời gian này áp dụng {gap.title}, chương trình không có; dùng bộ trước đó: {edition.title}."
    return None
