"""The tree in which scanned papers are handed over: the folder of an organisation, of a person, the name of a file."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import Case
from db.text import fold
from desktop.vietnamese import without_marks

# The parts of an organisation's code, in digits, from the province down to the cell.
_PARTS = (2, 3, 3, 3, 3)
LONGEST_PATH = 259  # Windows: 260 with the end of the string
SHORTEST_NAME = 8
SPACE, UNDERSCORE = " ", "_"


@dataclass(frozen=True)
class Catalogue:
    """The kinds of papers by number, and which form is of which kind, by edition ("" for all)."""

    names: Mapping[int, str]
    forms: Mapping[str, Mapping[str, int]]

    def number_of(self, form: str, edition: str) -> int | None:
        """The number of a form's kind under an edition, codes compared as typed on any keyboard."""
        wanted = fold(form)
        for scope in (edition, ""):
            for code, number in self.forms.get(scope, {}).items():
                if fold(code) == wanted:
                    return number
        return None


def read(text: str) -> Catalogue:
    """The catalogue in a TOML text."""
    content = tomllib.loads(text)
    names = {int(number): str(name) for number, name in content["names"].items()}
    return Catalogue(names, {"": content["forms"], **content.get("editions", {})})


def organisation_folder(case: Case) -> str:
    """The code of the lowest body above the person that has one, as M1.M2.M3.M4.M5; empty when none has."""
    code = next((row.get("organisation_code") for row in case.chain if row.get("organisation_code")), "") or ""
    parts = code.split(".") if "." in code else _split(re.sub(r"\D", "", code))
    filled = [part.strip().zfill(size) for part, size in zip(parts, _PARTS, strict=False) if part.strip()]
    if not filled:
        return ""
    return ".".join([*filled, *("0" * size for size in _PARTS[len(filled) :])])


def person_folder(case: Case) -> str:
    """The identity number and the name without marks or blanks; zeros while the number is not recorded."""
    words = without_marks(str(case.person.full_name)).split()
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return f"{case.person.get('citizen_id') or '0' * 12}_{_safe(name)}"


def file_names(numbers: Sequence[int], catalogue: Catalogue, separator: str) -> list[str]:
    """The names of the papers of one person without their ending: repeated kinds are counted .1, .2."""
    often, seen = Counter(numbers), Counter[int]()
    names = []
    for number in numbers:
        seen[number] += 1
        name = catalogue.names[number].replace(SPACE, separator)
        count = f".{seen[number]}" if often[number] > 1 else ""
        names.append(f"{number:02}.{_safe(name)}{count}")
    return names


def shortened(stem: str, room: int) -> str | None:
    """A name cut to so many letters with its number and its count kept; None when too little would be left."""
    if len(stem) <= room:
        return stem
    number, name, count = re.fullmatch(r"(\d+\.)(.*?)((?:\.\d+)?)", stem).groups()  # type: ignore[union-attr]
    left = room - len(number) - len(count)
    return f"{number}{name[:left].rstrip(' _')}{count}" if left >= SHORTEST_NAME else None


def _split(digits: str) -> Iterable[str]:
    start = 0
    for size in _PARTS:
        yield digits[start : start + size]
        start += size


def _safe(name: str) -> str:
    """Letters, digits and what joins them: no system forbids these in a name."""
    return re.sub(r"[^A-Za-z0-9 _-]", "", name)
