"""What is to be done by when: the duties of one dossier, and those towards other places that asked us."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.choices import RELATION, REPLY_KIND
from db.records import Case, Record
from desktop.domain import stages
from desktop.domain.calendar import add_months
from desktop.domain.path import Path
from desktop.domain.rules.facts import day
from desktop.domain.rules.model import Rules

# The step whose limit also holds for each single question to another place, and for questions put to us.
_ANSWER = "background_check_answered"
_CELL_VOTE, _CEREMONY, _HISTORY = "cell_meeting", "admission_ceremony", "personal_history"
_NEW_MEMBER_CLASS = "new_member"
# A certificate is a matter for today only when its end comes near; once past, it is a finding.
_CERTIFICATE_MONTHS_AHEAD = 6


@dataclass(frozen=True)
class Duty:
    """One matter with its day: whom it is about, what is to be done, which rule says so, where it is done."""

    due_on: date
    person: str
    name: str
    what: str
    rule: str
    is_overdue: bool
    person_id: int | None = None
    table: str = "step"
    row_id: int | None = None


@dataclass(frozen=True)
class Stage:
    """How near a duty is: its words, and the days left up to which it belongs there (None: however many)."""

    words: str
    days: int | None


NEARNESS = (Stage("Quá hạn", -1), Stage("Trong 7 ngày", 7), Stage("Trong 30 ngày", 30), Stage("Sau đó", None))


def nearness(due_on: date, today: date) -> int:
    """The place in NEARNESS of a day."""
    left = (due_on - today).days
    return next(place for place, stage in enumerate(NEARNESS) if stage.days is None or left <= stage.days)


def duties(case: Case, rules: Rules, today: date) -> Iterator[Duty]:
    """The duties of one dossier in the order of the path, one a matter; none once the path has ended."""
    path = Path(case, rules, today)
    if path.has_ended:
        return
    asked = {station.kind for station in path.stations if not station.is_settled}
    for station in path.stations:
        if station.is_settled:
            continue
        if station.kind == _ANSWER and case.background_checks:
            yield from _answers(case, rules, today)
        elif station.due_on:
            words = f"Chờ {station.rule.title[:1].lower()}{station.rule.title[1:]}"
            what = words if station.kind == _ANSWER else station.rule.title
            yield _duty(case, station.due_on, what, _cite(station.rule.cite, rules), today)
    yield from _clocks(case, rules, today, asked)


def reply_duty(reply: Record, rules: Rules, today: date) -> Duty | None:
    """The answer we owe another place; nothing once it is given or while nobody knows since when."""
    asked_on, rule = day(reply.received_on) or day(reply.letter_on), rules.steps.get(_ANSWER)
    if reply.answered_on or asked_on is None or rule is None or rule.limit is None:
        return None
    due_on = rule.limit.due_on(asked_on)
    what = f"Trả lời {reply.asked_by}: {REPLY_KIND[reply.kind].lower()}"
    name, overdue = reply.person_name or "", due_on < today
    return Duty(due_on, reply.uid, name, what, rule.cite, overdue, None, "verification_reply", reply.id)


def calendar_duty(entry: Record, today: date) -> Duty | None:
    """What an entry of the office's calendar asks for: once, or every year until it was done that year."""
    due_on = date.fromisoformat(entry.due_on)
    if entry.every_year:
        due_on = add_months(due_on, 12 * max(today.year - due_on.year, 0))
    if entry.done_on and (not entry.every_year or entry.done_on >= due_on.replace(month=1, day=1).isoformat()):
        return None
    overdue = due_on < today
    return Duty(due_on, entry.uid, "Lịch năm", entry.title, entry.note or "", overdue, None, "calendar_entry", entry.id)


def answer_due_on(check: Record, rules: Rules) -> date | None:
    """Until when another place has to answer a question of ours; nothing while nobody knows since when."""
    rule, asked_on = rules.steps.get(_ANSWER), day(check.received_on) or day(check.sent_on)
    if rule is None or rule.limit is None or asked_on is None or check.exemption:
        return None
    abroad = number(rules, "reply_days_abroad")
    if check.is_abroad and abroad:
        return rules.table.add_working_days(asked_on, abroad)
    return rule.limit.due_on(asked_on)


def number(rules: Rules, name: str) -> int | None:
    """A number of the edition by its name in the table of numbers."""
    found = rules.edition.content.get("numbers", {}).get(name)
    return found if isinstance(found, int) else None


def _answers(case: Case, rules: Rules, today: date) -> Iterator[Duty]:
    cite = _cite(rules.steps[_ANSWER].cite, rules)
    for check in case.background_checks:
        due_on = answer_due_on(check, rules)
        if due_on and not check.answered_on:
            what = f"Chờ {check.committee or 'nơi được hỏi'} trả lời thẩm tra về {_about(check)}"
            yield _duty(case, due_on, what, cite, today, "background_check", check.id)


def _about(check: Record) -> str:
    relative = check.get("relative")
    return f"{RELATION[relative.relation].lower()} {relative.full_name}" if relative else "bản thân"


def _clocks(case: Case, rules: Rules, today: date, asked: set[str]) -> Iterator[Duty]:
    """What runs out by itself: the certificate, the dossier before the vote, probation without its class."""
    on = {step.kind: day(step.happened_on) for step in case.steps}
    if _CELL_VOTE in asked:
        yield from _certificate(case, rules, today)
        if due_on := _months_on(on.get(_HISTORY), rules, "dossier_months"):
            what = "Chi bộ họp xét trước khi hồ sơ quá hạn, nếu không phải làm lại"
            yield _duty(case, due_on, what, _document(rules, "guidance"), today)
    due_on = _months_on(on.get(_CEREMONY), rules, "probation_months")
    if due_on and not any(each.kind == _NEW_MEMBER_CLASS for each in case.certificates):
        yield _duty(case, due_on, "Học lớp bồi dưỡng đảng viên mới", _document(rules, "practice"), today, "certificate")


def _certificate(case: Case, rules: Rules, today: date) -> Iterator[Duty]:
    issued = [day(each.issued_on) for each in case.certificates if each.kind == stages.CLASS_KIND]
    due_on = _months_on(max((each for each in issued if each), default=None), rules, "certificate_months")
    if due_on and today <= due_on <= add_months(today, _CERTIFICATE_MONTHS_AHEAD):
        what = "Chi bộ họp xét trước khi giấy chứng nhận lớp nhận thức hết giá trị"
        yield _duty(case, due_on, what, _document(rules, "guidance"), today, "certificate")


def _months_on(start: date | None, rules: Rules, name: str) -> date | None:
    months = number(rules, name)
    return add_months(start, months) if start and months else None


def _document(rules: Rules, name: str) -> str:
    """A document of the edition, by the name under which its citations know it."""
    return str(rules.edition.content.get("documents", {}).get(name) or rules.edition.title)


def _cite(cite: str, rules: Rules) -> str:
    return cite or rules.edition.title


def _duty(
    case: Case, due_on: date, what: str, rule: str, today: date, table: str = "step", row_id: int | None = None
) -> Duty:
    person = case.person
    return Duty(due_on, person.uid, person.full_name, what, rule, due_on < today, person.id, table, row_id)
