"""What is known beforehand about lists: words of headings and rows, official values, old fonts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.sheets.headings import Heading, Vocabulary
from desktop.domain.sheets.legacy import LegacyEncoding
from desktop.domain.sheets.mapping import Target
from desktop.domain.sheets.plain_text import bare_key

RowWords = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class KnownValues:
    """The official spellings of one field: every spelling's key with the official one."""

    official: dict[str, str]
    unknown: str | None

    def find(self, text: str) -> str | None:
        """The official spelling of what was typed, or None."""
        return self.official.get(spelling_key(text))


@dataclass(frozen=True)
class Knowledge:
    """Everything the rules need from resources/import."""

    vocabulary: Vocabulary
    values: dict[str, KnownValues]
    words: RowWords
    provinces: frozenset[str]
    encodings: tuple[LegacyEncoding, ...]


def spelling_key(text: str) -> str:
    """Spellings that differ only by capitals, marks, hyphens, apostrophes and blanks have one key."""
    return bare_key(text).replace(" ", "")


def build(files: Mapping[str, Mapping[str, Any]]) -> Knowledge:
    """The knowledge from the parsed files by name. Raises KeyError or ValueError when one is malformed."""
    return Knowledge(
        Vocabulary([_heading(entry) for entry in files["headings"]["heading"]]),
        {entry["field"]: _known_values(entry) for entry in files["known_values"].values()},
        {kind: tuple(listed) for kind, listed in files["rows"].items()},
        frozenset(files["citizen_id"]["provinces"]),
        tuple(_encoding(entry) for entry in files["legacy_fonts"]["encoding"]),
    )


def _heading(entry: Mapping[str, Any]) -> Heading:
    otherwise = entry.get("otherwise")
    return Heading(
        _target(entry["target"], entry.get("part", "")),
        tuple(entry["labels"]),
        tuple(entry.get("under", ())),
        _target(otherwise, "") if otherwise else None,
        entry.get("doubt", ""),
    )


def _target(key: str, part: str) -> Target:
    table, name = key.split(".")
    return Target(table, name, part)


def _known_values(entry: Mapping[str, Any]) -> KnownValues:
    official = {spelling_key(spelling): name for name, others in entry["values"].items() for spelling in others}
    official |= {spelling_key(name): name for name in entry["values"]}
    return KnownValues(official, entry.get("unknown"))


def _encoding(entry: Mapping[str, Any]) -> LegacyEncoding:
    return LegacyEncoding(
        entry["name"], tuple(entry["font_prefixes"]), entry["capitals_suffix"], dict(entry["letters"])
    )
