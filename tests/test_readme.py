"""The README is short and names the commands the terminal has."""

import re
from pathlib import Path

import pytest

from desktop.cli import COMMANDS, main

README = Path(__file__).resolve().parent.parent / "README.md"


def test_readme_and_terminal_name_the_same_commands() -> None:
    readme = README.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `ketnap (\w+)", readme, re.MULTILINE)) == set(COMMANDS)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code in (0, None)
    shown = capsys.readouterr().out
    assert [command for command in COMMANDS if not re.search(rf"^\s+{command}\b", shown, re.MULTILINE)] == []


def test_readme_is_short() -> None:
    assert 30 <= len(README.read_text(encoding="utf-8").splitlines()) <= 80
