"""The log as a file: all that is found and nothing else, itself logged; an erased name nowhere in it."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import attempts, log
from db.errors import CannotWrite, WrongPassphrase
from db.log import LogQuery
from db.recovery import code_text
from db.store import Store
from desktop.domain.rules.model import Finding
from desktop.services import backups, drafts, erasing, findings, holdings, log_export, mentoring, people, session
from desktop.services.own_requests import Request
from tests import factory

CANARY = "Đèo Khau Phạ Mẫu"
TODAY = date(2026, 3, 2)


def read(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    return [[str(cell or "") for cell in row] for row in load_workbook(path).active.values]


@pytest.fixture
def busy_book(store: Store, tmp_path: Path) -> int:
    """A person whom every kind of line is about."""
    factory.make_office(store)
    person_id, _ = people.add_person(store, {"full_name": CANARY}, factory.make_cell(store), TODAY)
    people.save_row(store, "family_member", person_id, {"relation": "father", "full_name": f"{CANARY} Cha"})
    people.save_person(store, person_id, {"workplace": CANARY})
    mentoring.assign(store, store.find("dossier", person_id=person_id).id, factory.make_member(store), {})
    people.note_viewed(store, person_id)
    drafts.keep(store, "person", person_id, {"history": {"note": CANARY}})
    held = holdings.gather(store, person_id, Request("đơn", TODAY), TODAY)
    holdings.record(store, held)
    return person_id


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_every_line_stands_in_the_file_and_the_export_in_the_log(
    store: Store, busy_book: int, tmp_path: Path, suffix: str
) -> None:
    shown = [action.label for action in log.lines(store, LogQuery())]
    path = tmp_path / f"ra{suffix}"
    assert log_export.export(store, LogQuery(), path) == len(shown)
    head, *rows = read(path)
    assert tuple(head) == log_export.HEADINGS
    assert [row[4] for row in rows] == shown
    newest = log.page(store, LogQuery())[0]
    assert (newest.kind, newest.label) == ("export", f"Xuất nhật ký: {len(shown)} dòng, tệp {suffix}")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_after_erasing_the_name_is_nowhere_in_the_exported_log(
    store: Store, busy_book: int, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"ra{suffix}"
    log_export.export(store, LogQuery(name="deo khau"), path)
    assert CANARY in str(read(path))
    lines = len(read(path)) + 1
    erasing.erase_person(store, busy_book, "đơn số 05", TODAY)
    log_export.export(store, LogQuery(), path)
    after = read(path)
    assert CANARY not in str(after)
    assert "Khau" not in str(after)
    assert len(after) > lines
    assert any("đơn số 05" in row[4] for row in after)


def test_erasing_a_mentor_leaves_the_name_in_no_line_about_others(store: Store, tmp_path: Path) -> None:
    dossier = factory.make_candidate(store)
    member_id, _ = mentoring.add_member(store, CANARY, None, {})
    assignment = mentoring.assign(store, dossier.id, member_id, {"started_on": "2026-01-10"})
    finding = Finding("", "block", "mentor", "điểm 1", "", f"{CANARY} chưa đủ điều kiện", "", "")
    findings.overrule(store, dossier.id, finding, "Đã xét", "Hoàng Văn Chính", TODAY)
    mentoring.end(store, min(assignment.ids("mentor_assignment")), {"ended_on": "2026-02-01"})
    path = tmp_path / "ra.csv"
    log_export.export(store, LogQuery(), path)
    assert CANARY in str(read(path))
    erasing.erase_person(store, store.get("party_member", member_id).person_id, "đơn số 05", TODAY)
    log_export.export(store, LogQuery(), path)
    assert CANARY not in str(read(path))


def test_openings_wrong_passphrases_and_copies_stand_in_the_log_by_kind(store: Store, tmp_path: Path) -> None:
    session.set_passphrase(store, "lá cọ che mưa đầu mùa")
    backups.backup(store, tmp_path)
    store.close()
    with pytest.raises(WrongPassphrase):
        session.open_with_passphrase(store.path, "sai")
    opened = session.open_with_code(store.path, code_text(store.secret))
    opened.close()
    attempts.clear_failures(store.path)
    attempts.note_failure(store.path, 0)
    opened = session.open_with_passphrase(store.path, "lá cọ che mưa đầu mùa")
    kinds = [action.kind for action in log.page(opened, LogQuery())]
    opened.close()
    assert kinds[:3] == ["wrong_passphrase", "log_on", "log_on"]
    assert {"copy", "passphrase"} <= set(kinds)


def test_a_file_that_cannot_be_written_is_no_export(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        log_export.export(store, LogQuery(), tmp_path / "không có" / "ra.csv")
    assert log.page(store, LogQuery(kind="export")) == []
