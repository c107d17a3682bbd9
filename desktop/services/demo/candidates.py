"""Invented candidates: somebody for each stage, with the dossier, steps, classes and papers that belong there."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from desktop.domain import editions
from desktop.domain.stages import CLASS_KIND
from desktop.services.demo import papers
from desktop.services.demo.classes import NOT_PASSED, Classes
from desktop.services.demo.lives import Life, Lives
from desktop.services.demo.meetings import Meetings
from desktop.services.demo.mentors import Mentors
from desktop.services.demo.places import Office, Place
from desktop.services.demo.road import AFTER_CLASS, BEFORE_CLASS, RoadMap, RoadStep, Standing
from desktop.services.demo.votes import Votes
from desktop.services.papers import list_editions

NEW_MEMBER = "new_member"
_MOST_WHOLE = 2_000  # so many people are told in full; in a larger book the others have what a list and the road say
_YEAR = 365
_CELL_SYMBOL, _LETTERS = "NQ/CB", ("", *"abcdeghik")

Walk = dict[str, tuple[RoadStep, date]]


class Candidates:
    """Adds one candidate after another."""

    def __init__(
        self, office: Office, road: RoadMap, classes: Classes, lives: Lives, meetings: Meetings, rng: Random
    ) -> None:
        self._office, self._road, self._classes, self._lives, self._rng = office, road, classes, lives, rng
        self._rows, self._words = office.rows, office.words
        self._votes = Votes(office.words, rng)
        self._mentors = Mentors(office, rng)
        self._meetings = meetings
        self._numbers: Counter[str] = Counter()
        self._days: dict[tuple[str, int, str], date] = {}
        self._reserved = papers.reserved_numbers(office.words)
        self._editions = list_editions()
        self._whole = 0
        self._dossiers = 0

    def add(self, standing: Standing) -> None:
        """Add somebody who stands at a stage today."""
        place = self._choose_place(standing)
        last = self._road.last_day(standing)
        walk, passed = self._walk(standing, last, place)
        first = next(iter(walk.values()))[1]
        life = self._lives.begin(place, first)
        person_id, is_whole = self._add_person(standing, life)
        number = self._attend(standing, person_id, passed, walk)
        if is_whole:
            self._lives.add_histories(person_id, life, number)
            self._lives.add_family(person_id, life)
        self._add_dossier(standing, life, person_id, walk, last, number if is_whole else None, is_whole)

    def _choose_place(self, standing: Standing) -> Place:
        places = self._office.places
        if standing.only_under_grassroots:
            places = [place for place in places if place.committee]
        return self._rng.choice(places)

    def _walk(self, standing: Standing, last: date, place: Place) -> tuple[Walk, Any]:
        """The steps with their days, and the round of the class that was passed, if any."""
        road, under = self._road, place.committee is not None
        if standing.in_class or not road.passed_class(standing):
            return road.walk_back("listed", standing.last, last, under), None
        after: Walk = {}
        if road.goes_on_after_class(standing):
            after = road.walk_back(AFTER_CLASS, standing.last, last, under)
            last = after[AFTER_CLASS][1] - timedelta(20)
        passed = self._classes.latest(CLASS_KIND, last)
        proposed_on = passed.starts_on - timedelta(self._rng.randint(15, 45))
        return road.walk_back("listed", BEFORE_CLASS, proposed_on, under) | after, passed

    def _add_person(self, standing: Standing, life: Life) -> tuple[int, bool]:
        values = self._lives.list_values(life) | {"stage": standing.stage}
        is_whole = self._whole < _MOST_WHOLE and self._road.reaches(standing, "personal_history")
        if is_whole:
            self._whole += 1
            values |= self._lives.whole_values(life) | {"photo_id": self._office.pictures[life.identity.sex]}
        person_id = self._rows.add("person", values)
        sources = self._words.lives["lives"][life.place.kind]["sources"]
        for name in self._rng.sample(sources, self._rng.choice((1, 1, 1, 2))):
            link = {"person_id": person_id, "source_category_id": self._office.sources[name]}
            self._rows.add("person_source_category", link)
        return person_id, is_whole

    def _attend(self, standing: Standing, person_id: int, passed: Any, walk: Walk) -> tuple[str, date] | None:
        """Enrol in the classes of the stage; returns number and day of the first certificate."""
        if standing.in_class:
            self._attend_now(person_id)
            return None
        if passed is None:
            return None
        number = self._classes.pass_class(passed, person_id)
        if "admission_ceremony" in walk:
            self._attend_as_new_member(person_id, walk)
        return number, passed.certificates_on

    def _attend_now(self, person_id: int) -> None:
        """In the running class; now and then in an earlier one that was not passed."""
        if self._rng.random() < 0.15:
            missed = self._classes.rounds[CLASS_KIND][1]
            self._classes.enrol(missed, person_id, self._rng.choice(NOT_PASSED))
        else:
            self._classes.enrol(self._classes.running(), person_id, None)

    def _attend_as_new_member(self, person_id: int, walk: Walk) -> None:
        admitted_on = walk["admission_ceremony"][1]
        held = self._classes.first_within(NEW_MEMBER, admitted_on + timedelta(20), admitted_on + timedelta(330))
        if held is not None:
            self._classes.pass_class(held, person_id)

    def _add_dossier(
        self,
        standing: Standing,
        life: Life,
        person_id: int,
        walk: Walk,
        last: date,
        certificate: tuple[str, date] | None,
        is_whole: bool,
    ) -> None:
        ended_on = self._end(standing, last, walk)
        opened_on = walk["procedure_allowed"][1] if "procedure_allowed" in walk else None
        dossier_id = self._rows.add("dossier", self._dossier(person_id, life.place, walk, opened_on, ended_on))
        numbers = self._add_steps(dossier_id, standing, life.place, walk)
        if not standing.is_finished and self._whole < _MOST_WHOLE:
            self._meetings.wait(life.place, dossier_id, standing.last)
        if standing.side_note and ended_on:
            self._add_side_step(dossier_id, standing, life.place, ended_on)
        introduced = self._mentors.add(standing, life, dossier_id, walk, numbers, ended_on)
        if standing.is_admitted:
            self._add_membership(standing, person_id, life.place, walk, ended_on)
        if is_whole and opened_on:
            days = {kind: day for kind, (_, day) in walk.items()} | introduced
            for item in papers.items_of(self._words, days, numbers, certificate, life.place.committee is not None):
                self._rows.add("dossier_item", {"dossier_id": dossier_id, **item})

    def _dossier(
        self, person_id: int, place: Place, walk: Walk, opened_on: date | None, ended_on: date | None
    ) -> dict[str, Any]:
        values: dict[str, Any] = {"person_id": person_id, "party_cell_id": place.cell_id, "is_readmission": 0}
        values["started_on"] = next(iter(walk.values()))[1].isoformat()
        if opened_on:
            self._dossiers += 1
            edition = editions.applying(self._editions, opened_on)
            values |= {"number": f"HS {self._dossiers:06d}", "rule_edition": edition.id}
            values["opened_on"] = opened_on.isoformat()
        if ended_on:
            values["ended_on"] = ended_on.isoformat()
        return values

    def _end(self, standing: Standing, last: date, walk: Walk) -> date | None:
        """The day a finished road ended: that of its last step, or of what took the person off it."""
        if not standing.is_finished:
            return None
        if not standing.side_note:
            return walk[standing.last][1]
        return max(day for _, day in walk.values()) + timedelta(self._rng.randint(1, standing.gap[0]))

    def _add_side_step(self, dossier_id: int, standing: Standing, place: Place, day: date) -> None:
        side = {"kind": standing.stage, "happened_on": day.isoformat(), "body": place.cell, "note": standing.side_note}
        if standing.side_number:
            side["document_number"] = self._number(standing.side_number, day, place)
            side |= {"document_on": day.isoformat(), "body": papers.body_of("standing", place, self._office)}
        self._rows.add("step", {"dossier_id": dossier_id, **side})

    def _add_steps(self, dossier_id: int, standing: Standing, place: Place, walk: Walk) -> dict[str, str]:
        """Adds the steps; returns the numbers of their documents."""
        numbers = {}
        for kind, (step, day) in walk.items():
            values: dict[str, Any] = {"dossier_id": dossier_id, "kind": kind, "happened_on": day.isoformat()}
            if step.body:
                values["body"] = papers.body_of(step.body, place, self._office)
            if step.number:
                numbers[kind] = self._number(step.number, day, place)
                values |= {"document_number": numbers[kind], "signer": papers.signer_of(step.body, place, self._office)}
            if step.year_after:
                values["takes_effect_on"] = papers.same_day_next_year(walk[step.year_after][1]).isoformat()
            if step.number or step.is_written:
                values["document_on"] = day.isoformat()
            if step.votes:
                values |= self._votes.draw(step.votes, place, day, standing.is_outvoted and kind == standing.last)
            values["result"] = step.result
            step_id = self._rows.add("step", values)
            if self._whole < _MOST_WHOLE:
                self._meetings.note(place, dossier_id, step_id, values)
        return numbers

    def _number(self, symbol: str, day: date, place: Place) -> str:
        """A cell's number follows the weeks of its year, with a letter on another day of the week; a committee's
        numbers are counted, each once."""
        if symbol == _CELL_SYMBOL:
            numbers = [f"{day.isocalendar().week:02d}{letter}-{symbol}" for letter in _LETTERS]
            free = (number for number in numbers if number not in self._reserved)
            return next(number for number in free if self._days.setdefault((place.cell, day.year, number), day) == day)
        while True:
            self._numbers[symbol] += 1
            number = f"{self._numbers[symbol]:02d}-{symbol}"
            if number not in self._reserved:
                return number

    def _add_membership(
        self, standing: Standing, person_id: int, place: Place, walk: Walk, ended_on: date | None
    ) -> None:
        admitted_on = walk["admission_ceremony"][1]
        values: dict[str, Any] = {"person_id": person_id, "party_cell_id": place.cell_id, "is_verified": 1}
        values |= {"admitted_on": admitted_on.isoformat(), "started_on": admitted_on.isoformat()}
        values["record_number"] = f"{self._dossiers:06d}ĐM"
        if "recognition_decision" in walk:
            values["official_on"] = papers.same_day_next_year(admitted_on).isoformat()
        if standing.side_note and ended_on:
            values |= {"ended_on": ended_on.isoformat(), "end_reason": standing.side_note}
        self._rows.add("party_member", values)
