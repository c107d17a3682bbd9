"""The tab of the committees: one is added, a merger moves its cells, and the former place is listed."""

from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog
from desktop.gui.settings.page import SettingsPage
from desktop.services import committees
from tests.gui.keyboard import write
from tests.gui.recorder import Recorder


def opened(context: AppContext, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.tabs.setCurrentWidget(page.committees)
    page.refresh()
    return page


def test_a_committee_is_added_and_another_corrected(context: AppContext, store: Store, qtbot: QtBot) -> None:
    page = opened(context, qtbot)
    part = page.committees
    part.committees.begin_new()
    form = part.committees.form
    write(form.editors["name"].input, "Đảng ủy xã Suối Mới")
    form.editors["level"].input.setCurrentIndex(form.editors["level"].input.findData("competent"))
    assert part.is_changed()
    assert part.save()
    assert store.find("party_committee", name="Đảng ủy xã Suối Mới").level == "competent"
    assert not part.is_changed()


def test_a_merger_is_one_dialog_and_the_former_place_is_listed(
    context: AppContext, store: Store, recorder: Recorder, qtbot: QtBot
) -> None:
    committees.save_committee(store, {"level": "competent", "name": "Đảng ủy xã Suối Mới"})
    page = opened(context, qtbot)
    part = page.committees
    old, new = (store.find("party_committee", name=f"Đảng ủy xã Suối {word}") for word in ("Trong", "Mới"))
    part.committees.show_key(old.id)

    def fill(dialog: FieldDialog) -> bool:
        dialog.form.restore({"parent_id": new.id})
        write(dialog.form.editors["last_on"].input, "30/6/2025")
        dialog.save()
        return bool(dialog.result())

    recorder.answers.append(fill)
    part.merge()
    part.refresh()
    assert {cell.committee_id for cell in store.list("party_cell")} == {new.id}
    assert part.former.row_count == 3
