"""By what people are counted: the leaf of each dimension that a person's values lead to, by words kept as data."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.errors import BadInputFile
from db.text import fold

Facts = Mapping[str, Any]
# A leaf for what stands there and belongs to no leaf that is known; nothing stands for nothing written.
UNKNOWN = "?"
_SEPARATORS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True)
class Leaf:
    """One group of a dimension: its key, its words on paper, the words by which a written value belongs to it."""

    key: str
    label: str
    words: tuple[str, ...] = ()
    is_whole: bool = False  # the value is one of the words, not merely a text in which they stand


@dataclass(frozen=True)
class WordDimension:
    """A dimension of written values: the first leaf of which a word stands in one of the columns."""

    name: str
    label: str
    columns: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    own: Mapping[str, str]  # what the office decided: folded value to leaf

    def leaf_of(self, facts: Facts) -> str | None:
        """The leaf of a person's values; UNKNOWN for words nobody knows, None when nothing is written."""
        written = tuple(facts[column] for column in self.columns)
        if written not in self._known:
            self._known[written] = self._find(tuple(keyed(value) for value in written if value))
        return self._known[written]

    def _find(self, values: tuple[str, ...]) -> str | None:
        if not values:
            return None
        for value in values:
            if value in self.own:
                return self.own[value]
        for leaf, patterns in self._patterns:
            if any(pattern.search(value) for value in values for pattern in patterns):
                return leaf
        return UNKNOWN

    @cached_property
    def _known(self) -> dict[tuple[Any, ...], str | None]:
        return {}

    @cached_property
    def _patterns(self) -> list[tuple[str, list[re.Pattern[str]]]]:
        return [(leaf.key, [_pattern(leaf, word) for word in leaf.words]) for leaf in self.leaves]


def keyed(value: str) -> str:
    """A written value as it is compared: folded, nothing but letters and digits between single blanks."""
    return _SEPARATORS.sub(" ", fold(value)).strip()


def _pattern(leaf: Leaf, word: str) -> re.Pattern[str]:
    key = re.escape(keyed(word))
    return re.compile(rf"^{key}$" if leaf.is_whole else rf"(?:^| ){key}(?: |$)")


def _sex(facts: Facts) -> str | None:
    found: str | None = facts["sex"]
    return found


def _age(facts: Facts) -> int | None:
    """Full years on the day that is counted; of somebody whose year alone is known, the years between."""
    born, day = facts["born_on"], facts["day"]
    if not born or not day:
        return None
    return int(day[:4]) - int(born[:4]) - (len(born) > 4 and day[5:] < born[5:])


def _is(column: str) -> Callable[[Facts], bool]:
    return lambda facts: bool(facts[column])


# Dimensions that follow from the record itself.
PLAIN: dict[str, Callable[[Facts], Any]] = {
    "sex": _sex,
    "age": _age,
    "youth_union": _is("youth_union_joined_on"),
    "readmission": _is("is_readmission"),
    "local": lambda facts: facts["village_kind"] == "village",
    "place": lambda facts: facts["village_kind"],
}
GROUPS = "group"


@dataclass(frozen=True)
class Dimensions:
    """All dimensions by name; `special` are the kinds of special groups a person's dossier names."""

    by_words: Mapping[str, WordDimension]

    def value(self, name: str, facts: Facts) -> Any:
        """What a person is in one dimension."""
        if name in PLAIN:
            return PLAIN[name](facts)
        if name == GROUPS:
            return facts["groups"]
        if name.startswith("any_"):
            # Whether anything of a dimension is written but its first leaf, the usual one.
            dimension = self.by_words[name.removeprefix("any_")]
            return dimension.leaf_of(facts) not in (None, dimension.leaves[0].key)
        return self.by_words[name].leaf_of(facts)

    def is_known(self, name: str) -> bool:
        """Whether there is such a dimension."""
        return name in PLAIN or name == GROUPS or name.removeprefix("any_") in self.by_words


def read(content: Mapping[str, Any], known_values: Mapping[str, Any], own: Iterable[Mapping[str, Any]]) -> Dimensions:
    """The dimensions of a parsed data file; leaves taken from `known_values` are whole values with their spellings.

    `own` are the office's rows of value groups. Raises BadInputFile.
    """
    decided: dict[str, dict[str, str]] = {}
    for row in own:
        decided.setdefault(row["dimension"], {})[row["value"]] = row["leaf"]
    made = {}
    for name, entry in content.items():
        try:
            values = known_values[entry["values_of"]]["values"] if "values_of" in entry else None
            leaves = _listed(values) if values is not None else tuple(_leaf(leaf) for leaf in entry["leaves"])
            made[name] = WordDimension(name, entry["label"], tuple(entry["columns"]), leaves, decided.get(name, {}))
        except (KeyError, TypeError) as problem:
            raise BadInputFile(
                f"Bảng nhóm thống kê “{name}” thiếu mục {problem}. Dữ liệu không bị ảnh hưởng."
            ) from None
    return Dimensions(made)


def _leaf(entry: Mapping[str, Any]) -> Leaf:
    return Leaf(entry["key"], entry["label"], tuple(entry.get("words", ())), bool(entry.get("whole", False)))


def _listed(values: Mapping[str, list[str]]) -> tuple[Leaf, ...]:
    return tuple(Leaf(name, name, (name, *spellings), is_whole=True) for name, spellings in values.items())
