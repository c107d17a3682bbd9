"""The stage of a candidate: a pure function of what is recorded, never typed and never dependent on today."""

from db.records import Case

# Main line in order; each stage with the recorded steps that reach it (procedure C.1, C.2).
_REACHED_BY: tuple[tuple[str, frozenset[str]], ...] = (
    ("source", frozenset({"listed"})),
    ("sympathiser", frozenset({"sympathiser_chosen"})),
    ("in_class", frozenset()),
    ("certified", frozenset()),
    ("procedure_requested", frozenset({"procedure_requested"})),
    ("procedure_allowed", frozenset({"procedure_allowed"})),
    ("declared", frozenset({"application_letter", "personal_history"})),
    ("checking", frozenset({"background_check_sent"})),
    ("history_certified", frozenset({"history_certified"})),
    ("introduced", frozenset()),
    ("cell_voted", frozenset({"cell_meeting"})),
    ("committee_voted", frozenset({"committee_meeting"})),
    ("decided", frozenset({"admission_decision"})),
    ("probationary", frozenset({"admission_ceremony"})),
    ("recognition_voted", frozenset({"recognition_cell_meeting"})),
    ("official", frozenset({"recognition_decision"})),
)
PATH = tuple(stage for stage, _ in _REACHED_BY)
SIDE = ("withdrawn", "removed", "refused", "moved", "struck_off", "cancelled")
CLASS_KIND = "awareness"


def stage_of(case: Case) -> str | None:
    """The stage of the newest dossier; None for a person who never was a candidate.

    The furthest point of the main line that is recorded, unless the last thing recorded took the person off it.
    """
    if case.dossier is None:
        return None
    if case.steps and case.steps[-1].kind in SIDE:
        return str(case.steps[-1].kind)
    kinds = {step.kind for step in case.steps}
    reached = [stage for stage, steps in _REACHED_BY if steps & kinds]
    reached += _reached_without_steps(case)
    return max(reached, key=PATH.index, default="source")


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
