"""From the path of a field in a case, as findings name it, to the row of the book that is to be mended."""

import re
from dataclasses import dataclass

from db.records import Case
from desktop.domain.plain import LISTS

_PATH = re.compile(r"(?P<list>\w+)(?:\[(?P<place>\d+)\])?(?:\.(?P<rest>.+))?")
# The lists of a case with the table whose rows a clerk edits; people behind a row are chosen in it.
TABLES = LISTS | {
    "memberships": "party_member",
    "introductions": "introduction",
    "mentor_assignments": "mentor_assignment",
    "background_checks": "background_check",
    "enrolments": "enrolment",
}
_REFERENCES = {"member": "party_member_id", "verifier": "verifier_id", "relative": "family_member_id"}


@dataclass(frozen=True)
class Place:
    """Where something is mended: the table, the row (None: the list has none yet), and the field of it."""

    table: str
    row_id: int | None
    name: str


def locate(case: Case, path: str) -> Place:
    """The place of a path such as "born_on", "dossier.opened_on", "steps[3].votes_for" or "family"."""
    found = _PATH.fullmatch(path)
    name = found["list"] if found else ""
    if found is None or name not in TABLES:
        table, _, field = path.rpartition(".")
        return Place(table or "person", None, field)
    rows = getattr(case, name)
    place = int(found["place"]) if found["place"] else len(rows)
    field = (found["rest"] or "").partition(".")[0]
    return Place(TABLES[name], rows[place].id if place < len(rows) else None, _REFERENCES.get(field, field))
