"""Invented votes: numbers of members and votes that a meeting could really have had."""

from datetime import date
from random import Random
from typing import Any

from desktop.services.demo.places import Place
from desktop.services.demo.words import Words

_BELOW = "grassroots"


class Votes:
    """Draws the numbers of one meeting for the columns of a step."""

    def __init__(self, words: Words, rng: Random) -> None:
        self._totals = {
            "standing": words.office["standing_committee"]["member_total"],
            "grassroots": words.office["grassroots_committee"]["member_total"],
        }
        self._rng = rng
        self._evenings: dict[tuple[str, str | None, date], dict[str, Any]] = {}

    def draw(self, body: str, place: Place, day: date, is_outvoted: bool = False) -> dict[str, Any]:
        """Numbers for a cell, a grassroots committee or a standing committee; `is_outvoted` fails two thirds.

        Whoever comes before a committee on one evening is counted by the same people.
        """
        if body == "cell":
            return self._cell(place, is_outvoted)
        evening = body, place.committee if body == _BELOW else None, day
        if evening not in self._evenings:
            self._evenings[evening] = self._committee(self._totals[body])
        return dict(self._evenings[evening])

    def _cell(self, place: Place, is_outvoted: bool) -> dict[str, Any]:
        base = place.official_total - self._rng.randint(0, 2)
        present_official = base - self._rng.randint(0, 1)
        against = present_official - base // 2 if is_outvoted else self._rng.choice((0, 0, 0, 1))
        return {
            "member_total": place.official_total + 1,
            "official_total": place.official_total,
            "votes_base": base,
            "present": present_official + 1,
            "present_official": present_official,
            "votes_for": present_official - against,
            "votes_against": against,
        }

    def _committee(self, total: int) -> dict[str, Any]:
        present = total - self._rng.choice((0, 0, 1))
        return {
            "member_total": total,
            "votes_base": total,
            "present": present,
            "votes_for": present,
            "votes_against": 0,
        }
