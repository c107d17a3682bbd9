"""Ways to spoil a clean case, as small changes of the plain object a case file holds."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Plain = dict[str, Any]
Change = Callable[[Plain], object]

CASES = Path(__file__).resolve().parents[2] / "cases"
# The clean cases, each with the day on which it is looked at.
TODAYS = {"k1": date(2027, 3, 31), "k2": date(2027, 3, 31), "k3": date(2026, 3, 31)}


@dataclass(frozen=True)
class Spoilt:
    """One fault put into clean cases: how, into which, looked at when, and which other checks it must wake too."""

    change: Change
    cases: str = "k1 k2 k3"
    today: date | None = None
    also: str = ""
    edition: str = ""


@cache
def _text(name: str) -> str:
    return (CASES / f"{name}.json").read_text(encoding="utf-8")


def clean(name: str) -> Plain:
    """A fresh copy of a clean case."""
    plain: Plain = json.loads(_text(name))
    return copy.deepcopy(plain)


def steps(case: Plain, kind: str) -> list[Plain]:
    """The steps of a kind."""
    return [step for step in case["steps"] if step["kind"] == kind]


def step(kind: str, **values: Any) -> Change:
    """Set values of every step of a kind; None takes a value away."""

    def change(case: Plain) -> None:
        for each in steps(case, kind):
            each.update(values)

    return change


def add_step(kind: str, happened_on: str | None, **values: Any) -> Change:
    """Record a step."""
    return lambda case: case["steps"].append({"kind": kind, "happened_on": happened_on, **values})


def drop(*kinds: str) -> Change:
    """Take the steps of some kinds away."""

    def change(case: Plain) -> None:
        case["steps"] = [each for each in case["steps"] if each["kind"] not in kinds]

    return change


def cut_from(kind: str) -> Change:
    """Take the steps from the first of a kind on away, and what came of them."""

    def change(case: Plain) -> None:
        day = steps(case, kind)[0]["happened_on"]
        case["steps"] = [each for each in case["steps"] if each["happened_on"] < day]
        case["items"] = [each for each in case["items"] if (each.get("dated_on") or "") < day]
        case["memberships"] = []
        case["certificates"] = [each for each in case["certificates"] if each["issued_on"] < day]
        case["mentor_assignments"] = case["mentor_assignments"][:1]
        case["mentor_assignments"][0].pop("ended_on", None)

    return change


def person(**values: Any) -> Change:
    """Set values of the person."""
    return lambda case: case.update(values)


def rows(name: str, **values: Any) -> Change:
    """Set values of every row of a list."""
    return lambda case: [row.update(values) for row in case[name]]


def row(name: str, place: int = 0, **values: Any) -> Change:
    """Set values of one row of a list."""
    return lambda case: case[name][place].update(values)


def add(name: str, **values: Any) -> Change:
    """Add a row to a list."""
    return lambda case: case.setdefault(name, []).append(values)


def empty(name: str) -> Change:
    """Take every row of a list away."""
    return lambda case: case.update({name: []})


def relative(relation: str, **values: Any) -> Change:
    """Set values of the relatives of a relation."""
    return lambda case: [each.update(values) for each in case["family"] if each["relation"] == relation]


def without_relatives(*relations: str) -> Change:
    """Take relatives away, with what was asked about them."""

    def change(case: Plain) -> None:
        case["family"] = [each for each in case["family"] if each["relation"] not in relations]
        about = [(check, check.get("relative") or {}) for check in case["background_checks"]]
        case["background_checks"] = [check for check, who in about if who.get("relation") not in relations]

    return change


def helper(name: str, place: int = 0, **values: Any) -> Change:
    """Set values of the member of an introduction or an assignment; not of the same member elsewhere."""
    return lambda case: case[name][place]["member"].update(values)


def introduction(kind: str, **values: Any) -> Change:
    """Set values of the introductions of a kind."""
    return lambda case: [each.update(values) for each in case["introductions"] if each["kind"] == kind]


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(case: Plain) -> None:
        for each in changes:
            each(case)

    return change
