"""Saving what was typed: problems go under their fields, everything typed stays."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from db.errors import KnownError
from desktop.domain.validation import Invalid
from desktop.gui.fields.form import FieldForm
from desktop.gui.messages import Messages

Result = TypeVar("Result")


def attempt(messages: Messages, forms: Sequence[FieldForm], work: Callable[[], Result]) -> Result | None:
    """The result of saving `forms` by `work`, which are then taken as kept; None when the page has said why not."""
    unreadable = {name: sentence for form in forms for name, sentence in form.problems().items()}
    try:
        if unreadable:
            raise Invalid(unreadable)
        result = work()
    except Invalid as error:
        if not show_problems(forms, error.problems):
            messages.tell_error(error)
        return None
    except KnownError as error:
        messages.tell_error(error)
        return None
    for form in forms:
        form.accept()
    return result


def show_problems(forms: Sequence[FieldForm], problems: Mapping[str, str]) -> bool:
    """Put the sentences under their fields; whether any field was found. The keyboard goes to the first."""
    shown = [form.show_problems(problems) for form in reversed(forms)]
    return any(shown)
