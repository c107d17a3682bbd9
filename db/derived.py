"""The columns the write door fills by itself: what a row is found by and how it sorts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from db.text import collation_key, fold, sort_key

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Derivation:
    """How a table's keys follow from its other columns."""

    sources: frozenset[str]
    search: Callable[[Values], str]
    sort: Callable[[Values], bytes]


def _person_search(row: Values) -> str:
    names = [fold(row[column]) for column in ("full_name", "birth_name", "alias") if row.get(column)]
    return " " + " ".join([*dict.fromkeys(names), row.get("citizen_id") or ""])


def _person_sort(row: Values) -> bytes:
    # A missing name is for the engine to refuse.
    return sort_key(row.get("full_name") or "", row.get("name_for_sorting"))


def _name_search(row: Values) -> str:
    return " " + fold(row.get("name") or "")


def _name_sort(row: Values) -> bytes:
    return collation_key(row.get("name") or "")


_BY_NAME = Derivation(frozenset({"name"}), _name_search, _name_sort)
DERIVATIONS: dict[str, Derivation] = {
    "person": Derivation(
        frozenset({"full_name", "birth_name", "alias", "name_for_sorting", "citizen_id"}), _person_search, _person_sort
    ),
    "party_cell": _BY_NAME,
    "village": _BY_NAME,
    "training_class": _BY_NAME,
}
