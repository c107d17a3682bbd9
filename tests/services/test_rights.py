"""Who may do what through the services: each of them as a reader, a typist, a clerk and the secretary."""

import ast
import copy
import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from db import book, undo
from db.errors import NotAllowed
from db.log import LogQuery
from db.store import Store
from desktop.domain import roles
from desktop.domain.reports import periods
from desktop.domain.reports.model import Report
from desktop.domain.roles import RoleTable
from desktop.domain.sheets.mapping import Mapping
from desktop.services import (
    accounts,
    backups,
    classes,
    committees,
    dossier_rules,
    drafts,
    erasing,
    findings,
    form_list,
    history,
    importing,
    log_export,
    meeting_results,
    meetings,
    mentoring,
    moving,
    numbers,
    office,
    own_requests,
    paper_orders,
    papers,
    people,
    plans,
    print_settings,
    repairing,
    requests,
    retention,
    rounds,
    rule_book,
    scan_tree,
    scans,
    steps,
)
from desktop.services.handover import making as hand_overs
from desktop.services.handover import orders, sending, templates
from desktop.services.handover.templates import Template
from desktop.services.importing import layouts
from desktop.services.meeting_results import Decision
from desktop.services.own_requests import Request
from desktop.services.reports import making, runs, settings, typed
from desktop.services.scans import ShownScan
from tests import factory
from tests.meeting_office import ATTENDANCE, HELD
from tests.meeting_office import TODAY as DAY_OF_MEETINGS
from tests.meeting_office import Office as MeetingOffice

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 2)
LIST_2024 = ROOT / "tests/files/danh-sach-nguon-2024.xlsx"
TABLE: RoleTable = roles.table()
LONG = "một mật khẩu dài"
ENTRY = {"due_on": "10/12/2026", "title": "Gửi biểu thống kê năm"}


class Office:
    """A book in which there is something for every service to change."""

    def __init__(self, store: Store) -> None:
        self.store = store
        factory.make_office(store)
        self.cell = factory.make_cell(store)
        self.dossier = factory.make_candidate(store, party_cell_id=self.cell).id
        self.person = store.get("dossier", self.dossier).person_id
        self.member, self.other_member = factory.make_member(store), factory.make_member(store, "Vàng A Dơ")
        mentoring.assign(store, self.dossier, self.member, {"started_on": "03/01/2026"})
        self.assignment = store.list("mentor_assignment")[0].id
        self.training = factory.make_class(store)
        classes.enrol(store, self.training, [self.person])
        self.enrolment = store.list("enrolment")[0].id
        classes.save_results(store, self.training, {self.enrolment: "good"})
        values = {"rule": "cell_vote", "message": "x", "reason": "y", "overruled_by": "z", "overruled_on": "2026-03-01"}
        self.villages = [factory.insert(store, "village", {"name": f"Bản {name}"}) for name in ("A", "B")]
        runs.complete(store, self.report(2024))
        self.run = store.list("report_run")[0].id
        self.overruling = factory.insert(store, "overruling", {"dossier_id": self.dossier} | values)
        drafts.keep(store, "person", self.person, {"history": {"note": "x"}})
        self.family = factory.insert(
            store, "family_member", {"person_id": self.person, "relation": "father", "full_name": "Quàng Văn Núi"}
        )
        former = {"party_cell_id": self.cell, "parent_id": 1, "last_on": "2019-06-30"}
        self.former = factory.insert(store, "former_parent", former)
        self.request = factory.insert(store, "verification_reply", {"asked_by": "Đảng ủy xã Bình Mẫu"})
        self.item = factory.insert(store, "dossier_item", {"dossier_id": self.dossier, "paper": "1-KNĐ"})
        self.scan = store.path.parent / "đơn.png"
        Image.new("L", (30, 40)).save(self.scan)
        self.source = factory.insert(store, "source_category", {"name": "Đoàn viên ưu tú"})
        self.account = factory.insert(store, "account", {"name": "Hòa", "role": "typist"})
        factory.insert(store, "account", {"name": "Bí thư", "role": "secretary"})
        factory.insert(store, "setting", {"key": "moved_at", "value": "2026-03-01T08:00:00+07:00"})
        kept = {"name": "Biểu", "file_name": "bieu.xlsx", "sha256": "0" * 64, "content": b"PK"}
        self.template = factory.insert(store, "superior_template", kept)
        self._meet()
        self.last_action = undo.list_actions(store)[4].number

    def report(self, year: int = 2025) -> Report:
        """A report that may be completed."""
        return making.make(self.store, "bieu-1", periods.year(year), TODAY, settings.Wish())

    @cached_property
    def made(self) -> hand_overs.Made:
        """A hand-over that may be written."""
        self.store.act_as("Lan", None)
        made = hand_overs.make(orders.gather(self.store, orders.Wish(periods.year(2026), templates=()), TODAY))
        self.store.act_as("Lan", self.rights)
        return made

    def _meet(self) -> None:
        """A meeting of the cell to come, and one of the standing committee that agreed to somebody in a round."""
        store = self.store
        with store.action("Cơ quan quyết định kết nạp") as action:
            action.update("party_committee", store.get("office", 1).committee_id, {"level": "competent"})
        held = MeetingOffice.__new__(MeetingOffice)
        held.store, held.cell, held.committee = store, self.cell, store.get("office", 1).committee_id
        self.meeting = held.cell_meeting((self.dossier, "choose"))
        self.case = held.rows(self.meeting)[0].id
        self.standing = held.standing_meeting((held.voted("Vàng Thị Pà").id, "admission"))
        self.agreed = held.rows(self.standing)[0].id
        held.save(self.standing, {self.agreed: {"votes_for": 7, "result": "agreed"}}, member_total=7)
        self.round = store.list("review_round")[0].id
        self.giver = numbers.giver_of(store, None, held.committee)
        self.number, _ = numbers.save(store, self.giver, {"number": "05-CV/ĐU", "dated_on": HELD})

    def work_as(self, role: str) -> None:
        self.rights = TABLE.rights("Lan", role)
        self.store.act_as("Lan", self.rights)


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(content, "PNG")
    return content.getvalue()


