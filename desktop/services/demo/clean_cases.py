"""The three dossiers without a flaw, taken as they stand from their data file into the rows of an invented book."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.services.demo.places import Member, Office, add_member
from desktop.services.demo.words import Table

# What hangs on the person and is written as it stands.
_LISTS = ("career_period", "training_record", "family_member")


class CleanCases:
    """Adds the members, classes and cases of the data file; everything in it is named, keys are found here."""

    def __init__(self, office: Office) -> None:
        self._office, self._rows = office, office.rows
        self._content = office.words.clean_cases
        self._members: dict[str, Member] = {}
        self._classes: dict[str, int] = {}
        self._kinds: dict[str, str] = {}

    def add(self, limit: int) -> Iterator[int]:
        """Adds at most `limit` cases; yields the keys of their persons."""
        cases = self._content["cases"][:limit]
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
            self._classes[row["key"]] = self._rows.add("training_class", row["training_class"])
            self._kinds[row["key"]] = row["training_class"]["kind"]

    def _add_case(self, case: Table) -> int:
        place = self._office.by_cell[case["cell"]]
        links: dict[str, Any] = {"party_cell_id": place.cell_id, "stage": case["stage"]}
        links["photo_id"] = self._office.pictures[case["person"]["sex"]]
        links |= {"village_id": place.village_id} if "place" in case else {}
        person_id = self._rows.add("person", {**case["person"], **links})
        owner = {"person_id": person_id}
        for name in case["sources"]:
            self._rows.add("person_source_category", owner | {"source_category_id": self._office.sources[name]})
        for table in _LISTS:
            for row in case[table]:
                self._rows.add(table, owner | row)
        self._rows.add(
            "party_member", owner | {"party_cell_id": place.cell_id, "is_verified": 1, **case["party_member"]}
        )
        for row in case["enrolment"]:
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
