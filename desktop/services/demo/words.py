"""The words an invented office is made of, read from the data files, and names and numbers drawn from them."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from desktop import paths

Table = Mapping[str, Any]
_SEX_DIGITS = {("male", 1900): "0", ("female", 1900): "1", ("male", 2000): "2", ("female", 2000): "3"}


@dataclass(frozen=True)
class Words:
    """The content of the data files, each as it stands there."""

    office: Table
    names: Table
    lives: Table
    road: Table
    clean_cases: Table
    slips: Table


def read_words() -> Words:
    """Read the data files."""
    names = ("office", "names", "lives", "road", "clean-cases", "slips")
    return Words(*(tomllib.loads((paths.demo() / f"{name}.toml").read_text(encoding="utf-8")) for name in names))


@dataclass(frozen=True)
class Identity:
    """Who somebody is: full name, sex, people (ethnicity) and family name."""

    full_name: str
    sex: str
    ethnicity: str
    family: str


class Names:
    """Draws invented names and personal identification numbers; no number comes twice."""

    def __init__(self, words: Words, rng: Random) -> None:
        self._peoples = words.names["peoples"]
        self._weights = [people["weight"] for people in self._peoples]
        self._by_sex = {sex: words.names[sex] for sex in ("male", "female")}
        self._numbers = words.names["citizen_id"]
        self._used: Counter[str] = Counter()
        self._reserved = {case["person"]["citizen_id"] for case in words.clean_cases["cases"]}
        self._rng = rng

    def draw(self, sex: str | None = None, ethnicity: str | None = None, family: str | None = None) -> Identity:
        """A new name; sex, people and family name are chosen when they are not given."""
        sex = sex or self._rng.choice(("male", "female"))
        people = next((each for each in self._peoples if each["ethnicity"] == ethnicity), None)
        if people is None:
            people = self._rng.choices(self._peoples, self._weights)[0]
        family = family or self._rng.choice(people["families"])
        words = self._by_sex[sex]
        name = f"{family} {self._rng.choice(words['middles'])} {self._rng.choice(words['givens'])}"
        return Identity(name, sex, people["ethnicity"], family)

    def citizen_id(self, sex: str, born_in: int) -> str:
        """Twelve digits of the right build: place, sex with century, year of birth, a serial counted down."""
        head = f"{self._numbers['place']}{_SEX_DIGITS[sex, born_in // 100 * 100]}{born_in % 100:02d}"
        while True:
            number = f"{head}{self._numbers['last_serial'] - self._used[head]:06d}"
            self._used[head] += 1
            if number not in self._reserved:
                return number