def read_list(office_: Office) -> object:
    store = office_.store
    found = importing.understand(importing.read_file(LIST_2024), None, None, store, TODAY)
    return importing.apply(store, importing.plan(store, found), backup=lambda: None)


def print_papers(office_: Office) -> object:
    order = paper_orders.gather(office_.store, office_.person, TODAY)
    return papers.write(office_.store, order, office_.store.path.parent / "in.pdf")


def a_form(office_: Office) -> form_list.FormEntry:
    edition = form_list.editions(office_.store, TODAY)[0]
    return form_list.list_forms(office_.store, edition).entries[0]


def overrule(office_: Office) -> object:
    steps.record(office_.store, office_.dossier, "cell_meeting", {"happened_on": "05/02/2026", "votes_for": 1}, TODAY)
    found = findings.review(office_.store, office_.person, TODAY).findings[0]
    return findings.overrule(office_.store, office_.dossier, found, "lý do", "Hoàng Văn Chính", TODAY)


def ended(office_: Office) -> int:
    """The person, whose try has ended."""
    factory.insert(office_.store, "step", {"dossier_id": office_.dossier, "kind": "withdrawn"})
    with office_.store.action("Rút đơn") as action:
        action.update("person", office_.person, {"stage": "withdrawn"})
    return office_.person


