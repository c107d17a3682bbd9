"""Keeping the stage column true: re-derived in the same action that changed what it follows from."""

from collections.abc import Iterable

from db import cases
from db.store import Action, Store
from desktop.domain.stages import stage_of


def refresh(store: Store, action: Action, person_ids: Iterable[int]) -> None:
    """Write the stage of each person anew where it changed, inside the open action."""
    loaded = cases.load_all(store, sorted(set(person_ids)))
    for person_id, case in loaded.items():
        stage = stage_of(case)
        if stage != case.person.stage:
            action.update("person", person_id, {"stage": stage})
