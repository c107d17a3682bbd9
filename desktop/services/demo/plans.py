"""Plans of the invented office: quotas and members of its cells, villages as they stand, surveys, commendations."""

from datetime import date
from random import Random
from typing import Any

from desktop.services.demo.places import Office, Place

_YEARS_BACK = 2
# One admission a year for so many candidates of a cell.
_CANDIDATES_EACH = 9


def add_plans(office: Office, today: date, people: int, rng: Random) -> None:
    """Everything that is planned and counted by hand, for this year and those before it."""
    words = office.words.office["plans"]
    for number in range(today.year - _YEARS_BACK, today.year + 1):
        _add_quotas(office, number, people, rng)
        _add_stock(office, number, rng)
    for place in office.places:
        _add_state(office, place, today, rng)
        _add_survey(office, place, today, people, rng)
    _add_further_places(office, words, today)
    _add_events(office, words, today)


def _add_quotas(office: Office, number: int, people: int, rng: Random) -> None:
    usual = max(1, people // _CANDIDATES_EACH // len(office.places))
    years = {"first_year": number, "last_year": number, "kind": "number"}
    total = 0
    for place in office.places:
        asked = usual + rng.randint(0, max(1, usual // 3))
        total += asked
        office.rows.add("quota", {**years, "party_cell_id": place.cell_id, "number": asked})
    groups = {"youth": "60%", "women": "45%", "ethnic_minority": "40%"}
    office.rows.add("quota", {**years, "number": total, **groups, "document_number": f"{number % 100:02d}-KH/ĐU"})


def _add_stock(office: Office, number: int, rng: Random) -> None:
    for place in office.places:
        members = place.official_total + rng.randint(0, 4)
        values = {"counted_on": f"{number - 1}-12-31", "party_cell_id": place.cell_id, "members": members}
        office.rows.add("member_stock", {**values, "probationary": rng.randint(0, 3), "women": members // 3})


def _add_state(office: Office, place: Place, today: date, rng: Random) -> None:
    values: dict[str, Any] = {"village_id": place.village_id, "starts_on": f"{today.year - _YEARS_BACK}-01-01"}
    values |= {"cell": "own", "party_cell_id": place.cell_id, "members": place.official_total}
    office.rows.add("village_status", {**values, "head_is_member": int(rng.random() < 0.7)})


def _add_survey(office: Office, place: Place, today: date, people: int, rng: Random) -> None:
    adults = 40 + people // len(office.places) + rng.randint(0, 60)
    values = {"year": today.year, "party_cell_id": place.cell_id, "surveyed_on": f"{today.year}-01-15"}
    counts = {"people": adults, "youth_union_members": adults // 3, "women": adults // 2, "eligible": adults // 6}
    office.rows.add("source_survey", {**values, **counts, "planned": max(1, adults // 30)})


def _add_further_places(office: Office, words: dict[str, Any], today: date) -> None:
    """Villages and units without a cell of their own."""
    for row in words["places"]:
        village = office.rows.add("village", {"name": row["name"], "kind": row["kind"]})
        cell = office.by_cell[row["joined"]].cell_id if "joined" in row else None
        values = {"village_id": village, "starts_on": f"{today.year - _YEARS_BACK}-01-01", "cell": row["cell"]}
        office.rows.add("village_status", {**values, "party_cell_id": cell, "members": row["members"]})


def _add_events(office: Office, words: dict[str, Any], today: date) -> None:
    for row in words["calendar"]:
        values = {"due_on": f"{today.year}-{row['day']}", "title": row["title"], "every_year": 1}
        is_past = values["due_on"] < today.isoformat()
        office.rows.add("calendar_entry", {**values, "done_on": values["due_on"] if is_past else None})
    for row in words["commendations"]:
        awarded_on = f"{today.year - 1}-{row['day']}"
        values = {name: row[name] for name in ("kind", "recipient", "award", "reason", "awarded_by")}
        office.rows.add("commendation", {**values, "awarded_on": awarded_on})
    for years_ago, admitted in enumerate(words["admitted_before"], start=words["first_years_ago"]):
        number = today.year - years_ago
        days = {"starts_on": f"{number}-01-01", "ends_on": f"{number}-12-31"}
        office.rows.add("typed_figure", {"name": "admitted", **days, "value": admitted})
