"""A field in the window as an address: the page that has it, and what is to be found there."""

from dataclasses import dataclass

PERSON, MEETINGS, CLASSES, SETTINGS = "person", "meetings", "classes", "settings"


@dataclass(frozen=True)
class FieldPlace:
    """`where` is one of the pages above, `key` that of its person, meeting or class.

    `row_id` is the row of a list where it is known, `person_id` whom it is about where the list is one of people.
    """

    where: str
    key: int
    table: str
    name: str
    row_id: int | None = None
    person_id: int | None = None
