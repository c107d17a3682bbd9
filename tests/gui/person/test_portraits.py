"""Photographs saved from the list: into the chosen folder, with those left out told."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.gui.context import AppContext
from desktop.gui.person import portraits
from desktop.services import people
from desktop.services.demo import pictures
from tests import factory
from tests.gui.recorder import Recorder

Keys = Callable[[str], int]


def complete(context: AppContext, person_id: int) -> None:
    store = context.store
    values = {"citizen_id": "042198001234", "born_on": "1998-02-03"}
    with store.action("Thử") as action:
        action.update("person", person_id, values)
    factory.insert(store, "party_member", {"person_id": person_id, "admitted_on": "2025-03-26"})
    people.set_photo(store, person_id, pictures._figure("female"))


def test_who_is_complete_is_saved_and_who_is_not_is_told(
    context: AppContext, recorder: Recorder, person_id: Keys, tmp_path: Path, qtbot: QtBot
) -> None:
    complete(context, person_id("Lò Thị Ánh"))
    recorder.answers.append(tmp_path)
    with qtbot.waitSignal(context.status_shown) as shown:
        portraits.save(context, [person_id("Lò Thị Ánh"), person_id("Trần Văn Bình")])
    assert [path.name for path in tmp_path.glob("*.jpg")] == ["042198001234_Lò Thị Ánh_03-02-1998_26-03-2025.jpg"]
    assert "Trần Văn Bình: chưa có" in recorder.said[0][1]
    assert "Bỏ qua 1 người" in shown.args[0]


def test_nobody_complete_asks_for_no_folder(context: AppContext, recorder: Recorder, person_id: Keys) -> None:
    portraits.save(context, [person_id("Trần Văn Bình")])
    assert [method for method, _ in recorder.said] == ["tell"]
