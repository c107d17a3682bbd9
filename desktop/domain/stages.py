"""The stage of a candidate: a pure function of what is recorded, never typed and never dependent on today."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from db.choices import STEP_KIND
from db.records import Case, Record
from desktop.domain.chains import chain_on

# Main line in order; each stage with the recorded steps that reach it (procedure C.1, C.2).
_REACHED_BY: tuple[tuple[str, frozenset[str]], ...] = (
    ("source", frozenset({"listed"})),
    ("sympathiser", frozenset({"sympathiser_chosen", "class_proposed"})),
    ("in_class", frozenset()),
    ("certified", frozenset()),
    ("procedure_requested", frozenset({"procedure_requested"})),
    ("procedure_allowed", frozenset({"procedure_allowed"})),
    ("declared", frozenset({"application_letter", "personal_history", "stamped"})),
    ("checking", frozenset({"background_check_sent", "background_check_answered", "cell_comment"})),
    ("history_certified", frozenset({"history_certified"})),
    ("introduced", frozenset()),
    ("cell_voted", frozenset({"cell_meeting"})),
    ("committee_voted", frozenset({"committee_meeting"})),
    ("decided", frozenset({"admission_decision", "decision_received", "ceremony_consent"})),
    (
        "probationary",
        frozenset(
            {
                "admission_ceremony",
                "member_file",
                "data_entered",
                "probation_extended",
                "self_review",
                "mentor_review",
                "recognition_opinion_summary",
            }
        ),
    ),
    (
        "recognition_voted",
        frozenset(
            {
                "recognition_cell_meeting",
                "recognition_section_report",
                "recognition_committee_meeting",
                "recognition_standing_committee_meeting",
            }
        ),
    ),
    ("official", frozenset({"recognition_decision", "card_given"})),
)
PATH = tuple(stage for stage, _ in _REACHED_BY)
SIDE = ("withdrawn", "removed", "refused", "moved", "struck_off", "cancelled")
CLASS_KIND = "awareness"
_BEGINNING = _REACHED_BY[0][1]
_BEFORE_CLASS = "class_proposed"
# The stage that only a cell with such a committee above it passes through.
_COMMITTEE_OF = {"committee_voted": "grassroots"}


def _never(step: Record) -> bool:
    """What is said of votes where no rules are at hand."""
    return False


def stage_of(case: Case, has_failed: Callable[[Record], bool] = _never) -> str | None:
    """The stage of the newest dossier; None for a person who never was a candidate.

    The furthest point of the main line that is recorded, unless the last thing that happened took the person off it.
    A meeting that had too few votes for, as `has_failed` knows from the rules, leads nowhere.
    """
    if case.dossier is None:
        return None
    if side := _left_by(case):
        return str(side.kind)
    kinds = {step.kind for step in case.steps if not has_failed(step)}
    reached = [stage for stage, steps in _REACHED_BY if steps & kinds]
    reached += _reached_without_steps(case)
    return max(reached, key=PATH.index, default="source")


def _left_by(case: Case) -> Record | None:
    """The step that took the person off the main line and that nothing on the line followed.

    Standing in the list leads nobody back: a dossier begins with it, perhaps on the day it was typed in.
    """
    on_line = [step for step in case.steps if step.kind not in {*SIDE, *_BEGINNING}]
    for side in reversed([step for step in case.steps if step.kind in SIDE]):
        if not any(_is_later(step, side) for step in on_line):
            return side
    return None


def _is_later(one: Record, other: Record) -> bool:
    """By the days both happened on; where a day is unknown or the same, in the order they were recorded."""
    if one.happened_on and other.happened_on and one.happened_on != other.happened_on:
        return bool(one.happened_on > other.happened_on)
    return bool(one.id > other.id)


def was_member(case: Case) -> bool:
    """Whether the person had been admitted and left: then another try is a readmission."""
    return case.person.get("left_party_on") is not None or case.person.get("stage") == "struck_off"


def may_start_again(case: Case) -> bool:
    """Whether the newest try has ended otherwise than with a member who still is one."""
    stage = case.person.get("stage")
    return case.dossier is None or stage in SIDE or (stage == PATH[-1] and case.person.get("left_party_on") is not None)


def known_from(kinds: Iterable[str], has_certificate: bool) -> str | None:
    """From which step on a person taken over in mid-procedure is followed: the one behind the furthest that is told.

    None for somebody of whom nothing but the name in a list is told.
    """
    line = [kind for kind in STEP_KIND if kind not in SIDE]
    told = [line.index(kind) for kind in kinds if kind in line] + [line.index(_BEFORE_CLASS)] * has_certificate
    return line[min(max(told) + 1, len(line) - 1)] if told else None


def stage_reached_by(kind: str) -> str | None:
    """The stage that recording a step leads to; None for steps that lead to none."""
    return next((stage for stage, kinds in _REACHED_BY if kind in kinds), None)


def reached_on(case: Case) -> dict[str, str | None]:
    """The stages of the main line up to the furthest recorded one, each with the day it was reached, if known."""
    days = dict(_days_of_steps(case)) | dict(_days_of_classes(case))
    recorded = [PATH.index(stage) for stage in (*days, *_reached_without_steps(case))]
    furthest = max(recorded, default=0 if case.dossier else -1)
    return {stage: days.get(stage) for stage in PATH[: furthest + 1]}


def concerning(case: Case, today: date) -> frozenset[str]:
    """The stages of the main line for this person: without those of committees that are not above the cell."""
    reached = {stage_reached_by(step.kind) for step in case.steps}
    levels = {committee.level for committee in chain_on(case, today)}
    return frozenset(stage for stage in PATH if stage in reached or _COMMITTEE_OF.get(stage, "") in {"", *levels})


def _days_of_steps(case: Case) -> Iterator[tuple[str, str | None]]:
    for stage, kinds in _REACHED_BY:
        # A member is official from the day the decision names, however late it was taken.
        days = [step.get("takes_effect_on") or step.happened_on for step in case.steps if step.kind in kinds]
        if days:
            yield stage, min((day for day in days if day), default=None)


def _days_of_classes(case: Case) -> Iterator[tuple[str, str | None]]:
    classes = [enrolment.training_class for enrolment in case.enrolments]
    starts = [each.starts_on for each in classes if each.kind == CLASS_KIND and each.starts_on]
    issues = [each.issued_on for each in case.certificates if each.kind == CLASS_KIND and each.issued_on]
    for stage, days in (("in_class", starts), ("certified", issues)):
        if days:
            yield stage, min(days)


def _reached_without_steps(case: Case) -> list[str]:
    stages = []
    if any(enrolment.training_class.kind == CLASS_KIND for enrolment in case.enrolments):
        stages.append("in_class")
    if any(certificate.kind == CLASS_KIND for certificate in case.certificates):
        stages.append("certified")
    # The letters of introduction count once the history is certified: they are written after it.
    if case.introductions and any(step.kind == "history_certified" for step in case.steps):
        stages.append("introduced")
    return stages
