"""Checks of votes: enough votes on the right base, numbers of a meeting that fit each other."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.rules.facts import Facts, Step
from desktop.domain.rules.model import CheckRule, Fault, Vote
from desktop.domain.rules.registry import check

_BASES = {"convened": "votes_base", "official_members": "official_total", "members": "member_total"}


@check("body met_on votes_for base needed share", step="step")
def vote_reached(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The latest vote has the share of its base that the rules ask for."""
    meeting, vote = facts.last(rule["step"]), rule.step.vote if rule.step else None
    base = _base(meeting, vote)
    if meeting is None or vote is None or base is None or meeting.record.votes_for is None:
        return
    if meeting.record.votes_for < vote.needed(base):
        told = _told(meeting) | {"base": base, "needed": vote.needed(base), "share": vote.share}
        yield Fault(meeting.field("votes_for"), told)


def _base(meeting: Step | None, vote: Vote | None) -> int | None:
    found = meeting.record.get(_BASES[vote.base]) if meeting and vote else None
    return found if isinstance(found, int) and found > 0 else None


def _told(meeting: Step) -> dict[str, object]:
    record = meeting.record
    return {"body": record.body or "Hội nghị", "met_on": meeting.on or "", "votes_for": record.votes_for}
