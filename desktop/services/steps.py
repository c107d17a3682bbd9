"""Recording what happened to a dossier, and what follows from it: the day it was opened, its rules, the stage."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db.changes import Changes
from db.choices import STEP_KIND
from db.fields import field
from db.records import Record
from db.store import Action, Store
from desktop.domain.rules.facts import day
from desktop.domain.validation import Invalid, check_values
from desktop.services import stage
from desktop.services.rule_book import open_rules
from desktop.vietnamese import show_date

PERMISSION = "procedure_allowed"
_SENT, _ANSWERED = "background_check_sent", "background_check_answered"
# Behind these a recorded step stays as it is.
_CERTIFIED = ("cell_comment", "history_certified")
# The tables whose rows something else of the dossier follows from.
FOLLOWED = frozenset({"step", "background_check"})


def record(store: Store, dossier_id: int, kind: str, values: Mapping[str, Any], today: date) -> Changes:
    """Write down that a step happened; facts are always written, whatever the rules find. Raises Invalid, NotFound."""
    checked = check_values("step", {**values, "kind": kind}, is_new=True)
    _require_past_day(checked.get("happened_on"), today)
    dossier = store.get("dossier", dossier_id)
    person = store.get("person", dossier.person_id)
    with store.action(f"{STEP_KIND[kind]}: {person.full_name}") as action:
        action.insert("step", {**checked, "dossier_id": dossier_id})
        settle(store, action, dossier_id)
        stage.refresh(store, action, [person.id])
    return action.changes


def write(store: Store, action: Action, dossier_id: int, values: Mapping[str, Any], step_id: int | None = None) -> int:
    """Write a step inside an action, or correct the one of a key; whoever calls settles the dossier. Raises Invalid."""
    checked = check_values("step", values, is_new=step_id is None)
    if step_id is None:
        return action.insert("step", {**checked, "dossier_id": dossier_id})
    held = store.get("step", step_id)
    action.update("step", step_id, {name: value for name, value in checked.items() if held[name] != value})
    return step_id


def settle(store: Store, action: Action, dossier_id: int) -> None:
    """Write what follows from the steps and checks of a dossier, inside the action that changed them."""
    _follow_checks(store, action, dossier_id)
    _follow_permission(store, action, store.get("dossier", dossier_id))


def _require_past_day(happened_on: str | None, today: date) -> None:
    label = field("step", "happened_on").label
    if happened_on is None:
        raise Invalid({"happened_on": f"{label}: chưa có. Hãy ghi ngày việc này đã xảy ra."})
    if happened_on > today.isoformat():
        raise Invalid({"happened_on": f"{label}: {show_date(happened_on)} chưa tới; chỉ ghi việc đã xảy ra."})


def _follow_permission(store: Store, action: Action, dossier: Record) -> None:
    """The day of the permission opens the dossier; the edition of that day is remembered, once and for all."""
    allowed = store.list("step", order="happened_on id", dossier_id=dossier.id, kind=PERMISSION)
    opened_on = next((step.happened_on for step in allowed if day(step.happened_on)), None)
    if opened_on is None or opened_on == dossier.opened_on:
        return
    values = {"opened_on": opened_on}
    if not dossier.rule_edition:
        office = open_rules(store)
        values["rule_edition"] = office.book.applying(date.fromisoformat(opened_on), office.overlay).edition.id
    action.update("dossier", dossier.id, values)


def _follow_checks(store: Store, action: Action, dossier_id: int) -> None:
    """The first question sent and the last answer are steps of the path.

    What was recorded by hand, on a day of no question or answer, stays as it is.
    """
    asked = [row for row in store.list("background_check", dossier_id=dossier_id) if not row.exemption]
    sent = sorted(row.sent_on for row in asked if row.sent_on)
    answered = sorted(row.answered_on for row in asked if row.answered_on)
    _follow(store, action, dossier_id, _SENT, sent, sent[0] if sent else None)
    is_complete = bool(sent) and len(answered) == len(asked)
    _follow(store, action, dossier_id, _ANSWERED, answered, answered[-1] if is_complete else None)


def _follow(
    store: Store, action: Action, dossier_id: int, kind: str, days: Sequence[str], happened_on: str | None
) -> None:
    """Let a step that stands for rows with these days have its day: added, moved, or taken off again.

    Once the history is certified it is only added.
    """
    held = store.find("step", dossier_id=dossier_id, kind=kind)
    if held is None:
        if happened_on is not None:
            action.insert("step", {"dossier_id": dossier_id, "kind": kind, "happened_on": happened_on})
        return
    is_certified = any(store.find("step", dossier_id=dossier_id, kind=each) for each in _CERTIFIED)
    if is_certified or held.happened_on not in days or held.happened_on == happened_on:
        return
    if happened_on is None:
        action.delete("step", held.id)
    else:
        action.update("step", held.id, {"happened_on": happened_on})
