"""Fields that hold the same kind of thing: what stands in one of them is offered in the others."""

from functools import cache

from db.fields.model import Field

# One line a kind of thing: the columns of text that hold it.
_KINDS = """
person.birth_place person.birth_registration_place person.native_place person.permanent_address
    person.temporary_address family_member.birth_place family_member.native_place family_member.residence
person.nationality family_member.nationality
person.ethnicity
person.religion
person.occupation family_member.occupation
person.workplace person.youth_union_joined_place person.trade_union_joined_place training_record.school
person.position career_period.position party_member.position
person.schooling
person.qualification
person.political_theory_level
person.foreign_language
person.informatics
family_member.class_background
family_member.economic_situation
training_record.subject
training_record.mode
training_record.diploma
abroad_stay.country
reward.awarded_by discipline.decided_by abroad_stay.decided_by
introduction.organisation introduction.proposed_by opinion.body
introduction.signer opinion.signer
background_check.committee verification_reply.asked_by
background_check.place_reason
dossier_item.paper
dossier_item.title
dossier_receipt.handed_by
dossier_receipt.taken_by
step.body
step.signer
step.chair meeting.chair
step.chair_position meeting.chair_position
step.meeting_secretary meeting.meeting_secretary
meeting.place
review_round.tally_head
training_class.organiser certificate.issued_by
training_class.place
training_class.signer
training_class.signer_position
"""


def alike(wanted: Field) -> tuple[tuple[str, str], ...]:
    """The columns (table, name) that hold what a field holds, its own first; none where nothing is worth offering."""
    columns = _columns().get((wanted.table, wanted.name), ())
    return tuple(sorted(columns, key=lambda column: column != (wanted.table, wanted.name)))


@cache
def _columns() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    kinds = [
        tuple((table, name) for table, name in (column.split(".") for column in line.split()))
        for line in _KINDS.replace("\n    ", " ").strip().splitlines()
    ]
    return {column: kind for kind in kinds for column in kind}
