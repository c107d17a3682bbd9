"""Where a missing value is typed: from a blank of a paper to a field of the window."""

from collections.abc import Collection

from desktop.domain import meetings
from desktop.domain.paper_wishes import CERTIFICATES, CLASS, MEETING, Wish
from desktop.gui.field_place import CLASSES, MEETINGS, PERSON, SETTINGS, FieldPlace
from desktop.gui.person.lists import ROWS
from desktop.printing.values import Kept, Missing

# Where the rows of a table are typed; what is in none of these is only written by hand.
_OF_PERSON = frozenset({"person", "dossier", *ROWS})
_OF_MEETING = frozenset({"meeting", "meeting_case", "review_round"})
_OF_CLASS = frozenset({"training_class", "enrolment"})
_OF_OFFICE = frozenset({"office", "party_cell", "party_committee"})
# Lists a form calls by a name of its own while they are empty, by the words before the colon.
_LISTS = {
    "Những công việc, chức vụ đã qua": "career_period",
    "Những lớp đào tạo, bồi dưỡng": "training_record",
    "Đi nước ngoài": "abroad_stay",
    "Khen thưởng": "reward",
    "Khen thưởng, kỷ luật": "reward",
    "Kỷ luật": "discipline",
    "Gia đình": "family_member",
    "Thẩm tra lý lịch": "background_check",
}


def place_of(
    missing: Missing, wish: Wish, person_id: int | None = None, made_steps: Collection[int] = ()
) -> FieldPlace | None:
    """The field a blank on a paper of `wish` leads to; None for what is only written by hand.

    `person_id` is whose paper it is. What a meeting decides is typed there: `made_steps` are the steps it made already.
    """
    kept = missing.kept or _list_of(missing)
    if kept is None:
        return None
    about = kept.person_id or person_id
    if wish.about == MEETING and (found := _at_meeting(kept, made_steps)):
        return FieldPlace(MEETINGS, wish.keys[0], *found, kept.row_id, about)
    if kept.table in _OF_PERSON and about is not None:
        return FieldPlace(PERSON, about, kept.table, kept.name, kept.row_id)
    if kept.table in _OF_CLASS and wish.about in (CLASS, CERTIFICATES):
        return FieldPlace(CLASSES, wish.keys[0], kept.table, kept.name, kept.row_id, about)
    if kept.table in _OF_OFFICE:
        return FieldPlace(SETTINGS, 0, kept.table, kept.name, kept.row_id)
    return None


def _list_of(label: str) -> Kept | None:
    table = _LISTS.get(label.partition(": ")[0])
    return Kept(table, "") if table else None


def _at_meeting(kept: Kept, made_steps: Collection[int]) -> tuple[str, str] | None:
    """The table and the column of the meeting in which a value is typed."""
    if kept.table in _OF_MEETING:
        return kept.table, kept.name
    if kept.row_id is not None and kept.row_id not in made_steps:
        return None
    if kept.table == "step":
        return meetings.typed_at(kept.name)
    return ("meeting_case", "mentor_id") if kept.table == "mentor_assignment" else None