Deed = Callable[[Office], object]
MEETING = {"happened_on": "05/02/2026"}
REPLACED = {"started_on": "01/03/2026", "ended_on": "01/03/2026"}
# Every service that writes, the right it asks for, and a call of it that goes well for who has that right.
DEEDS: dict[str, tuple[str, Deed]] = {
    "people.add_person": ("write", lambda o: people.add_person(o.store, {"full_name": "Lò Văn Nọi"}, o.cell, TODAY)),
    "people.start_again": ("write", lambda o: people.start_again(o.store, ended(o), TODAY)),
    "people.save_person": ("write", lambda o: people.save_person(o.store, o.person, {"phone": "0912000111"})),
    "people.save_row": (
        "write",
        lambda o: people.save_row(
            o.store, "family_member", o.person, {"relation": "mother", "full_name": "Lò Thị Mẫu"}
        ),
    ),
    "people.delete_row": ("write", lambda o: people.delete_row(o.store, "family_member", o.family)),
    "people.set_photo": ("write", lambda o: people.set_photo(o.store, o.person, picture())),
    "people.set_source_categories": ("write", lambda o: people.set_source_categories(o.store, o.person, {o.source})),
    "people.save_dossier": ("write", lambda o: people.save_dossier(o.store, o.dossier, {"number": "07"})),
    "mentoring.assign": ("write", lambda o: mentoring.assign(o.store, o.dossier, o.other_member, {})),
    "mentoring.correct": ("write", lambda o: mentoring.correct(o.store, o.assignment, {"comment": "tốt"})),
    "mentoring.end": ("write", lambda o: mentoring.end(o.store, o.assignment, {"ended_on": "01/03/2026"})),
    "mentoring.replace": (
        "write",
        lambda o: mentoring.replace(
            o.store, o.assignment, o.other_member, {"started_on": "01/03/2026", "ended_on": "01/03/2026"}
        ),
    ),
    "mentoring.add_member": ("write", lambda o: mentoring.add_member(o.store, "Cầm Văn Hưng", o.cell, {})),
    "classes.save_class": ("write", lambda o: classes.save_class(o.store, {"kind": "awareness", "name": "Lớp mới"})),
    "classes.enrol": ("write", lambda o: classes.enrol(o.store, o.training, [factory_person(o)])),
    "classes.drop": ("write", lambda o: classes.drop(o.store, o.enrolment)),
    "classes.save_results": ("write", lambda o: classes.save_results(o.store, o.training, {o.enrolment: "excellent"})),
    "classes.issue_certificates": (
        "write",
        lambda o: classes.issue_certificates(o.store, o.training, {o.enrolment: "01"}, "02/03/2026"),
    ),
    "steps.record": ("write", lambda o: steps.record(o.store, o.dossier, "cell_meeting", MEETING, TODAY)),
    "dossier_rules.change_edition": (
        "write",
        lambda o: dossier_rules.change_edition(o.store, o.dossier, papers.list_editions()[0].id),
    ),
    "requests.save_request": (
        "write",
        lambda o: requests.save_request(o.store, {"kind": "history", "asked_by": "Đảng ủy xã Bình Mẫu"}),
    ),
    "requests.delete_request": ("write", lambda o: requests.delete_request(o.store, o.request)),
    "plans.save_lines": ("write", lambda o: plans.save_lines(o.store, "calendar_entry", [plans.Edit(None, ENTRY)])),
    "plans.save_villages": (
        "write",
        lambda o: plans.save_villages(o.store, "2026-03-02", [plans.Edit(o.villages[0], {"cell": "own"})]),
    ),
    "plans.delete_line": ("write", lambda o: plans.delete_line(o.store, "village", o.villages[0])),
    "plans.merge_villages": ("write", lambda o: plans.merge_villages(o.store, o.villages, "Bản Mới", "01/07/2026")),
    "plans.split_village": ("write", lambda o: plans.split_village(o.store, o.villages[0], ["A", "B"], "01/07/2026")),
    "plans.decide_groups": ("write", lambda o: plans.decide_groups(o.store, [("occupation", "lam ray", "farmer")])),
    "typed.type_figures": ("write", lambda o: typed.type_figures(o.store, periods.year(2020), {"admitted": ("5", "")})),
    "settings.remember": ("write", lambda o: settings.remember(o.store, "bieu-2", settings.Wish())),
    "templates.save": ("reports", lambda o: templates.save(o.store, Template("Biểu", "bieu.xlsx", b"PK"))),
    "templates.remove": ("reports", lambda o: templates.remove(o.store, o.template)),
    "sending.write": ("export", lambda o: sending.write(o.store, o.made, o.store.path.parent / "gui")),
    "settings.save_mentor_months": ("settings", lambda o: settings.save_mentor_months(o.store, 3)),
    "runs.complete": ("reports", lambda o: runs.complete(o.store, o.report())),
    "runs.mark_sent": ("reports", lambda o: runs.mark_sent(o.store, o.run)),
    "runs.reopen": ("reports", lambda o: runs.reopen(o.store, o.run, "Sót một người")),
    "drafts.keep": ("write", lambda o: drafts.keep(o.store, "person", o.person, {"history": {"note": "y"}})),
    "drafts.drop": ("write", lambda o: drafts.drop(o.store, "person", o.person)),
    "history.undo": ("write", lambda o: history.undo(o.store, o.last_action)),
    "findings.overrule": ("decide", overrule),
    "findings.hold_again": ("decide", lambda o: findings.hold_again(o.store, o.overruling)),
    "papers.record": ("print", print_papers),
    "apply.apply": ("import", read_list),
    "layouts.save_layout": ("import", lambda o: layouts.save_layout(o.store, "của huyện", Mapping(1, ()))),
    "backups.backup": ("backup", lambda o: backups.backup(o.store)),
    "erasing.erase_person": ("erase", lambda o: erasing.erase_person(o.store, o.person, "đơn số 05", TODAY)),
    "office.save_office": ("settings", lambda o: office.save_office(o.store, {"secretary": "Lò Văn Sáng"})),
    "office.save_cell": ("settings", lambda o: office.save_cell(o.store, {"name": "Chi bộ Quân sự"})),
    "committees.save_committee": ("settings", lambda o: committees.save_committee(o.store, {"term": "2025-2030"}, 2)),
    "committees.merge": ("settings", lambda o: committees.merge(o.store, 2, {"parent_id": 1, "last_on": "30/06/2025"})),
    "committees.move_cell": (
        "settings",
        lambda o: committees.move_cell(o.store, o.cell, {"committee_id": 1, "last_on": "30/06/2025"}),
    ),
    "committees.save_former": (
        "settings",
        lambda o: committees.save_former(o.store, {"party_cell_id": o.cell, "parent_id": 1, "last_on": "30/06/2020"}),
    ),
    "committees.delete_former": ("settings", lambda o: committees.delete_former(o.store, o.former)),
    "rule_book.choose_overlay": ("settings", lambda o: rule_book.choose_overlay(o.store, None)),
    "rule_book.save_extra_days": ("settings", lambda o: rule_book.save_extra_days(o.store, "04/03/2026", "")),
    "retention.save_months": ("settings", lambda o: retention.save_months(o.store, retention.MONTHS[0])),
    "retention.keep_on": ("write", lambda o: retention.keep_on(o.store, o.person)),
    "log_export.export": (
        "export",
        lambda o: log_export.export(o.store, LogQuery(), o.store.path.parent / "nhat-ky.csv"),
    ),
    "scans.attach": ("write", lambda o: scans.attach(o.store, o.item, o.scan)),
    "scans.detach": ("write", lambda o: (scans.attach(o.store, o.item, o.scan), scans.detach(o.store, o.item))),
    "scans.save_copy": (
        "export",
        lambda o: scans.save_copy(
            o.store, ShownScan(o.person, "Lan", "1-KNĐ", b"%PDF"), o.store.path.parent / "don.pdf"
        ),
    ),
    "scan_tree.choose_separator": ("settings", lambda o: scan_tree.choose_separator(o.store, True)),
    "form_list._keep": ("settings", lambda o: form_list.mark_checked(o.store, [a_form(o)], TODAY)),
    "print_settings.save_oath": ("settings", lambda o: print_settings.save_oath(o.store, "Lời thề")),
    "print_settings.save_stock": ("settings", lambda o: print_settings.save_stock(o.store, True, "1", "2")),
    "accounts.add": ("accounts", lambda o: accounts.add(o.store, "Mai", "reader", LONG)),
    "accounts.change_role": ("accounts", lambda o: accounts.change_role(o.store, o.account, "reader")),
    "accounts.give_passphrase": ("accounts", lambda o: accounts.give_passphrase(o.store, o.account, LONG)),
    "meetings.open_meeting": (
        "write",
        lambda o: meetings.open_meeting(o.store, {"kind": "cell", "party_cell_id": o.cell, "held_on": HELD}, []),
    ),
    "meetings.consider": ("write", lambda o: meetings.consider(o.store, o.standing, [(o.dossier, "admission")])),
    "meetings.leave_out": ("write", lambda o: meetings.leave_out(o.store, o.case)),
    "meetings.delete_meeting": ("write", lambda o: meetings.delete_meeting(o.store, o.meeting)),
    "meeting_results.save_results": (
        "write",
        lambda o: meeting_results.save_results(
            o.store, o.meeting, ATTENDANCE, {o.case: {"votes_for": 9}}, DAY_OF_MEETINGS
        ),
    ),
    "meeting_results.record_decisions": (
        "decide",
        lambda o: meeting_results.record_decisions(
            o.store, o.standing, {o.agreed: Decision("01-QĐ/ĐU", "2026-06-12", "Hoàng Văn Chính")}, DAY_OF_MEETINGS
        ),
    ),
    "rounds.save_round": ("write", lambda o: rounds.save_round(o.store, o.round, {"note": "đủ hồ sơ"})),
    "numbers.save": (
        "write",
        lambda o: numbers.save(o.store, o.giver, {"number": "06-CV/ĐU", "dated_on": HELD}),
    ),
    "numbers.drop": ("write", lambda o: numbers.drop(o.store, o.number)),
    "repairing._repair": ("write", lambda o: repairing.check_and_repair(o.store)),
    "accounts.rename": ("accounts", lambda o: accounts.rename(o.store, o.account, "Hòa Bình", LONG)),
    "moving.pack": ("settings", lambda o: moving.pack(o.store, o.store.path.parent / "a.ketnap")),
    "moving.take_back": ("settings", lambda o: moving.take_back(o.store)),
    "own_requests.note_correction": (
        "write",
        lambda o: own_requests.note_correction(o.store, o.person, Request("đơn số 06", TODAY)),
    ),
    "accounts.end": ("accounts", lambda o: accounts.end(o.store, o.account)),
}
# What leaves no trace in the log: a copy to the usual folder, what is typed into a draft.
UNLOGGED = {"backups.backup", "drafts.keep"}
# What writes only into a book that nobody uses yet or that is closed.
BEFORE_ACCOUNTS = {"office.set_up", "accounts.carry_over", "accounts._changing"}


