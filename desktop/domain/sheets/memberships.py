"""Lists of Party members, as the member database gives them: their rows become members, not candidates."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from db.records import Case, Record
from db.text import fold
from desktop.domain.sheets.identities import Identity
from desktop.domain.sheets.mapping import Mapping
from desktop.domain.sheets.model import ReadRow
from desktop.domain.sheets.plan import Values
from desktop.domain.sheets.row_values import NAME

CARD = "party_member.card_number"
_TABLE, _ADMITTED = "party_member.", "step.admission_ceremony"


def is_of_members(mapping: Mapping) -> bool:
    """Whether a list is one of members: candidates have no Party card."""
    return mapping.column(CARD) is not None


def membership(row: ReadRow) -> Values:
    """What a row says of the membership, by the columns of a member."""
    values = {key.removeprefix(_TABLE): value for key, value in row.values.items() if key.startswith(_TABLE)}
    return values | ({"admitted_on": row.values[_ADMITTED]} if _ADMITTED in row.values else {})


def held(case: Case) -> Record | None:
    """The membership the book knows, the newest of several."""
    return case.memberships[-1] if case.memberships else None


def completed(people: Iterable[Identity], unverified: Collection[int], rows: Collection[ReadRow]) -> Iterator[Identity]:
    """The people of the book, members who are known by nothing but a name with the birth that the list gives.

    Only where the name stands once in the list and once among these: nobody is taken for somebody else.
    """
    known = list(people)
    births = {fold(row.values[NAME]): row.values.get("person.born_on") for row in rows}
    in_list = Counter(fold(row.values[NAME]) for row in rows)
    nameless = [each for each in known if each.reference in unverified and not each.born_on and not each.citizen_id]
    in_book = Counter(fold(each.full_name) for each in nameless)
    lone = {each.reference for each in nameless if in_book[fold(each.full_name)] == in_list[fold(each.full_name)] == 1}
    for each in known:
        yield replace(each, born_on=births[fold(each.full_name)]) if each.reference in lone else each
