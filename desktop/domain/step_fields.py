"""What is asked when a step is recorded: only the fields that matter for it, and the body that usually does it."""

from collections.abc import Iterable, Mapping
from datetime import date

from db.records import Case, Record
from desktop.domain.calendar import add_months
from desktop.domain.chains import standing_name
from desktop.domain.rules.model import Rules, StepRule

_SAID = ("strengths", "weaknesses")
_CONCLUDED = ("history_conclusion", *_SAID)
_DAY, _PAPER = ("happened_on",), ("document_number", "document_on")
_COUNTED = ("votes_base", "present", "votes_for", "votes_against", "against_reason", "absent_reason")
_LEADERS = ("chair", "chair_position", "meeting_secretary")
_CELL_VOTE = (
    *_DAY,
    "body",
    "member_total",
    "official_total",
    "members_exempt",
    "members_elsewhere",
    "members_suspended",
    "votes_base",
    "present",
    "present_official",
    "votes_for",
    "votes_against",
    "against_reason",
    "absent_reason",
    *_PAPER,
    *_LEADERS,
    "signer",
    "sent_on",
    *_CONCLUDED,
    "note",
)
_COMMITTEE_VOTE = (
    *_DAY,
    "body",
    "member_total",
    *_COUNTED,
    *_PAPER,
    *_LEADERS,
    "signer",
    "sent_on",
    *_CONCLUDED,
    "note",
)
_SECTION_VOTE = (
    *_DAY,
    "body",
    "member_total",
    *_COUNTED[1:],
    *_PAPER,
    *_LEADERS,
    "signer",
    "result",
    "sent_on",
    *_CONCLUDED,
    "note",
)
_RESOLUTION = (*_DAY, "body", *_PAPER, "note")
_BY_HAND = (*_DAY, "note")
_SIDE = (*_DAY, "body", *_PAPER, "result", "note")
# The body whose members vote as the members of a cell do.
_CELL, _ABOVE, _DECIDING = "cell", "above", "competent"
_FIELDS: dict[str, tuple[str, ...]] = {
    "listed": _BY_HAND,
    "application_letter": _BY_HAND,
    "personal_history": _BY_HAND,
    "stamped": (*_DAY, "body", "note"),
    "background_check_sent": _BY_HAND,
    "background_check_answered": (*_DAY, "result", "note"),
    "cell_comment": (*_DAY, "body", "signer", *_SAID, "note"),
    "political_conclusion": (*_DAY, "body", *_PAPER, "result", "note"),
    "history_certified": (*_DAY, "body", "signer", "result", "note"),
    "opinion_summary": (*_DAY, "body", "signer", *_SAID, "note"),
    "section_report": _SECTION_VOTE,
    "admission_decision": (*_DAY, "body", *_PAPER, "signer", "note"),
    "decision_received": _BY_HAND,
    "admission_ceremony": (*_DAY, "body", "note"),
    "member_file": _BY_HAND,
    "data_entered": _BY_HAND,
    "self_review": _BY_HAND,
    "mentor_review": _BY_HAND,
    "recognition_opinion_summary": (*_DAY, "body", "signer", *_SAID, "note"),
    "recognition_section_report": _SECTION_VOTE,
    "recognition_decision": (*_DAY, "body", *_PAPER, "signer", "takes_effect_on", "note"),
    "card_given": _BY_HAND,
    "withdrawn": _SIDE,
    "removed": _SIDE,
    "refused": _SIDE,
    "moved": (*_DAY, "body", *_PAPER, "signer", *_SAID, "result", "note"),
    "struck_off": (*_DAY, "body", *_PAPER, "signer", "result", "note"),
    "cancelled": (*_DAY, "body", *_PAPER, "signer", "result", "note"),
}
_RECOGNITION, _EXTENSION = "recognition_decision", "probation_extended"
# Who usually does a step: the cell, or the committee of a level of the chain.
_BODIES: dict[str, str] = {
    **dict.fromkeys(
        (
            "sympathiser_chosen",
            "class_proposed",
            "procedure_requested",
            "cell_comment",
            "opinion_summary",
            "cell_meeting",
            "admission_ceremony",
            "probation_extended",
            "recognition_opinion_summary",
            "recognition_cell_meeting",
        ),
        _CELL,
    ),
    **dict.fromkeys(("section_report", "recognition_section_report"), "section"),
    **dict.fromkeys(("committee_meeting", "recognition_committee_meeting"), "grassroots"),
    **dict.fromkeys(("standing_committee_meeting", "recognition_standing_committee_meeting"), _DECIDING),
    **dict.fromkeys(("admission_decision", "recognition_decision"), _DECIDING),
    **dict.fromkeys(("procedure_allowed", "stamped", "history_certified"), _ABOVE),
}
# What a committee itself does, not its standing committee.
_BY_ALL = ("stamped",)


def fields_for(kind: str, rule: StepRule | None) -> tuple[str, ...]:
    """The columns of a step that are asked for, in order; a step with a vote asks for its numbers."""
    if rule is not None and rule.vote is not None:
        return _CELL_VOTE if _BODIES.get(kind) == _CELL else _COMMITTEE_VOTE
    return _FIELDS.get(kind, _RESOLUTION)


def presets(case: Case, kind: str, rules: Rules) -> Mapping[str, str]:
    """What may stand in the fields before anything is typed: the body, where the chain of the case names it, and the
    day on which a member becomes official."""
    body, official_on = _body(case, kind), ends_probation_on(kind, case.steps, rules)
    return ({"body": body} if body else {}) | ({"takes_effect_on": official_on} if official_on else {})


def _body(case: Case, kind: str) -> str:
    """The body that usually does a step, as papers call it; nothing where the chain does not name one."""
    level = _BODIES.get(kind)
    if level == _CELL:
        return case.cell.name if case.cell else ""
    committees = [each for each in case.chain if _does(each, level)]
    if not committees:
        return ""
    # Who decides on admissions does so by its standing committee; an authorised committee as a whole.
    is_standing = committees[0].level == "competent" and kind not in _BY_ALL
    return standing_name(committees[0].name) if is_standing else committees[0].name


def _does(committee: Record, level: str | None) -> bool:
    if level == _ABOVE:
        return bool(committee.level != "section")
    return bool(committee.level == level or (level == _DECIDING and committee.get("is_authorised")))


def ends_probation_on(kind: str, steps: Iterable[Record], rules: Rules) -> str | None:
    """From which day a decision of this kind makes somebody official: when the probation is over, however late it is
    taken. None for other kinds, before the ceremony, and where the probation was extended."""
    limit = next((rule.limit for rule in rules.steps.values() if rule.limit and rule.limit.after_months), None)
    days = {step.kind: step.happened_on for step in steps}
    began = days.get(limit.start) if limit else None
    if kind != _RECOGNITION or limit is None or not began or _EXTENSION in days:
        return None
    return add_months(date.fromisoformat(began), limit.after_months).isoformat()
