"""An invented office with a cell and people whom the cell or the standing committee may consider."""

from datetime import date
from typing import Any

from db.records import Record
from db.store import Store
from desktop.services import meeting_results, meetings, stage
from tests import factory

TODAY = date(2026, 6, 15)
HELD = "2026-06-10"
ATTENDANCE = {"member_total": 12, "official_total": 10, "votes_base": 10, "present": 11, "present_official": 9}
# Everything between the permission and the meeting of the cell.
BEFORE_THE_CELL = (
    "procedure_allowed application_letter personal_history stamped background_check_sent background_check_answered"
    " cell_comment history_certified opinion_summary"
).split()


class Office:
    """An office with a cell and people whose next step is the cell's."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.office = store.find("office", id=1) or factory.make_office(store)
        with store.action("Cơ quan quyết định kết nạp") as action:
            action.update("party_committee", self.office.committee_id, {"level": "competent"})
        self.cell = factory.make_cell(store, name="Chi bộ thôn Đông")
        self.committee: int = self.office.committee_id

    def candidate(self, name: str, *steps: str) -> Record:
        dossier = factory.make_candidate(self.store, name, party_cell_id=self.cell)
        for kind in steps:
            row = {"dossier_id": dossier.id, "kind": kind, "happened_on": "2026-02-05"}
            factory.insert(self.store, "step", row)
        with self.store.action("Tính giai đoạn") as action:
            stage.refresh(self.store, action, [dossier.person_id])
        return dossier

    def ready(self, name: str) -> Record:
        """Somebody whom the cell may consider for admission."""
        return self.candidate(name, *BEFORE_THE_CELL)

    def voted(self, name: str) -> Record:
        return self.candidate(name, "procedure_allowed", "cell_meeting")

    def cell_meeting(self, *considered: tuple[int, str], **values: Any) -> int:
        named = {"kind": "cell", "party_cell_id": self.cell, "held_on": HELD} | values
        return meetings.open_meeting(self.store, named, considered)[0]

    def standing_meeting(self, *considered: tuple[int, str], **values: Any) -> int:
        named = {"kind": "standing_committee", "party_committee_id": self.committee, "held_on": HELD} | values
        return meetings.open_meeting(self.store, named, considered, "Đợt 1 năm 2026")[0]

    def rows(self, meeting_id: int) -> list[Record]:
        return meetings.cases_of(self.store, meeting_id)

    def save(self, meeting_id: int, by_case: dict[int, dict[str, Any]], **values: Any) -> Any:
        return meeting_results.save_results(self.store, meeting_id, ATTENDANCE | values, by_case, TODAY)
