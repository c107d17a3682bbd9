"""Meetings: which body meets when, who is convened, who is considered; proposed from the book, kept as typed."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import cases, meetings
from db.changes import Changes
from db.choices import MEETING_KIND
from db.errors import NotFound
from db.records import Case, Record
from db.store import Action, Store
from desktop.domain import stages
from desktop.domain.chains import as_of, standing_name
from desktop.domain.meetings import CELL, STANDING, MeetingRules, rules_of
from desktop.domain.path import Path
from desktop.domain.rules.facts import day
from desktop.domain.validation import Invalid, check_values
from desktop.services.numbers import Giver, giver_of
from desktop.services.rule_book import open_rules
from desktop.vietnamese import show_date

Values = Mapping[str, Any]
_CHUNK = 200
_RECORDED = (
    "Kết quả đã ghi vào quy trình của người được xét. Hãy xóa số phiếu, kết quả và lưu lại, rồi hãy làm việc này."
)
_LEVELS = {"section": "section", "grassroots": "grassroots", STANDING: "competent"}
_AHEAD = frozenset({*stages.SIDE, stages.PATH[-1]})


@dataclass(frozen=True)
class Proposal:
    """Somebody whose next step is one of a body's, and for what the body considers them."""

    dossier_id: int
    purpose: str
    person: Record
    cell: str


@dataclass(frozen=True)
class Attendance:
    """The members of a body as the book knows them, and where from, in words; nothing is kept of it by itself."""

    values: dict[str, int]
    source: str


@dataclass(frozen=True)
class NextMeeting:
    """The body whose matter somebody's next step is, and its meeting that considers them already, if there is one."""

    kind: str
    body_id: int
    meeting_id: int | None = None


def rules_on(store: Store, on: str | None, today: date) -> dict[str, MeetingRules]:
    """The rules of meetings held on a day (today while there is none), by kind of body. Raises BadEdition."""
    office = open_rules(store)
    day = date.fromisoformat(on) if on else today
    return rules_of(office.book.applying(day, office.overlay).edition)


def list_meetings(store: Store) -> list[Record]:
    """All meetings, the latest first (see db.meetings)."""
    return meetings.list_meetings(store)


def get_meeting(store: Store, meeting_id: int) -> Record:
    """One meeting with body_name and round_name. Raises NotFound."""
    found = meetings.find_meeting(store, meeting_id)
    if found is None:
        raise NotFound(f"Không có cuộc họp số {meeting_id} trong sổ. Hãy xem lại số ở danh sách Họp xét.")
    return found


def cases_of(store: Store, meeting_id: int) -> list[Record]:
    """Who is considered at a meeting, in their order (see db.meetings)."""
    return meetings.cases_of(store, [meeting_id])


def body_name(store: Store, meeting: Values) -> str:
    """The body as it stands on papers: a cell, a committee, or the standing committee of one."""
    giver = giver_of_meeting(store, meeting)
    return standing_name(giver.name) if meeting["kind"] == STANDING else giver.name


def giver_of_meeting(store: Store, meeting: Values) -> Giver:
    """In whose book of numbers the papers of a meeting stand. Raises NotFound."""
    if meeting["kind"] == CELL:
        return giver_of(store, meeting["party_cell_id"], None)
    return giver_of(store, None, meeting["party_committee_id"])


def describe(store: Store, meeting: Values) -> str:
    """A meeting in words that name nobody: its body and its day."""
    on = show_date(meeting.get("held_on")) or "chưa có ngày"
    return f"{body_name(store, meeting)}, {on}"


def bodies(store: Store, kind: str) -> list[Record]:
    """The cells or committees that may meet as a kind of body, by name."""
    if kind == CELL:
        return store.list("party_cell", order="sort_key id")
    return store.list("party_committee", order="name id", level=_LEVELS[kind])


# Finding those whose turn it is, told apart in pieces.
Proposing = Generator[tuple[int, int], None, list[Proposal]]


def propose_cases(store: Store, kind: str, body_id: int, on: str | None, today: date) -> list[Proposal]:
    """The people whose next step is this body's, as `proposing` finds them."""
    return drained(proposing(store, kind, body_id, on, today))


