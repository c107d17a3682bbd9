"""Tests of the period's hand-over: its files, its package, what is noted, and what happens when something fails."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db import undo
from db.errors import CannotUndo, CannotWrite, KnownError
from db.store import Store
from desktop.domain.handover.figures import Source
from desktop.domain.reports import periods
from desktop.exchange.packages.reading import Package, open_package
from desktop.exchange.packages.refusals import BadPackage
from desktop.services import importing
from desktop.services.handover import history, making, orders, sending, templates
from desktop.services.handover.figures import PeriodFigures
from desktop.services.handover.orders import Order, Wish
from desktop.services.handover.sending import Sent
from desktop.services.reports import runs
from tests import factory
from tests.db.full_disk import no_file_beyond
from tests.exchange.templates import FILES, SHEET, read_xlsx
from tests.printing.reading import pdf_text

TODAY = date(2026, 4, 2)
QUARTER = periods.parse("2026-Q1")
PASSPHRASE = "mưa rừng ngập suối"
CANARY = "Quàng Văn Bình"


@pytest.fixture
def office(store: Store) -> Iterator[Store]:
    factory.make_office(store, province="Đông Hà")
    cell = factory.make_cell(store, member_in_charge=CANARY)
    dossier = factory.make_candidate(store, CANARY, party_cell_id=cell, sex="male", citizen_id="001099000123")
    father = {"person_id": dossier.person_id, "relation": "father", "full_name": "Quàng A"}
    factory.insert(store, "family_member", father)
    ceremony = {"dossier_id": dossier.id, "kind": "admission_ceremony", "happened_on": "2026-02-03"}
    factory.insert(store, "step", ceremony)
    return store


def gathered(store: Store, content: str = "figures") -> Order:
    return orders.gather(store, Wish(QUARTER, content), TODAY)


def sent(store: Store, out: Path, content: str = "figures") -> Sent:
    return sending.write(store, making.make(gathered(store, content), PASSPHRASE), out)


def package(sent_files: Sent) -> Path:
    return next(path for path in sent_files.files if "du-lieu" in path.name)


def text(pdf: Path) -> str:
    return " ".join(pdf_text(pdf).split())


def test_figures_go_open_with_reports_letter_and_note(office: Store, tmp_path: Path) -> None:
    done = sent(office, tmp_path / "ra")
    names = {path.name for path in done.folder.iterdir()}
    assert names == {path.name for path in done.files}
    assert {"du-lieu-2026-Q1-lan-01.zip", "bieu-2-2026-q1.pdf", "phieu-ban-giao-du-lieu.pdf"} <= names
    row = history.list_sent(office)[0]
    assert (row.sequence, row.starts_on, row.ends_on, row.extent) == (1, "2026-01-01", "2026-03-31", "figures")
    assert (row.made_by, row.files) == (factory.USER, len(done.files))
    note = text(done.folder / "phieu-ban-giao-du-lieu.pdf")
    assert making.group(row.fingerprint).replace(" ", "") in note.replace(" ", "")
    assert "Số liệu" in note or "số liệu" in note
    letter = text(done.folder / "cong-van-gui-bao-cao-so-lieu.pdf")
    assert "Số thứ tự lần gửi: 01" in letter
    assert "Đảng ủy huyện Mẫu Sơn" in letter


def test_the_open_package_names_nobody(office: Store, tmp_path: Path) -> None:
    made = package(sent(office, tmp_path))
    opened = open_package(made.read_bytes())
    with zipfile.ZipFile(made) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert CANARY.encode() not in content
    assert b"001099000123" not in content
    of_form = [row for row in opened.rows("figures") if (row["report"], row["line"]) == ("bieu-2", "admitted")]
    assert {row["column"]: row["value"] for row in of_form}["value"] == 1
    assert opened.descriptor["counts"]["people"] == 0
    assert faults(opened, tmp_path / "mở") == []


def test_lists_are_sealed_and_tell_the_fewest_fields(office: Store, tmp_path: Path) -> None:
    done = sent(office, tmp_path, "lists")
    content = package(done).read_bytes()
    assert package(done).suffix == ".age"
    assert CANARY.encode() not in b"".join(path.read_bytes() for path in done.files)
    opened = open_package(content, PASSPHRASE)
    rows = opened.rows("people")
    assert [row["full_name"] for row in rows] == [CANARY]
    assert set(rows[0]) == {"id", "full_name", "sex", "born_on", "party_cell", "stage"}
    assert rows[0]["party_cell"].startswith("Chi bộ thôn")
    assert {"members-sheet", "ket-nap"} <= set(opened.contents)


def test_everything_carries_every_record_by_uid_and_is_a_valid_data_package(office: Store, tmp_path: Path) -> None:
    opened = open_package(package(sent(office, tmp_path, "full")).read_bytes(), PASSPHRASE)
    person = opened.rows("person")[0]
    assert opened.rows("family_member")[0]["person"] == person["id"]
    assert opened.rows("step")[0]["dossier"] == opened.rows("dossier")[0]["id"]
    assert not {"account", "hand_over", "change_log"} & set(opened.contents)
    assert opened.descriptor["log"] != ""
    assert faults(opened, tmp_path / "mở") == []


def faults(opened: Package, folder: Path) -> list[object]:
    """What the tool of Frictionless Data says against a package."""
    import frictionless

    for described in opened.descriptor["resources"]:
        path = folder / described["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(opened.contents[described["name"]])
    (folder / "datapackage.json").write_text(json.dumps(opened.descriptor), encoding="utf-8")
    found = frictionless.validate(str(folder / "datapackage.json"))
    return list(found.flatten(["rowNumber", "fieldName", "type", "message"]))


def test_numbers_go_on_and_each_names_the_one_before(office: Store, tmp_path: Path) -> None:
    first, second = (package(sent(office, tmp_path)) for _ in range(2))
    descriptors = [open_package(path.read_bytes()).descriptor for path in (first, second)]
    assert [each["sequence"] for each in descriptors] == [1, 2]
    assert descriptors[1]["previous"] == history.list_sent(office)[1].fingerprint
    assert history.last_words(office, TODAY).startswith("Gửi cấp trên lần 02")


def test_a_kept_file_is_filled_in_the_same_step(office: Store, tmp_path: Path) -> None:
    path = FILES / "bieu-mau-cap-tren.xlsx"
    data = importing.read_file(path)
    template = templates.recognise(office, path.name, path.read_bytes(), data)
    template = templates.choose(template, data, SHEET, (5, 3), Source("bieu-2", "admitted", "value"))
    templates.save(office, templates.choose(template, data, SHEET, (6, 4), Source("bieu-2", "khong-co", "value")))
    order = gathered(office)
    assert any("ô D6" in each.sentence for each in order.missing)
    done = sending.write(office, making.make(order), tmp_path)
    assert read_xlsx((done.folder / "bieu-mau-cap-tren.xlsx").read_bytes())[SHEET, 5, 3][0] == 1


def test_what_is_incomplete_is_told_with_the_way(office: Store) -> None:
    told = [each.text for each in gathered(office, "lists").missing]
    assert any("chưa khóa số liệu" in each and "Hoàn thành" in each for each in told)
    assert any("chưa có “Dân tộc”: Quàng Văn Bình" in each for each in told)
    assert any("nơi nhận" in each for each in told) is False


def test_people_go_nowhere_without_a_passphrase(office: Store, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="phải khóa bằng mật khẩu"):
        making.make(gathered(office, "lists"))
    with pytest.raises(BadPackage, match="ít nhất"):
        making.make(gathered(office, "lists"), "ngắn")
    assert office.count("hand_over") == 0
    assert list(tmp_path.glob("gui-*")) == []


def test_a_full_disk_leaves_neither_folder_nor_line(office: Store, tmp_path: Path) -> None:
    made = making.make(gathered(office))
    out = tmp_path / "ra"
    with no_file_beyond(30_000), pytest.raises(CannotWrite, match="ổ đĩa khác"):
        sending.write(office, made, out)
    assert list(out.iterdir()) == []
    assert office.count("hand_over") == 0


def test_a_book_that_takes_no_line_leaves_no_folder(
    office: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = making.make(gathered(office))

    def fail(*_: object) -> None:
        raise CannotWrite("Đĩa đầy.")

    monkeypatch.setattr(office.journal, "append", fail)
    with pytest.raises(CannotWrite):
        sending.write(office, made, tmp_path / "ra")
    assert list((tmp_path / "ra").iterdir()) == []
    assert office.count("hand_over") == 0


def test_locked_reports_are_noted_as_sent(office: Store, tmp_path: Path) -> None:
    report = PeriodFigures(office, QUARTER, TODAY).shown("bieu-2").report
    runs.complete(office, report)
    told = [each.sentence for each in gathered(office).missing]
    assert any("06 báo cáo" in each for each in told)
    sent(office, tmp_path)
    assert [(run.report, run.state) for run in office.list("report_run")] == [("bieu-2", "sent")]


def test_a_folder_that_is_there_is_left_alone(office: Store, tmp_path: Path) -> None:
    made = making.make(gathered(office))
    held = tmp_path / "gui-cap-tren-2026-Q1-lan-01"
    held.mkdir()
    with pytest.raises(KnownError, match="đã có"):
        sending.write(office, made, tmp_path)
    assert list(held.iterdir()) == []


def test_what_was_sent_is_logged_and_never_undone(office: Store, tmp_path: Path) -> None:
    done = sent(office, tmp_path)
    with pytest.raises(CannotUndo):
        undo.undo(office, done.changes.action)
    labels = {row.label for row in office.list("change_log", kind="event")}
    assert any("gửi cấp trên, lần 1" in label for label in labels if label)
