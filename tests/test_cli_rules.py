"""The terminal's commands of the rules as a script uses them: check, due, their shapes and exit statuses."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.services import session, steps
from tests.test_cli import PASSPHRASE, Terminal

TODAY = date(2026, 3, 3)
OUTVOTED = {"happened_on": "05/01/2026", "body": "Chi bộ thôn Đức Bình", "votes_for": 5, "votes_base": 9}


@pytest.fixture
def outvoted(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on a book with one person, whose cell voted with too few."""
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, PASSPHRASE)
    terminal = Terminal(tmp_path, capsys)
    terminal.new()
    listed = tmp_path / "danh-sach.csv"
    listed.write_text("STT,Họ và tên,Ngày sinh,Giới tính\n1,Lò Thị Ánh,14/5/2003,Nữ\n", encoding="utf-8")
    terminal.json("import", listed)
    store = session.open_with_passphrase(terminal.book, PASSPHRASE)
    dossier = store.list("dossier")[0]
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    steps.record(store, dossier.id, "cell_meeting", OUTVOTED, TODAY)
    store.close()
    return terminal


def person(terminal: Terminal) -> Any:
    return terminal.json("people")[0]["id"]


def test_check_tells_findings_and_ends_with_3(outvoted: Terminal) -> None:
    found = outvoted.json("--today", TODAY, "check", person(outvoted), status=cli.DONE_WITH_FINDINGS)
    assert all(set(row) == {"person", "level", "rule", "citation", "message", "field"} for row in found)
    vote = next(row for row in found if row["rule"] == "cell_vote")
    assert (vote["person"], vote["level"]) == (person(outvoted), "block")
    assert vote["field"].endswith(".votes_for")
    assert outvoted.json("--today", TODAY, "check", status=cli.DONE_WITH_FINDINGS) == found
    assert "PHẢI SỬA\tLò Thị Ánh\t" in outvoted.run("--today", TODAY, "check", status=cli.DONE_WITH_FINDINGS)


def test_a_shown_case_is_checked_as_a_file(outvoted: Terminal, tmp_path: Path) -> None:
    shown = tmp_path / "ca.json"
    shown.write_text(outvoted.run("--json", "show", person(outvoted)), encoding="utf-8")
    from_book = outvoted.json("--today", TODAY, "check", person(outvoted), status=cli.DONE_WITH_FINDINGS)
    from_file = outvoted.json("--today", TODAY, "check", "--case", shown, status=cli.DONE_WITH_FINDINGS)
    assert from_file == from_book


def test_a_wrong_case_file_is_one_sentence_with_its_path(outvoted: Terminal, tmp_path: Path) -> None:
    plain = json.loads(outvoted.run("--json", "show", person(outvoted)))
    plain["steps"][0]["happened_on"] = "31/02/2026"
    wrong = tmp_path / "sai.json"
    wrong.write_text(json.dumps(plain), encoding="utf-8")
    assert "steps[0].happened_on" in outvoted.run("check", "--case", wrong, status=cli.KNOWN_ERROR)
    assert "không có.json" in outvoted.run("check", "--case", tmp_path / "không có.json", status=cli.KNOWN_ERROR)


def test_an_empty_book_has_nothing_to_tell(terminal_new: Terminal) -> None:
    assert terminal_new.json("check") == []
    assert terminal_new.json("due") == []
    assert "Không có" in terminal_new.run("due")


@pytest.fixture
def terminal_new(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on an empty book."""
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, PASSPHRASE)
    terminal = Terminal(tmp_path, capsys)
    terminal.new()
    return terminal


def test_due_tells_duties_up_to_a_day(outvoted: Terminal) -> None:
    (duty,) = outvoted.json("--today", "2026-04-07", "due")
    assert set(duty) == {"due_on", "person", "what", "rule", "overdue"}
    assert (duty["due_on"], duty["overdue"], duty["person"]) == ("2026-04-06", True, person(outvoted))
    assert outvoted.json("--today", TODAY, "due", "--until", "2026-04-05") == []
    assert "06/04/2026\t\tLò Thị Ánh\tRa quyết định kết nạp" in outvoted.run("--today", TODAY, "due")