def proposing(store: Store, kind: str, body_id: int, on: str | None, today: date) -> Proposing:
    """The people whose next step is this body's, in the order of the list of people; yields (done, total) meanwhile.

    A step that several bodies may take falls to the lowest of the person's chain, as it was on the day of the meeting.
    """
    by_kind, held_on = rules_on(store, on, today), day(on) or today
    people = meetings.people_of_cells(store, _cells_below(store, kind, body_id), _stages_before(by_kind[kind]))
    found: list[Proposal] = []
    office = open_rules(store)
    for start in range(0, len(people), _CHUNK):
        for case in cases.load_all(store, people[start : start + _CHUNK]).values():
            path = Path(case, office.of_dossier(case.dossier, today).rules, held_on)
            if path.next is not None and not path.waits_for_class and case.dossier is not None:
                purpose = _purpose(by_kind, kind, body_id, as_of(case, held_on), path.next.kind)
                cell = case.cell.name if case.cell else ""
                found += [Proposal(case.dossier.id, purpose, case.person, cell)] if purpose else []
        if start + _CHUNK < len(people):
            yield start + _CHUNK, len(people)
    return found


def drained(work: Proposing) -> list[Proposal]:
    """What is left of the work, done at once."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return list(done.value)


def next_meeting(store: Store, person_id: int, today: date) -> NextMeeting | None:
    """Where somebody is considered next, when the next step is a meeting's; None otherwise. Raises NotFound."""
    case, office = cases.load(store, person_id), open_rules(store)
    return next_meeting_of(store, case, Path(case, office.of_dossier(case.dossier, today).rules, today), today)


def next_meeting_of(store: Store, case: Case, path: Path, today: date) -> NextMeeting | None:
    """The same for a case and a path just read."""
    if path.next is None or path.waits_for_class or case.dossier is None:
        return None
    by_kind = rules_on(store, None, today)
    kind = _owner(by_kind, case, path.next.kind)
    body = _body_in_chain(case, kind) if kind else None
    if kind is None or body is None:
        return None
    purpose = by_kind[kind].purpose_of(path.next.kind)
    return NextMeeting(kind, body.id, meetings.find_open(store, case.dossier.id, str(purpose), kind))


def known_attendance(store: Store, meeting: Values, today: date) -> list[Attendance]:
    """What the book knows of the members of a body: from its register, and from the meeting before."""
    on = meeting.get("held_on") or today.isoformat()
    found = []
    if meeting["kind"] == CELL and meeting.get("party_cell_id"):
        members, officials = meetings.members_on(store, meeting["party_cell_id"], on)
        if members:
            values = {"member_total": members, "official_total": officials}
            found.append(Attendance(values, f"Sổ có {members} đảng viên của chi bộ, {officials} chính thức"))
    body = meeting.get("party_cell_id"), meeting.get("party_committee_id")
    before = meetings.last_of_body(store, *body, meeting["kind"], on)
    if before is not None:
        values = {name: before[name] for name in ("member_total", "official_total") if before[name] is not None}
        found.append(
            Attendance(values, f"Lần họp {show_date(before.held_on)}: {' / '.join(map(str, values.values()))}")
        )
    return found


def reckon_base(values: Values) -> int | None:
    """How many were convened: the official members, else all, less those exempt, elsewhere and suspended."""
    total = values.get("official_total")
    total = values.get("member_total") if total is None else total
    if not isinstance(total, int):
        return None
    away = ("members_exempt", "members_elsewhere", "members_suspended")
    return total - sum(number for name in away if isinstance(number := values.get(name), int))


def open_meeting(
    store: Store, values: Values, considered: Iterable[tuple[int, str]], round_name: str | None = None
) -> tuple[int, Changes]:
    """A new meeting with who is considered (dossier, purpose), and its round when it has one; returns its key.

    Raises Invalid, NotFound.
    """
    checked = check_values("meeting", values, is_new=True)
    _require_body(checked)
    with store.action(f"Lập cuộc họp {describe(store, checked)}") as action:
        if round_name and round_name.strip():
            named = {"name": round_name, "party_committee_id": checked["party_committee_id"]}
            checked["review_round_id"] = action.insert("review_round", check_values("review_round", named, True))
        meeting_id = action.insert("meeting", checked)
        _add_cases(action, meeting_id, considered, 0)
    return meeting_id, action.changes


