"""The hand-over from the terminal: its files, its JSON, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.cli import passphrases
from desktop.exchange.packages.reading import open_package
from tests.exchange.templates import FILES, SHEET, read_xlsx

PASSPHRASE = "mưa rừng ngập suối"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An invented office on the disk."""
    folder = tmp_path_factory.mktemp("office")
    assert cli.main(["--json", "demo", str(folder), "--people", "12"]) == cli.DONE
    return {"book": next(folder.glob("*.book")), "secret": folder / "passphrase.txt"}


@pytest.fixture
def run(office: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv(passphrases.PACKAGE_VARIABLE, raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        named = ["--book", office["book"], "--passphrase-file", office["secret"], "--today", "2026-04-02"]
        status = cli.main([str(word) for word in (*named, "--json", "handover", "--period", "2026-Q1", *words)])
        output = capsys.readouterr()
        return status, output.out, output.err

    return command


def test_one_command_makes_everything_and_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    status, out, told = run("--out", tmp_path)
    assert status == cli.DONE_WITH_FINDINGS
    made = json.loads(out)
    assert set(made) == {"files", "sequence", "counts", "fingerprint", "missing"}
    assert all(Path(name).is_file() for name in made["files"])
    assert made["counts"]["people"] == 0
    assert "chưa khóa số liệu" in told
    assert open_package(next(tmp_path.rglob("*.zip")).read_bytes()).sequence == made["sequence"]


def test_lists_are_sealed_with_the_passphrase_of_a_file(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "mật khẩu.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    status, out, _ = run("--content", "lists", "--package-passphrase-file", secret, "--out", tmp_path)
    assert status == cli.DONE_WITH_FINDINGS
    opened = open_package(next(tmp_path.rglob("*.age")).read_bytes(), PASSPHRASE)
    assert len(opened.rows("people")) == json.loads(out)["counts"]["people"] > 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--content", "lists"], "phải khóa bằng mật khẩu"),
        (["--content", "full"], "--confirm-full"),
        (["--content", "lists", "--package-passphrase-file", "không-có.txt"], "Không đọc được tệp mật khẩu"),
        (["--template", "không-có.xlsx"], "Không mở được tệp"),
    ],
)
def test_what_cannot_be_made_is_a_sentence_and_leaves_nothing(
    words: list[str], sentence: str, run: Run, tmp_path: Path
) -> None:
    status, out, told = run(*words, "--out", tmp_path / "ra")
    assert (status, out) == (cli.KNOWN_ERROR, "")
    assert sentence in told
    assert not (tmp_path / "ra").exists()


def test_a_file_nobody_chose_cells_for_is_refused(run: Run, tmp_path: Path) -> None:
    status, _, told = run("--template", FILES / "danh-sach-nguon-2024.xlsx", "--out", tmp_path / "ra")
    assert status == cli.KNOWN_ERROR
    assert "chưa được chọn ô" in told
    assert not (tmp_path / "ra").exists()


def test_a_named_file_is_filled_at_the_cells_chosen_for_it(run: Run, tmp_path: Path) -> None:
    run("--template", FILES / "bieu-mau-cap-tren.xlsx", "--out", tmp_path)
    filled = read_xlsx(next(tmp_path.rglob("bieu-mau*.xlsx")).read_bytes())
    assert filled[SHEET, 5, 3][0] > 0
