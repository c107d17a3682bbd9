"""Meetings under an edition: what a body considers, which step its vote becomes, which papers it takes along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.choices import MEETING_KIND, MEETING_PURPOSE, STEP_KIND
from db.fields import field
from db.records import Record
from desktop.domain.editions import Edition, refuse
from desktop.domain.rules.model import StepRule
from desktop.domain.step_fields import fields_for

BEFORE, AFTER = "before", "after"
AGREED, NOT_AGREED = "agreed", "not_agreed"
CELL, STANDING = "cell", "standing_committee"
# What the meeting knows of a step beside the votes on each person; the names are the same in both tables.
_OF_MEETING = (
    "member_total official_total members_exempt members_elsewhere members_suspended votes_base present present_official"
    " absent_reason chair chair_position meeting_secretary sent_on"
).split()
_OF_CASE = "votes_for votes_against against_reason history_conclusion strengths weaknesses note".split()


@dataclass(frozen=True)
class MeetingPaper:
    """A form of a meeting: for which purposes (none: whatever is considered), before the meeting or after it, and
    on which condition of domain.dossier_papers for each person (none: everybody)."""

    form: str
    purposes: tuple[str, ...] = ()
    at: tuple[str, ...] = (BEFORE, AFTER)
    when: str = ""


@dataclass(frozen=True)
class MeetingRules:
    """What one kind of body does: `steps` and `decisions` are kinds of steps by purpose, "" where nothing is written.

    `number` and `decision_number` are the symbols of its papers; `round_numbers` those of a round, by column. For the
    purposes in `own_numbers` everybody has a resolution of their own, for others one names all.
    """

    kind: str
    steps: Mapping[str, str]
    decisions: Mapping[str, str]
    papers: tuple[MeetingPaper, ...] = ()
    number: str = ""
    decision_number: str = ""
    round_numbers: Mapping[str, str] | None = None
    from_stages: tuple[str, ...] = ()
    also_refused: frozenset[str] = frozenset()
    own_numbers: frozenset[str] = frozenset()

    def purpose_of(self, step: str) -> str | None:
        """For what a person is considered whose next step this is; None when it is not this body's."""
        for purposes in (self.steps, self.decisions):
            for purpose, kind in purposes.items():
                if kind == step:
                    return purpose
        return None

    def papers_for(self, at: str, purposes: frozenset[str]) -> tuple[MeetingPaper, ...]:
        """The forms before or after a meeting that considers people for these purposes."""
        return tuple(
            paper
            for paper in self.papers
            if at in paper.at and (not paper.purposes or not purposes.isdisjoint(paper.purposes))
        )


def rules_of(edition: Edition) -> dict[str, MeetingRules]:
    """The rules of every kind of meeting of a resolved edition. Raises BadEdition."""
    return {kind: _read(edition, kind) for kind in MEETING_KIND}


def is_decided(entry: Mapping[str, Any], rules: MeetingRules, step: StepRule | None) -> bool:
    """Whether what is recorded of a person's case makes the step: the votes where the rules ask for a vote, else that
    the body agreed; nothing follows from a case that was put off."""
    purpose, result = entry["purpose"], entry.get("result")
    if result not in (AGREED, NOT_AGREED, None):
        return False
    if step is not None and step.vote is not None:
        return entry.get("votes_for") is not None
    return result == AGREED or (result == NOT_AGREED and purpose in rules.also_refused)


def step_values(
    meeting: Record, entry: Mapping[str, Any], body: str, kind: str, step: StepRule | None
) -> dict[str, Any]:
    """The columns of the step that a case becomes, as far as that step has them; numbers and days only as typed."""
    result = field("meeting_case", "result").show_choice(entry.get("result")) or None
    values = {name: meeting.get(name) for name in _OF_MEETING} | {name: entry.get(name) for name in _OF_CASE}
    values |= {
        "happened_on": meeting.held_on,
        "body": body,
        "result": result,
        "note": entry.get("note") or entry.get("conclusion"),
        "document_number": entry.get("document_number") or meeting.document_number,
        "document_on": entry.get("document_on") or meeting.document_on,
    }
    return {name: values[name] for name in fields_for(kind, step) if name in values}


def typed_at(name: str) -> tuple[str, str] | None:
    """The table and the column of a meeting in which a column of the step it makes is typed; None when it is not."""
    if name in (*_OF_CASE, "result"):
        return "meeting_case", name
    if name in (*_OF_MEETING, "document_number", "document_on"):
        return "meeting", name
    return ("meeting", "held_on") if name == "happened_on" else None


def _read(edition: Edition, kind: str) -> MeetingRules:
    place = ("meetings", kind)
    found = edition.content.get("meetings", {}).get(kind, {})
    if not isinstance(found, dict):
        raise refuse(edition, place, f"“meetings.{kind}” phải là một bảng")
    return MeetingRules(
        kind,
        _steps(edition, (*place, "purposes"), found.get("purposes", {})),
        _steps(edition, (*place, "decisions"), found.get("decisions", {})),
        tuple(_paper(edition, place, entry) for entry in found.get("papers", ())),
        str(found.get("number", "")),
        str(found.get("decision_number", "")),
        {str(name): str(symbol) for name, symbol in found.get("round_numbers", {}).items()},
        tuple(found.get("from_stages", ())),
        frozenset(found.get("also_refused", ())),
        frozenset(found.get("own_numbers", ())),
    )


def _steps(edition: Edition, place: tuple[str, ...], found: Mapping[str, Any]) -> dict[str, str]:
    for purpose, kind in found.items():
        if purpose not in MEETING_PURPOSE:
            raise refuse(edition, (*place, purpose), f"không có việc xét “{purpose}”")
        if kind and kind not in STEP_KIND:
            raise refuse(edition, (*place, purpose), f"không có bước “{kind}”")
    return {purpose: found[purpose] for purpose in MEETING_PURPOSE if purpose in found}


def _paper(edition: Edition, place: tuple[str, ...], entry: Mapping[str, Any]) -> MeetingPaper:
    at = tuple(entry.get("at", (BEFORE, AFTER)))
    if not entry.get("form") or not set(at) <= {BEFORE, AFTER}:
        raise refuse(edition, (*place, "papers"), "mỗi mẫu cần “form”; “at” là danh sách “before”, “after”")
    return MeetingPaper(str(entry["form"]), tuple(entry.get("purposes", ())), at, str(entry.get("when", "")))
