"""The three dossiers without a flaw, taken as they stand from their data file into the rows of an invented book."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.domain import stages
from desktop.services.demo.places import Member, Office, add_member
from desktop.services.demo.words import Table

# What hangs on the person and is written as it stands.
_LISTS = ("career_period", "training_record", "family_member")
# The day a row of these came to be is the first of `_BEGINS` it has.
_DATED = ("step", "mentor_assignment", "introduction", "dossier_item")
_BEGINS = ("happened_on", "received_on", "document_on", "started_on")
# Days that may lie ahead of a row, each with what is known from that day on only.
_AHEAD: dict[str, tuple[str, ...]] = {
    "opened_on": ("rule_edition",),
    "admitted_on": ("record_number", "position"),
    "started_on": (),
    "official_on": ("position",),
    "ended_on": ("end_reason", "comment"),
}


def as_of(today: str, case: Table) -> Table:
    """A case as its dossier stood on a day (ISO): later rows and days left out, the stage of what is left."""
    known: dict[str, Any] = dict(case)
    known |= {table: [_until(today, row) for row in case[table] if _began(row) <= today] for table in _DATED}
    known |= {table: _until(today, case[table]) for table in ("dossier", "party_member")}
    return known if known["step"] == case["step"] else known | {"stage": _stage(known)}


def _began(row: Table) -> str:
    return str(next((row[name] for name in _BEGINS if name in row), ""))


def _until(today: str, row: Table) -> Table:
    """A row without the days that lie ahead and what comes with them."""
    ahead = [name for name in _AHEAD if row.get(name, "") > today]
    unknown = {*ahead, *(word for name in ahead for word in _AHEAD[name])}
    return {name: value for name, value in row.items() if name not in unknown}


def _stage(case: Table) -> str:
    reached = [stages.stage_reached_by(step["kind"]) for step in case["step"]]
    return max(filter(None, reached), key=stages.PATH.index, default=stages.PATH[0])


class CleanCases:
    """Adds the members, classes and cases of the data file; everything in it is named, keys are found here."""

    def __init__(self, office: Office, today: date) -> None:
        self._office, self._rows = office, office.rows
        self._today = today.isoformat()
        self._content = office.words.clean_cases
        self._members: dict[str, Member] = {}
        self._classes: dict[str, int] = {}
        self._kinds: dict[str, str] = {}

    def add(self, limit: int) -> Iterator[int]:
        """Adds at most `limit` cases; yields the keys of their persons."""
        begun = [case for case in self._content["cases"] if case["dossier"]["started_on"] <= self._today]
        cases = [as_of(self._today, case) for case in begun[:limit]]
        if cases:
            self._add_members()
            self._add_classes()
        for case in cases:
            yield self._add_case(case)

    def _add_members(self) -> None:
        for row in self._content["members"]:
            place = self._office.by_cell[row["cell"]]
            links = {"village_id": place.village_id, "party_cell_id": place.cell_id}
            person_id = self._rows.add("person", {"full_name": row["name"], **row["person"], **links})
            values = row["party_member"]
            official_on = date.fromisoformat(values["official_on"])
            self._members[row["name"]] = add_member(self._office, place, person_id, row["name"], official_on, values)

    def _add_classes(self) -> None:
        for row in self._content["classes"]:
            if row["training_class"]["certificates_on"] > self._today:
                continue
            self._classes[row["key"]] = self._rows.add("training_class", row["training_class"])
            self._kinds[row["key"]] = row["training_class"]["kind"]

    def _add_case(self, case: Table) -> int:
        place = self._office.by_cell[case["cell"]]
        own: dict[str, Any] = {"party_cell_id": place.cell_id, "stage": case["stage"]}
        own["photo_id"] = self._office.pictures[case["person"]["sex"]]
        own |= {"village_id": place.village_id} if "place" in case else {}
        person_id = self._rows.add("person", {**case["person"], **own})
        owner = {"person_id": person_id}
        for name in case["sources"]:
            self._rows.add("person_source_category", owner | {"source_category_id": self._office.sources[name]})
        for table in _LISTS:
            for row in case[table]:
                self._rows.add(table, owner | row)
        if "admitted_on" in case["party_member"]:
            links = {"party_cell_id": place.cell_id, "is_verified": 1}
            self._rows.add("party_member", owner | links | case["party_member"])
        for row in case["enrolment"]:
            if row["class"] in self._classes:
                self._add_enrolment(owner, row)
        self._add_dossier(case, owner | {"party_cell_id": place.cell_id, "is_readmission": 0})
        return person_id

    def _add_enrolment(self, owner: dict[str, int], row: Table) -> None:
        links = {"training_class_id": self._classes[row["class"]], "result": row["result"]}
        enrolment_id = self._rows.add("enrolment", owner | links)
        kind = {"kind": self._kinds[row["class"]], "enrolment_id": enrolment_id}
        self._rows.add("certificate", {**owner, **kind, **row["certificate"]})

    def _add_dossier(self, case: Table, links: dict[str, int]) -> None:
        dossier_id = self._rows.add("dossier", {**case["dossier"], **links})
        owner = {"dossier_id": dossier_id}
        for row in case["step"]:
            self._rows.add("step", owner | row)
        for table in ("mentor_assignment", "introduction"):
            for row in case[table]:
                self._rows.add(table, owner | self._with_member(row))
        for row in case["dossier_item"]:
            self._rows.add("dossier_item", {**owner, "is_needed": 1, **row})

    def _with_member(self, row: Table) -> dict[str, Any]:
        values = dict(row)
        name = values.pop("member", None)
        return values | ({"party_member_id": self._members[name].key} if name else {})
