"""Checks of votes: enough votes on the right base, numbers of a meeting that fit each other."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.rules.facts import Facts, Step
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registers import meeting_key
from desktop.domain.rules.registry import check

# Each number of a meeting with a number it cannot be above, and what both are called.
_WITHIN = (
    ("present", "member_total", "có mặt", "tổng số"),
    ("official_total", "member_total", "chính thức", "tổng số"),
    ("present_official", "present", "chính thức có mặt", "có mặt"),
    ("present_official", "official_total", "chính thức có mặt", "chính thức"),
    ("votes_base", "official_total", "được triệu tập", "chính thức"),
    ("votes_base", "member_total", "được triệu tập", "tổng số"),
)


@check("body met_on votes_for base needed share", step="step")
def vote_reached(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The latest vote has the share of its base that the rules ask for."""
    meeting, vote = facts.last(rule["step"]), rule.step.vote if rule.step else None
    if meeting and vote and vote.has_failed(meeting.record):
        base = vote.base_of(meeting.record) or 0
        told = _told(meeting) | {"base": base, "needed": vote.needed(base), "share": vote.share}
        yield Fault(meeting.field("votes_for"), told)


@check("body met_on", kinds="list")
def votes_not_recorded(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A meeting of which the votes, or what they are counted against, are not recorded."""
    for meeting in _meetings(facts, rule):
        record = meeting.record
        if record.votes_for is None or not (record.votes_base or record.member_total):
            yield Fault(meeting.field("votes_for"), _told(meeting))


@check("body met_on less more less_name more_name", kinds="list")
def attendance_does_not_add_up(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A part that is bigger than its whole among the numbers of a meeting."""
    for meeting in _meetings(facts, rule):
        for part, whole, part_name, whole_name in _WITHIN:
            less, more = meeting.record.get(part), meeting.record.get(whole)
            if less is not None and more is not None and less > more:
                told = {"less": less, "more": more, "less_name": part_name, "more_name": whole_name}
                yield Fault(meeting.field(part), _told(meeting) | told)


@check("body met_on votes_for votes_against voters", kinds="list")
def more_votes_than_voters(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """More votes than people present who may vote; probationary members may not."""
    for meeting in _meetings(facts, rule):
        record = meeting.record
        voters = record.present_official if record.present_official is not None else record.present
        votes = (record.votes_for or 0) + (record.votes_against or 0)
        if voters is not None and votes > voters:
            told = {"votes_against": record.votes_against or 0, "voters": voters}
            yield Fault(meeting.field("votes_for"), _told(meeting) | told)


@check("body met_on base reckoned", kinds="list")
def base_not_as_reckoned(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The convened are the official members less those exempt, elsewhere and suspended, where these are recorded."""
    for meeting in _meetings(facts, rule):
        record = meeting.record
        away = [record.members_exempt, record.members_elsewhere, record.members_suspended]
        if record.votes_base is None or record.official_total is None or all(number is None for number in away):
            continue
        reckoned = record.official_total - sum(number or 0 for number in away)
        if record.votes_base != reckoned:
            told = {"base": record.votes_base, "reckoned": reckoned}
            yield Fault(meeting.field("votes_base"), _told(meeting) | told)


@check("body met_on officials", kinds="list", least="number")
def too_few_official_members(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A cell with fewer official members than a cell needs."""
    for meeting in _meetings(facts, rule):
        if meeting.record.official_total is not None and meeting.record.official_total < rule["least"]:
            yield Fault(meeting.field("official_total"), _told(meeting) | {"officials": meeting.record.official_total})


@check("body met_on", kinds="list")
def meetings_of_one_evening_differ(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Another resolution of the same body and day counts its members differently."""
    for meeting in _meetings(facts, rule):
        if facts.registers.disagrees(meeting_key(meeting.record)):
            yield Fault(meeting.field("member_total"), _told(meeting))


@check("body met_on votes_against", kinds="list")
def against_without_reason(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Votes against whose reason the resolution must tell."""
    for meeting in _meetings(facts, rule):
        if (meeting.record.votes_against or 0) > 0 and not meeting.record.against_reason:
            told = _told(meeting) | {"votes_against": meeting.record.votes_against}
            yield Fault(meeting.field("against_reason"), told)


@check("ballots met_on", step="step", most="number")
def too_many_ballots(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """So many votes in a row without the share: the upper committee decides."""
    vote, meetings = rule.step.vote if rule.step else None, facts.steps(rule["step"])
    failed = [meeting for meeting in meetings if vote and vote.has_failed(meeting.record)]
    if len(failed) >= rule["most"] and failed[-1] is meetings[-1]:
        yield Fault(failed[-1].field("votes_for"), {"ballots": len(failed), "met_on": failed[-1].on or ""})


def _meetings(facts: Facts, rule: CheckRule) -> Iterator[Step]:
    for kind in rule["kinds"]:
        yield from facts.steps(kind)


def _told(meeting: Step) -> dict[str, object]:
    record = meeting.record
    return {"body": record.body or "Hội nghị", "met_on": meeting.on or "chưa rõ", "votes_for": record.votes_for or 0}
