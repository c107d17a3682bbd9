"""Invented classes: rounds in the past and one running, rosters filled as learners come, numbered certificates."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from desktop.services.demo.rows import Rows
from desktop.services.demo.words import Words

RESULTS = ("excellent", "good", "good", "good", "fair", "fair", "average")
NOT_PASSED = ("failed", "absent")
_FIRST_NUMBER = 1001


@dataclass(frozen=True)
class Round:
    """One round of a kind of class; `certificates_on` is None while it runs."""

    kind: str
    starts_on: date
    ends_on: date
    certificates_on: date | None


class Classes:
    """The rounds of each kind, newest first; a roster that is full opens another class of the same round."""

    def __init__(self, words: Words, rows: Rows, today: date, rng: Random) -> None:
        self._kinds = words.office["classes"]
        self._office = words.office["office"]
        self._home = words.lives["home"]
        self._rows, self._rng = rows, rng
        self._number = dict.fromkeys(self._kinds, _FIRST_NUMBER)
        self._rosters: dict[Round, tuple[int, int, int]] = {}
        self.rounds = {kind: _rounds(kind, values, today) for kind, values in self._kinds.items()}

    def latest(self, kind: str, before: date) -> Round:
        """One of the newest rounds whose certificates were out by a day, the oldest when none is that old."""
        done = [each for each in self.rounds[kind] if each.certificates_on is not None]
        fitting = [each for each in done if each.certificates_on is not None and each.certificates_on <= before]
        return self._rng.choice(fitting[:3] or done[-1:])

    def first_within(self, kind: str, start: date, end: date) -> Round | None:
        """The earliest round held, with certificates, between two days."""
        for each in reversed(self.rounds[kind]):
            if each.starts_on >= start and each.certificates_on is not None and each.certificates_on <= end:
                return each
        return None

    def running(self) -> Round:
        """The class that is going on today."""
        return next(each for rounds in self.rounds.values() for each in rounds if each.certificates_on is None)

    def enrol(self, held: Round, person_id: int, result: str | None) -> None:
        """Put a learner on a roster; who passed gets the next certificate."""
        class_id = self._roster(held)
        values = {"training_class_id": class_id, "person_id": person_id, "result": result}
        enrolment_id = self._rows.add("enrolment", values)
        if result in RESULTS and held.certificates_on is not None:
            self._rows.add("certificate", self._certificate(held, person_id, enrolment_id))

    def pass_class(self, held: Round, person_id: int) -> str:
        """Enrol somebody who passes; returns the number of the certificate."""
        self.enrol(held, person_id, self._rng.choice(RESULTS))
        return f"{self._number[held.kind] - 1}/GCN"

    def _certificate(self, held: Round, person_id: int, enrolment_id: int) -> dict[str, Any]:
        number = self._number[held.kind]
        self._number[held.kind] += 1
        return {
            "person_id": person_id,
            "kind": held.kind,
            "number": f"{number}/GCN",
            "issued_on": _iso(held.certificates_on),
            "issued_by": self._office["political_centre"],
            "enrolment_id": enrolment_id,
        }

    def _roster(self, held: Round) -> int:
        """The key of the class of a round that has a seat left."""
        class_id, count, learners = self._rosters.get(held, (0, 0, 0))
        if not class_id or learners == self._kinds[held.kind]["learners"]:
            count, learners = count + 1, 0
            class_id = self._rows.add("training_class", self._class(held, count))
        self._rosters[held] = (class_id, count, learners + 1)
        return class_id

    def _class(self, held: Round, count: int) -> dict[str, Any]:
        kind = self._kinds[held.kind]
        opening = held.starts_on - timedelta(10)
        return {
            "kind": held.kind,
            "name": kind["name"],
            "batch": f"Khóa tháng {held.starts_on.month}/{held.starts_on.year}" + (f", lớp {count}" * (count > 1)),
            "organiser": self._office["political_centre"],
            "place": self._home,
            "starts_on": _iso(held.starts_on),
            "ends_on": _iso(held.ends_on),
            "opening_number": f"{500 + len(self._rosters)}-{kind['number']}",
            "opening_on": _iso(opening),
            "certificates_on": _iso(held.certificates_on),
            "signer": self._office["political_centre_head"],
            "signer_position": "Giám đốc",
        }


def _rounds(kind: str, values: dict[str, Any], today: date) -> list[Round]:
    """Newest first; a running round began on the Monday of this week."""
    first = 0 if values["is_running"] else 1
    rounds = []
    for place in range(first, values["years"] * 365 // values["every_days"] + 1):
        day = today - timedelta(place * values["every_days"])
        starts_on = day - timedelta(day.weekday())
        ends_on = starts_on + timedelta(values["lasts_days"] - 1)
        certificates_on = ends_on + timedelta(values["certificate_after_days"]) if place else None
        rounds.append(Round(kind, starts_on, ends_on, certificates_on))
    return rounds


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
