"""A few trials of every promise, as the quick tests run them; `make faults` runs all of them."""

from pathlib import Path

import pytest

from tests.faults.__main__ import PROMISES, main, trial


@pytest.mark.parametrize("number", PROMISES)
def test_the_promise_is_kept_in_a_few_trials(number: str, tmp_path: Path) -> None:
    outcome = trial(number)(tmp_path, False)
    if outcome.is_kept is None:
        pytest.skip(outcome.reached)
    assert outcome.is_kept, outcome.line(number)


def test_a_line_tells_what_was_reached_and_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "P18"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("P18 ")
    assert "100.00 %" in line
    assert "promised: 100 %  ok" in line
