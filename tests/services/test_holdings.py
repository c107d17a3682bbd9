"""Everything held about a person on paper: each value of the case, the log with its changes, the request."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db import book, cases, choices, log
from db.errors import KnownError
from db.log import LogQuery
from db.store import Store
from desktop.domain.plain import plain_case
from desktop.domain.validation import Invalid
from desktop.printing import holdings as paper
from desktop.printing.blocks import texts
from desktop.printing.holdings import Head
from desktop.services import holdings, own_requests, people
from desktop.services.demo import make_demo
from desktop.services.own_requests import Request
from desktop.vietnamese import show_date
from tests import factory
from tests.printing.reading import docx_words, pdf_words, words

TODAY = date(2026, 3, 3)
REQUEST = Request("đơn của ông Cầm Văn Xin, số 07", date(2026, 2, 27))
# Keys that mean something to the book alone.
KEYS = ("id", "person_id")


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The invented office, with people at every stage."""
    demo = make_demo(tmp_path_factory.mktemp("demo"), people=30, seed=3, today=TODAY)
    secret = book.secret_from_passphrase(demo.book, demo.passphrase)
    store = book.open_book(demo.book, secret, "thử", today=TODAY)
    yield store
    store.close()


def leaves(value: Any) -> Iterator[str | int]:
    """Every value at the ends of a plain case, but for keys and yes-or-no."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in KEYS:
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool) and value > 1):
        yield value


def test_each_value_of_every_case_stands_on_the_paper(demo_store: Store) -> None:
    groups = [group for name, group in vars(choices).items() if name.isupper()]
    seen = 0
    for person in demo_store.list("person"):
        plain = plain_case(cases.load(demo_store, person.id))
        document = paper.compose(plain, None, {}, Head("Cơ quan", REQUEST.words, TODAY))
        text = " ".join(" ".join(texts(document.blocks)).split())
        for value in leaves(plain):
            told = " ".join(str(value).split())
            shown = {told, show_date(told), *(group[told] for group in groups if told in group)}
            assert any(each in text for each in shown), told
            seen += 1
    assert seen > 1000


def test_every_list_of_a_case_has_its_title_and_every_key_its_words(demo_store: Store) -> None:
    for person in demo_store.list("person"):
        plain = plain_case(cases.load(demo_store, person.id))
        lists = {name for name, value in plain.items() if isinstance(value, list)} - {"source_categories"}
        assert lists <= set(paper._TITLES)
        document = paper.compose(plain, None, {}, Head("Cơ quan", REQUEST.words, TODAY))
        labels = [line.partition(":")[0] for line in texts(document.blocks)]
        assert not [label for label in labels if "_" in label]


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_file_holds_person_log_and_request_and_the_print_is_logged(
    store: Store, tmp_path: Path, suffix: str
) -> None:
    factory.make_office(store)
    person_id, _ = people.add_person(store, {"full_name": "Lò Thị <b>Ánh</b>"}, factory.make_cell(store), TODAY)
    people.save_person(store, person_id, {"workplace": "Trạm y tế cũ"})
    people.save_person(store, person_id, {"workplace": "Trường mới"})
    people.note_viewed(store, person_id)
    held = holdings.gather(store, person_id, REQUEST, TODAY)
    path = tmp_path / f"tờ{suffix}"
    holdings.write(held, path)
    holdings.record(store, held)
    read = " ".join((pdf_words if suffix == ".pdf" else docx_words)(path.read_bytes()))
    for wanted in ("Lò Thị <b>Ánh</b>", "Trạm y tế cũ → Trường mới", REQUEST.asked, "27/02/2026", "Xem Lò Thị"):
        assert " ".join(words(wanted)) in read
    (printed,) = log.page(store, LogQuery(person_id=person_id, kind="print"))
    assert REQUEST.words in printed.label
    assert "Lò Thị" in printed.label


def test_papers_printed_and_findings_let_pass_stand_on_it(store: Store, tmp_path: Path) -> None:
    dossier = factory.make_candidate(store)
    told = {"rule": "tuổi", "message": "Chưa đủ tuổi", "reason": "Đã xét", "overruled_by": "Hoàng Văn Chính"}
    factory.insert(store, "overruling", told | {"dossier_id": dossier.id, "overruled_on": "2026-02-03"})
    paper_row = {"form": "mẫu thử", "edition": "bộ", "printed_at": "2026-02-04T08:00:00", "printed_by": "người in"}
    further = {"person_id": dossier.person_id, "pages": 2, "content_hash": "0"}
    factory.insert(store, "printed_paper", paper_row | further)
    meeting = factory.insert(store, "meeting", {"kind": "cell", "held_on": "2026-02-07", "guests": "Lò Văn Khách"})
    case = {"meeting_id": meeting, "dossier_id": dossier.id, "purpose": "choose", "conclusion": "Cần giúp đỡ thêm"}
    factory.insert(store, "meeting_case", case)
    held = holdings.gather(store, dossier.person_id, REQUEST, TODAY)
    holdings.write(held, tmp_path / "tờ.docx")
    read = " ".join(docx_words((tmp_path / "tờ.docx").read_bytes()))
    assert "Kết luận của hội nghị: Cần giúp đỡ thêm" in read
    assert "07/02/2026" in read
    assert "Lò Văn Khách" not in read
    assert "Chưa đủ tuổi; Lý do bỏ qua: Đã xét" in read
    assert "_id" not in read
    assert "uid" not in read
    assert "04/02/2026 08:00, người in: mẫu mẫu thử, 2 trang" in read


def test_another_ending_is_refused(store: Store, tmp_path: Path) -> None:
    held = holdings.gather(store, factory.make_person(store), REQUEST, TODAY)
    with pytest.raises(KnownError, match=r"\.docx"):
        holdings.write(held, tmp_path / "tờ.txt")
    assert list(tmp_path.glob("tờ*")) == []


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"request": " ", "requested_on": "2026-03-01"}, "request"),
        ({"request": None, "requested_on": None}, "requested_on"),
        ({"request": "đơn", "requested_on": "2026-03-04"}, "requested_on"),
        ({"request": "đ" * 301, "requested_on": "2026-03-01"}, "request"),
    ],
)
def test_a_request_without_paper_or_day_is_none(values: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        own_requests.read(values, TODAY)
    assert wrong in refused.value.problems


def test_a_request_is_read_as_typed() -> None:
    assert own_requests.read({"request": "  đơn  số 5 ", "requested_on": "2026-03-03"}, TODAY).asked == "đơn số 5"
