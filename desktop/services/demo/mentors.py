"""Who helps and introduces an invented candidate: assignments with the resolution of the cell, letters."""

from datetime import date, timedelta
from random import Random
from typing import Any

from desktop.services.demo.lives import Life
from desktop.services.demo.places import Member, Office
from desktop.services.demo.road import RoadStep, Standing, weekday

_YEAR = 365
_CHOSEN, _ADMITTED, _CERTIFIED, _SUMMARY = (
    "sympathiser_chosen",
    "admission_ceremony",
    "history_certified",
    "opinion_summary",
)


class Mentors:
    """Adds the assignments and introductions of one candidate after another."""

    def __init__(self, office: Office, rng: Random) -> None:
        self._office, self._rng = office, rng
        self._rules = office.words.road["introduction"]

    def add(
        self,
        standing: Standing,
        life: Life,
        dossier_id: int,
        walk: dict[str, tuple[RoadStep, date]],
        numbers: dict[str, str],
        ended_on: date | None,
    ) -> dict[str, date]:
        """Adds what the stage has; returns the day of each paper of introduction, if they were written."""
        if _CHOSEN not in walk:
            return {}
        chosen_on = walk[_CHOSEN][1]
        mentor, second = self._choose(life, chosen_on)
        admitted_on = walk[_ADMITTED][1] if _ADMITTED in walk else None
        first = {"started_on": chosen_on, "resolution_number": numbers[_CHOSEN], "resolution_on": chosen_on}
        self._assign(dossier_id, mentor, first, admitted_on or ended_on, bool(admitted_on))
        if admitted_on:
            self._assign(dossier_id, mentor, {"started_on": admitted_on}, ended_on, False)
        if not standing.is_introduced:
            return {}
        written_on = walk[_SUMMARY][1] - timedelta(self._rng.randint(*self._rules["before_opinions_days"]))
        written_on = max(weekday(written_on), walk[_CERTIFIED][1])
        return self._introduce(dossier_id, life, (mentor, second), written_on, numbers)

    def _choose(self, life: Life, day: date) -> tuple[Member, Member]:
        members = life.place.members
        fitting = [member for member in members if member.official_on < day]
        mentor, second = self._rng.sample(fitting if len(fitting) > 1 else members, 2)
        return mentor, second

    def _assign(
        self, dossier_id: int, mentor: Member, values: dict[str, Any], ended_on: date | None, goes_on: bool
    ) -> None:
        row: dict[str, Any] = {"dossier_id": dossier_id, "party_member_id": mentor.key}
        row |= {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        if ended_on:
            row["ended_on"] = ended_on.isoformat()
            row["end_reason"] = "Đã kết nạp; phân công tiếp giúp đỡ đảng viên dự bị" if goes_on else "Kết thúc hồ sơ"
        self._office.rows.add("mentor_assignment", row)

    def _introduce(
        self, dossier_id: int, life: Life, members: tuple[Member, Member], day: date, numbers: dict[str, str]
    ) -> dict[str, date]:
        """Two members; or one with the youth union for the young, with the trade union where there is one."""
        letters = [self._letter(members[0], day)]
        organisation = self._organisation(life, day)
        letters.append(organisation or self._letter(members[1], day))
        for letter in letters:
            self._office.rows.add("introduction", {"dossier_id": dossier_id, "document_on": day.isoformat(), **letter})
        if organisation:
            numbers[organisation["kind"]] = organisation["document_number"]
        return {"introduction": day, organisation["kind"] if organisation else "second_introduction": day}

    def _letter(self, member: Member, day: date) -> dict[str, Any]:
        years = self._rng.randint(*self._rules["together_years"])
        return {"kind": "official_member", "party_member_id": member.key, "together_since": str(day.year - years)}

    def _organisation(self, life: Life, day: date) -> dict[str, Any] | None:
        kind = self._office.words.lives["lives"][life.place.kind]
        number = f"{day.isocalendar().week:02d}"
        if (day - life.born_on).days < self._rules["youth_age"] * _YEAR:
            symbol, who = self._rules["youth_number"], kind["introducer"]
            return {"kind": "youth_union", "organisation": who, "document_number": f"{number}-{symbol}"}
        if life.place.kind != "village" and self._rng.random() < 0.5:
            symbol, who = self._rules["trade_union_number"], kind["organisation"]
            return {"kind": "trade_union", "organisation": who, "document_number": f"{number}-{symbol}"}
        return None
