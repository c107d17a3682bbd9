"""Papers of somebody about whom something is to be mended: seen as drafts, let out only as drafts."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.domain.paper_wishes import Wish
from desktop.gui.context import AppContext
from desktop.gui.printing.preview import PrintPage
from desktop.services import steps
from tests.gui.recorder import Recorder

TODAY, RESOLUTION = date(2026, 3, 3), "6-KNĐ"
OUTVOTED = {"happened_on": "05/02/2026", "body": "Chi bộ thôn Đông", "votes_for": 5, "votes_base": 9}


@pytest.fixture
def page(context: AppContext, store: Store, person_id: Callable[[str], int], qtbot: QtBot) -> PrintPage:
    key = person_id("Lò Thị Ánh")
    dossier = store.list("dossier", person_id=key)[0]
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    steps.record(store, dossier.id, "cell_meeting", OUTVOTED, TODAY)
    made = PrintPage(context, Wish(keys=(key,), forms=(RESOLUTION,)))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.made is not None, timeout=20_000)
    return made


def test_it_is_seen_as_a_draft(page: PrintPage) -> None:
    assert page.made is not None
    assert "DỰ THẢO" in PdfReader(BytesIO(page.made.pdf)).pages[0].extract_text()
    assert page.papers.forms.item(0).text().endswith("dự thảo")


def test_it_does_not_go_out_unasked(page: PrintPage, recorder: Recorder, tmp_path: Path) -> None:
    recorder.answers.extend([tmp_path / "x.pdf", False])
    page.outlet.save_pdf()
    assert [method for method, _ in recorder.said] == ["choose_new_file", "confirm"]
    assert "Chi bộ thôn Đông" in recorder.said[1][1]
    assert not (tmp_path / "x.pdf").exists()


def test_a_draft_goes_out_when_wanted_and_is_noted_as_one(
    page: PrintPage, recorder: Recorder, store: Store, tmp_path: Path, context: AppContext, qtbot: QtBot
) -> None:
    recorder.answers.extend([tmp_path / "x.pdf", True, tmp_path / "x.pdf"])
    final = page.made
    page.outlet.save_pdf()
    assert store.count("printed_paper") == 0
    qtbot.waitUntil(lambda: page.made is not final, timeout=20_000)
    with qtbot.waitSignal(context.status_shown, timeout=20_000):
        page.outlet.save_pdf()
    assert "DỰ THẢO" in PdfReader(tmp_path / "x.pdf").pages[0].extract_text()
    assert [row.state for row in store.list("printed_paper")] == ["draft"]