def factory_person(office_: Office) -> int:
    return int(office_.store.get("party_member", office_.member).person_id)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office in a closed book, made once."""
    made = Office(factory.new_store(tmp_path_factory.mktemp("office")))
    made.store.close()
    return made


@pytest.fixture
def held(built: Office, tmp_path: Path) -> Iterator[Office]:
    """The same in a book of the test's own."""
    shutil.copytree(built.store.path.parent, tmp_path / "sổ")
    own = copy.copy(built)
    own.store = book.open_book(tmp_path / "sổ" / built.store.path.name, built.store.secret, factory.USER)
    yield own
    own.store.close()


def test_every_service_that_writes_is_tried() -> None:
    found = set()
    for path in (ROOT / "desktop/services").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "demo" not in path.parts:
                calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
                if any(isinstance(call, ast.Attribute) and call.attr == "action" for call in calls):
                    found.add(f"{path.stem}.{node.name}")
    assert found
    assert found - BEFORE_ACCOUNTS <= DEEDS.keys()


@pytest.mark.parametrize("name", DEEDS)
def test_a_reader_changes_nothing_by_any_service(name: str, held: Office) -> None:
    held.work_as("reader")
    before, deeds = factory.snapshot(held.store), held.store.count("change_log")
    with pytest.raises(NotAllowed, match=r"^Tài khoản “Lan” \(Người xem\) không được .+\. Không có gì thay đổi\. "):
        DEEDS[name][1](held)
    assert factory.snapshot(held.store) == before
    assert held.store.count("change_log") == deeds
    assert not (held.store.path.parent / "in.pdf").exists()


