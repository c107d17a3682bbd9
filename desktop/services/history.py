"""Taking an action back, with the stages of the people it concerned derived anew."""

from db import undo as log
from db.changes import Changes
from db.store import Action, Store
from desktop.services import stage


def undo(store: Store, action_number: int) -> Changes:
    """Take an action back, whole, as a new action. Raises CannotUndo with the reason; then nothing was changed."""

    def settle(action: Action, person_ids: frozenset[int]) -> None:
        # An earlier action may be taken back alone: the stage follows from all that is recorded now.
        stage.refresh(store, action, person_ids)

    return log.undo(store, action_number, settle)