def consider(store: Store, meeting_id: int, considered: Iterable[tuple[int, str]]) -> Changes:
    """Put further people before a meeting; who is there for the same purpose stays as they are. Raises NotFound."""
    meeting = get_meeting(store, meeting_id)
    held = cases_of(store, meeting_id)
    known = {(row.dossier_id, row.purpose) for row in held}
    last = max((row.place or 0 for row in held), default=0)
    with store.action(f"Đưa người ra xét tại {describe(store, meeting)}") as action:
        _add_cases(action, meeting_id, [each for each in considered if each not in known], last)
    return action.changes


def leave_out(store: Store, case_id: int) -> Changes:
    """Consider somebody no longer. Raises Invalid while the result stands among the steps, NotFound."""
    held = store.get("meeting_case", case_id)
    _require_unrecorded([held])
    with store.action(f"Thôi xét một người tại {describe(store, get_meeting(store, held.meeting_id))}") as action:
        action.delete("meeting_case", case_id)
    return action.changes


def delete_meeting(store: Store, meeting_id: int) -> Changes:
    """Take a meeting out of the book, with its round when it was the only one of it. Raises Invalid, NotFound."""
    meeting = get_meeting(store, meeting_id)
    _require_unrecorded(cases_of(store, meeting_id))
    with store.action(f"Xóa cuộc họp {describe(store, meeting)}") as action:
        for row in store.list("paper_number", meeting_id=meeting_id):
            action.delete("paper_number", row.id)
        action.delete("meeting", meeting_id)
        round_id = meeting.review_round_id
        if round_id is not None and not store.count("meeting", review_round_id=round_id):
            action.delete("review_round", round_id)
    return action.changes


def _require_body(values: Values) -> None:
    name = "party_cell_id" if values["kind"] == CELL else "party_committee_id"
    if values.get(name) is None:
        raise Invalid({name: f"Chưa chọn {MEETING_KIND[values['kind']].lower()} họp."})


def _require_unrecorded(held: Iterable[Record]) -> None:
    if any(row.step_id or row.decision_step_id or row.mentor_assignment_id for row in held):
        raise Invalid({"result": _RECORDED})


def _add_cases(action: Action, meeting_id: int, considered: Iterable[tuple[int, str]], last: int) -> None:
    for place, (dossier_id, purpose) in enumerate(considered, start=last + 1):
        case = {"meeting_id": meeting_id, "dossier_id": dossier_id, "purpose": purpose, "place": place}
        action.insert("meeting_case", check_values("meeting_case", case, is_new=True))


def _cells_below(store: Store, kind: str, body_id: int) -> list[int]:
    """The cells of a body: itself, or all that stand or stood under a committee."""
    if kind == CELL:
        return [body_id]
    former = store.list("former_parent")
    parents = [(row.id, row.parent_id) for row in store.list("party_committee")]
    parents += [(row.committee_id, row.parent_id) for row in former if row.committee_id]
    below = {body_id}
    while more := {committee for committee, parent in parents if parent in below} - below:
        below |= more
    cells = [cell.id for cell in store.list("party_cell") if cell.committee_id in below]
    return cells + [row.party_cell_id for row in former if row.party_cell_id and row.parent_id in below]


def _stages_before(rules: MeetingRules) -> list[str]:
    return list(rules.from_stages) or [stage for stage in (*stages.PATH, *stages.SIDE) if stage not in _AHEAD]


def _purpose(by_kind: Mapping[str, MeetingRules], kind: str, body_id: int, case: Case, step: str) -> str | None:
    """The purpose when the step falls to this body, and to none below it in the chain of the person."""
    body = _body_in_chain(case, kind)
    if body is None or body.id != body_id or _owner(by_kind, case, step) != kind:
        return None
    return by_kind[kind].purpose_of(step)


def _owner(by_kind: Mapping[str, MeetingRules], case: Case, step: str) -> str | None:
    """The lowest kind of body of a person's chain that may take a step."""
    levels = {committee.level for committee in case.chain}
    chain = [each for each in MEETING_KIND if each in (CELL, STANDING) or _LEVELS[each] in levels]
    return next((each for each in chain if by_kind[each].purpose_of(step)), None)


def _body_in_chain(case: Case, kind: str) -> Record | None:
    if kind == CELL:
        return case.cell
    return next((committee for committee in case.chain if committee.level == _LEVELS[kind]), None)
