"""The papers of a meeting: what its body takes along, what is made of it afterwards, in the order of the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from db import cases
from db.errors import KnownError, NotFound
from db.records import Case, Record
from db.store import Store
from db.text import fold
from desktop import paths
from desktop.domain import dossier_papers
from desktop.domain.chains import as_of, day_of_record, office_under, there_on
from desktop.domain.dossier_papers import WantedPaper
from desktop.domain.meetings import AFTER, AGREED, BEFORE, CELL, MeetingPaper, MeetingRules, step_values
from desktop.domain.paper_states import DRAFT, FINAL, MEETING, State
from desktop.printing import contexts
from desktop.printing.contexts import PersonRow
from desktop.printing.names import DEFAULT
from desktop.services import meetings
from desktop.services.final_papers import Reviews
from desktop.services.papers import Order, Wanted, catalogue_of, prints_of
from desktop.services.rule_book import open_rules

if TYPE_CHECKING:
    from desktop.printing.catalogue import Catalogue

_ROUND = "round"
_ROUND_DOCUMENTS = ("early_submission", "submission", "conclusion", "card_decision")
_TOLD = 5


@dataclass(frozen=True)
class MeetingRecords:
    """A meeting as forms read it: its body with the chain above, its round, and everybody considered in order."""

    meeting: Record
    body: Record
    round: Record | None
    bodies: dict[str, Any]
    people: tuple[tuple[Case, Record], ...]


def records_of(store: Store, meeting_id: int) -> MeetingRecords:
    """Everything that forms about a meeting or its round may name. Raises NotFound."""
    meeting = meetings.get_meeting(store, meeting_id)
    entries = meetings.cases_of(store, meeting_id)
    loaded = cases.load_all(store, sorted({row.person_id for row in entries}))
    held_round = store.find("review_round", id=meeting.review_round_id) if meeting.review_round_id else None
    is_of_cell = meeting.kind == CELL
    owner = (meeting.party_cell_id, None) if is_of_cell else (None, meeting.party_committee_id)
    office, cell, now, former = cases.bodies(store, *owner)
    chain = there_on(now, former, _day(meeting))
    body = cell or store.get("party_committee", meeting.party_committee_id)
    bodies = contexts.bodies(office_under(office, chain), cell, chain)
    people = tuple((loaded[row.person_id], row) for row in entries)
    return MeetingRecords(meeting, body, held_round, bodies, people)


def find(store: Store, typed: str) -> int:
    """The meeting meant by its key or uid, or by the uid or the name of its round. Raises NotFound."""
    found = store.find("meeting", id=int(typed)) if typed.isdecimal() else store.find("meeting", uid=typed)
    if found is not None:
        return int(found.id)
    held = [row for row in store.list("review_round") if row.uid == typed or fold(row.name) == fold(typed)]
    of_round = store.find("meeting", review_round_id=held[0].id) if len(held) == 1 else None
    if of_round is None:
        newest = meetings.list_meetings(store)[:_TOLD]
        known = "; ".join(f"{row.id} là {meetings.describe(store, row)}" for row in newest)
        told = f" Các cuộc họp gần đây: {known}." if known else ""
        raise NotFound(f"Không có cuộc họp hay đợt xét “{typed}” trong sổ. Chưa in gì.{told}")
    return int(of_round.id)


def forms_of(store: Store, meeting_id: int, today: date) -> list[str]:
    """The forms a meeting of this kind may ever need, in the order of the rules."""
    meeting = meetings.get_meeting(store, meeting_id)
    return [paper.form for paper in meetings.rules_on(store, meeting.held_on, today)[meeting.kind].papers]


def usual_time(store: Store, meeting_id: int) -> str:
    """Whether the papers wanted now are those to take along or those made afterwards: as results are recorded."""
    recorded = [row for row in meetings.cases_of(store, meeting_id) if row.result or row.votes_for is not None]
    return AFTER if recorded else BEFORE


def gather(
    store: Store,
    meeting_id: int,
    today: date,
    at: str | None = None,
    forms: Sequence[str] | None = None,
    state: State | None = None,
) -> Order:
    """What the papers before or after a meeting will be made from, or the named forms of it.

    Papers taken along leave attendance and votes to the hand. Raises NotFound, BadForm, BadEdition.
    """
    at = at or (BEFORE if state == MEETING else AFTER if state in (FINAL, DRAFT) else usual_time(store, meeting_id))
    records, office = records_of(store, meeting_id), open_rules(store)
    day = _day(records.meeting) or today
    edition = office.book.applying(day, office.overlay).edition
    own = paths.own_forms(store.path)
    rules = meetings.rules_on(store, records.meeting.held_on, today)[records.meeting.kind]
    maker = _Maker(store, records, rules, at, today, catalogue_of(edition, own))
    purposes = frozenset(entry.purpose for _, entry in records.people)
    if forms is None:
        listed = rules.papers_for(at, purposes)
    else:
        listed = tuple(paper for paper in rules.papers if any(fold(paper.form) == fold(form) for form in forms))
    wanted = [each for paper in listed for each in maker.wanted(paper)]
    if not wanted:
        raise KnownError("Cuộc họp này chưa có giấy tờ nào để in: chưa có ai được xét, hoặc chưa có kết quả.")
    font = store.get("office", 1).paper_font if store.count("office") else None
    label = f"In giấy tờ họp {meetings.describe(store, records.meeting)}"
    return Order(label, tuple(wanted), edition, today, font, own, state or (MEETING if at == BEFORE else None))


class _Maker:
    """Says which papers one listed form becomes: one of the meeting, one of its round, or one for each person."""

    def __init__(
        self, store: Store, records: MeetingRecords, rules: MeetingRules, at: str, today: date, catalogue: "Catalogue"
    ) -> None:
        self._store, self._records, self._rules, self._at = store, records, rules, at
        self._catalogue, self._reviews = catalogue, Reviews(store, today)
        self._held_on = _day(records.meeting)
        self._body = meetings.body_name(store, records.meeting)
        self._held = ("meeting", "entry", *filter(None, rules.steps.values()))
        keys = {"meeting_id": records.meeting.id, "review_round_id": records.meeting.review_round_id}
        self._printed = tuple(
            row for name, key in keys.items() if key for row in store.list("printed_paper", **{name: key})
        )

    def wanted(self, paper: MeetingPaper) -> list[Wanted]:
        """The papers of one form; none of a round where the meeting belongs to none."""
        form = self._catalogue.form(paper.form).form
        people = [row for row in self._records.people if _is_wanted(paper, *row)]
        if form.about == DEFAULT:
            return [
                self._of_person(paper.form, form.document, *row)
                for row in people
                if self._is_due(form.document, row[1])
            ]
        if form.about == _ROUND and self._records.round is None:
            return []
        keys = {"review_round_id": self._records.meeting.review_round_id} if form.about == _ROUND else {}
        keys = keys or {"meeting_id": self._records.meeting.id}
        records = self._records.bodies | {
            "meeting": self._records.meeting,
            "body": self._records.body,
            "round": self._records.round,
            "cases": [
                PersonRow(as_of(self._seen(case), self._held_on), self._of_entry(case, entry)) for case, entry in people
            ],
        }
        if form.about == _ROUND:
            records |= round_documents(self._records.round)
        else:
            records["document"] = _document(self._records.meeting, [entry for _, entry in people])
        earlier = prints_of(paper.form, self._printed)
        return [Wanted(WantedPaper(paper.form, records), None, keys, "", earlier, self._held)]

    def _is_due(self, document: str, entry: Record) -> bool:
        """Afterwards only what the body agreed to becomes a paper; a decision only once it is there."""
        if document in self._rules.decisions.values():
            return entry.decision_step_id is not None
        return self._at == BEFORE or entry.result in (AGREED, None)

    def _of_person(self, form: str, document: str, case: Case, entry: Record) -> Wanted:
        keys = {"person_id": case.person.id, "dossier_id": entry.dossier_id, "meeting_id": self._records.meeting.id}
        paper = WantedPaper(form, self._of_entry(case, entry))
        case = as_of(self._seen(case), self._day_of_paper(document, case, entry))
        blocked = self._reviews.why_blocked(self._catalogue, paper, case) if self._at == AFTER else ""
        return Wanted(paper, case, keys, blocked, prints_of(form, case.papers), self._held)

    def _seen(self, case: Case) -> Case:
        """The case as far as it had come: papers taken along tell nothing of what came after the meeting."""
        if self._at != BEFORE or self._held_on is None:
            return case
        last = self._held_on.isoformat()
        return replace(case, steps=tuple(step for step in case.steps if (step.happened_on or "") <= last))

    def _day_of_paper(self, document: str, case: Case, entry: Record) -> date | None:
        """A decision is weeks younger than the meeting; all else is of its day."""
        decided = next((step for step in case.steps if step.id == entry.decision_step_id), None)
        is_decision = document in self._rules.decisions.values()
        return (day_of_record(decided) if decided is not None and is_decision else None) or self._held_on

    def _of_entry(self, case: Case, entry: Record) -> dict[str, Any]:
        """What the meeting says of one person: the entry, the step its vote becomes, who is to help."""
        found: dict[str, Any] = {"entry": entry}
        kind = self._rules.steps.get(entry.purpose, "")
        if kind:
            step = next((row for row in case.steps if row.id == entry.step_id), None)
            found[kind] = step if step is not None else self._planned(case, entry, kind)
        if entry.mentor_id is not None:
            found["mentor"] = self._mentor(case, entry)
        return found

    def _planned(self, case: Case, entry: Record, kind: str) -> Record:
        """The step as the meeting will make it."""
        rule = open_rules(self._store).of_dossier(case.dossier, date.today()).rules.steps.get(kind)
        return Record(step_values(self._records.meeting, entry, self._body, kind, rule))

    def _mentor(self, case: Case, entry: Record) -> Record:
        assigned = next((row for row in case.mentor_assignments if row.id == entry.mentor_assignment_id), None)
        if assigned is not None:
            return assigned
        member = self._store.get("party_member", entry.mentor_id)
        member["person"] = self._store.get("person", member.person_id)
        member["cell"] = self._store.find("party_cell", id=member.party_cell_id) if member.party_cell_id else None
        return Record(party_member_id=member.id, started_on=self._records.meeting.held_on, member=member)


def round_documents(held: Record | None) -> dict[str, Record]:
    """The papers of a round that have a number and a day, by the names that forms have for them."""
    row = held or Record()
    return {
        name: Record(document_number=row.get(f"{name}_number"), document_on=row.get(f"{name}_on"))
        for name in _ROUND_DOCUMENTS
    }


def _day(meeting: Record) -> date | None:
    return date.fromisoformat(meeting.held_on) if meeting.held_on else None


def _document(meeting: Record, entries: Sequence[Record]) -> Record:
    """Number and day of one paper about several people: their own where they share one, else those of the meeting."""
    own = {(entry.document_number, entry.document_on) for entry in entries if entry.document_number}
    number, on = own.pop() if len(own) == 1 else (meeting.document_number, meeting.document_on)
    return Record(document_number=number, document_on=on or meeting.document_on)


def _is_wanted(paper: MeetingPaper, case: Case, entry: Record) -> bool:
    """Whether a form is made for somebody: considered for its purpose, and as its condition says."""
    is_purpose = not paper.purposes or entry.purpose in paper.purposes
    return is_purpose and (not paper.when or dossier_papers.holds(paper.when, case))