@pytest.mark.parametrize("role", [role for role in TABLE.roles if role != "reader"])
@pytest.mark.parametrize("name", DEEDS)
def test_each_role_does_what_the_table_says(name: str, role: str, held: Office) -> None:
    right, deed = DEEDS[name]
    held.work_as(role)
    if right in TABLE.roles[role].may:
        deed(held)
        assert held.store.list("change_log")[-1].user == "Lan" or name in UNLOGGED
    else:
        with pytest.raises(NotAllowed):
            deed(held)


def test_a_reader_may_look_and_the_log_says_so(held: Office) -> None:
    held.work_as("reader")
    people.note_viewed(held.store, held.person)
    assert held.store.list("change_log")[-1].user == "Lan"


@pytest.mark.parametrize("kind", ["admission_decision", "recognition_decision", "struck_off"])
def test_decisions_are_guarded_whichever_way_they_come(kind: str, held: Office) -> None:
    store = held.store
    store.act_as("Bí thư", TABLE.rights("Bí thư", "secretary"))
    steps.record(store, held.dossier, kind, MEETING, TODAY)
    done = undo.list_actions(store)[0].number
    step = store.list("step")[-1]
    held.work_as("typist")
    before = factory.snapshot(store)
    for deed in (
        lambda: steps.record(store, held.dossier, kind, MEETING, TODAY),
        lambda: people.save_row(store, "step", held.dossier, {"kind": kind, **MEETING}),
        lambda: people.save_row(store, "step", held.dossier, {"document_number": "9"}, step.id),
        lambda: people.delete_row(store, "step", step.id),
        lambda: history.undo(store, done),
    ):
        with pytest.raises(NotAllowed, match="ghi quyết định"):
            deed()
    assert factory.snapshot(store) == before


def test_a_bug_in_a_page_does_not_reach_a_guarded_table(held: Office) -> None:
    held.work_as("typist")
    before: Any = factory.snapshot(held.store)
    for table, row_id, values in (("account", held.account, {"role": "secretary"}), ("office", 1, {"secretary": "x"})):
        with pytest.raises(NotAllowed), held.store.action("Sửa") as action:
            action.update(table, row_id, values)
    assert factory.snapshot(held.store) == before
