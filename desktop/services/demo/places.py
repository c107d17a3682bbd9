"""The invented office itself: committees, villages and units with their cells, sources, and members who help."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from desktop.services.demo.pictures import add_pictures
from desktop.services.demo.road import weekday
from desktop.services.demo.rows import Rows
from desktop.services.demo.words import Identity, Names, Table, Words

_MEMBERS_EACH = 4  # members of a cell in the smallest office; one more for every so many people
_PEOPLE_PER_MEMBER = 30
_YEAR = 365


@dataclass(frozen=True)
class Member:
    """An official member: the key of the membership, and since when."""

    key: int
    full_name: str
    official_on: date


@dataclass
class Place:
    """A village or unit with its cell; `committee` is the grassroots committee above it, if any."""

    cell_id: int
    village_id: int
    cell: str
    name: str
    kind: str
    secretary: str
    committee: str | None
    official_total: int
    members: list[Member] = field(default_factory=list)


class Office:
    """The office's rows, and what candidates need to know of it."""

    def __init__(self, words: Words, rows: Rows, rng: Random) -> None:
        self.words, self.rows, self.rng = words, rows, rng
        self.values = words.office["office"]
        self._committees = {row["name"]: self._committee(row) for row in words.office["committees"]}
        self.committee_id = self._committee_key(self.values["name"])
        rows.add("office", {**self.values, "committee_id": self.committee_id})
        self.sources = {name: rows.add("source_category", {"name": name}) for name in words.office["sources"]["names"]}
        self.pictures = add_pictures(rows)
        self.places = [self._place(place, row) for place, row in enumerate(words.office["cells"])]
        self.by_cell = {place.cell: place for place in self.places}

    def _committee(self, row: dict[str, Any]) -> int:
        parents = {other["name"]: key + 1 for key, other in enumerate(self.words.office["committees"])}
        values = {"level": row["level"], "name": row["name"], "parent_id": parents.get(row.get("parent"))}
        return self.rows.add("party_committee", values)

    def _committee_key(self, name: str) -> int:
        return self._committees[name]

    def _place(self, place: int, row: dict[str, Any]) -> Place:
        kind, committee = row.get("kind", "village"), row.get("committee")
        village_id = self.rows.add("village", {"name": row["place"], "kind": kind})
        above = self._committee_key(committee or self.values["name"])
        cell = {"name": row["name"], "committee_id": above, "village_id": village_id, "secretary": row["secretary"]}
        in_charge = self.words.office["plans"]["in_charge"]
        cell["member_in_charge"] = in_charge[place % len(in_charge)]
        cell_id = self.rows.add("party_cell", cell | {"is_grassroots": 0})
        total = self.rng.randint(12, 28)
        return Place(cell_id, village_id, row["name"], row["place"], kind, row["secretary"], committee, total)


def add_members(office: Office, names: Names, today: date, people: int) -> Iterator[int]:
    """Members of every cell who help and introduce; yields the keys of their persons."""
    for place in office.places:
        for _ in range(_MEMBERS_EACH + people // _PEOPLE_PER_MEMBER // len(office.places)):
            identity = names.draw()
            official_on = weekday(today - timedelta(office.rng.randint(3 * _YEAR, 25 * _YEAR)))
            person_id = office.rows.add("person", _member_person(office, names, place, identity, official_on))
            add_member(office, place, person_id, identity.full_name, official_on)
            yield person_id


def add_member(
    office: Office, place: Place, person_id: int, full_name: str, official_on: date, more: Table | None = None
) -> Member:
    """A membership, `more` being values known of it; the place remembers it for helping and introducing."""
    values: dict[str, Any] = {
        "person_id": person_id,
        "party_cell_id": place.cell_id,
        "admitted_on": (official_on - timedelta(_YEAR + 1)).isoformat(),
        "official_on": official_on.isoformat(),
        "position": office.rng.choice(office.words.lives["member_positions"]),
        "is_verified": 1,
    }
    member = Member(office.rows.add("party_member", {**values, **(more or {})}), full_name, official_on)
    place.members.append(member)
    return member


def _member_person(office: Office, names: Names, place: Place, identity: Identity, official: date) -> dict[str, Any]:
    born_on = official - timedelta(office.rng.randint(22 * _YEAR, 40 * _YEAR))
    lives = office.words.lives
    return {
        "full_name": identity.full_name,
        "sex": identity.sex,
        "born_on": born_on.isoformat(),
        "citizen_id": names.citizen_id(identity.sex, born_on.year),
        "ethnicity": identity.ethnicity,
        "native_place": f"{office.rng.choice(lives['communes'])}, tỉnh {office.values['province']}",
        "permanent_address": f"{home_of(office, place)}, {lives['home']}",
        "village_id": place.village_id,
        "party_cell_id": place.cell_id,
    }


def home_of(office: Office, place: Place) -> str:
    """Where somebody of a place lives: the place itself, or a village when it is a school or another unit."""
    if place.kind == "village":
        return place.name
    return office.rng.choice([each.name for each in office.places if each.kind == "village"])
