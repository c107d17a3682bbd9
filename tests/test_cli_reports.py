"""The terminal makes reports: named, for a period, in four kinds of files, with a status that says what was found."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop import cli
from desktop.services import demo
from tests.printing.reading import pdf_text
from tests.test_cli import Terminal

TODAY = "2026-03-03"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> demo.Demo:
    return demo.make_demo(tmp_path_factory.mktemp("demo"), people=60, seed=1, today=date.fromisoformat(TODAY))


@pytest.fixture
def office(
    made: demo.Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv(cli.PASSPHRASE_VARIABLE, made.passphrase)
    terminal = Terminal(tmp_path, capsys)
    terminal.book = shutil.copytree(made.book.parent, tmp_path / "demo") / made.book.name
    return terminal


def test_without_a_name_the_reports_are_listed(office: Terminal) -> None:
    names = [each["name"] for each in office.json("report")]
    assert {"bieu-1", "bieu-2", "bieu-2b", "chi-tieu", "bao-cao"} <= set(names)
    assert "chi-tieu: " in office.run("report")


def test_a_wrong_name_and_a_wrong_period_get_a_sentence(office: Terminal) -> None:
    said = office.run("report", "bieu-9", "--period", "2025", status=cli.KNOWN_ERROR)
    assert "Không có báo cáo “bieu-9”" in said
    assert "chi-tieu" in said
    assert "kỳ báo cáo" in office.run("report", "bieu-2", "--period", "hai nghìn", status=cli.KNOWN_ERROR)
    assert "--period" in office.run("report", "bieu-2", status=cli.KNOWN_ERROR)
    office.run("report", "bieu-2", "--period", "2025", "--as", "pdf", "--out", "x.xlsx", status=cli.KNOWN_ERROR)


def test_a_report_in_every_kind_of_file(office: Terminal) -> None:
    for kind in ("pdf", "docx", "xlsx", "json"):
        path = office.folder / f"bieu.{kind}"
        told = office.json("--today", TODAY, "report", "form-2", "--period", "2025", "--as", kind, "--out", path)
        assert told["files"] == [str(path)]
        assert path.stat().st_size > 1000
    assert "ĐẢNG VIÊN MỚI KẾT NẠP" in pdf_text(office.folder / "bieu.pdf")
    document = json.loads((office.folder / "bieu.json").read_text(encoding="utf-8"))
    first = document["rows"][0]
    assert set(first) >= {"key", "label", "value", "previous", "percent"}
    assert first["key"] == "admitted"
    assert document["rows"] == told["rows"]


def test_rounding_is_as_asked(office: Terminal) -> None:
    rows = office.json("--today", TODAY, "report", "bao-cao", "--period", "2020..2026")["rows"]
    women = next(row for row in rows if row["key"] == "admitted.women")
    exact = women["part"] * 10_000 // women["whole"]
    words = ["report", "bao-cao", "--period", "2020..2026", "--rounding", "truncate", "--decimals", 2]
    cut = next(row for row in office.json("--today", TODAY, *words)["rows"] if row["key"] == "admitted.women")
    assert float(cut["percent"].replace(",", ".")) == exact / 100
