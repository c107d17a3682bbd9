"""What is printed about other things than a person: classes, checks, requests, registers, empty forms, the stock."""

from datetime import date

import pytest

from db.errors import BadForm, KnownError
from db.records import Record
from db.store import Store
from desktop.domain.paper_wishes import BLANK_FORM, CHECK, CLASS, REGISTER, REQUEST, Wish
from desktop.services import classes, paper_orders, paper_subjects, papers, requests
from tests import factory
from tests.printing.reading import pdf_text

TODAY = date(2026, 3, 2)
NAME = "Lò Văn Tâm"


@pytest.fixture
def dossier(store: Store) -> Record:
    factory.make_office(store)
    return factory.make_candidate(store, party_cell_id=factory.make_cell(store), full_name=NAME)


def told(store: Store, wish: Wish) -> str:
    made = papers.make(paper_orders.gather_wish(store, wish, TODAY))
    papers.record(store, made)
    return " ".join(pdf_text(made.pdf).split())


def a_class(store: Store, dossier: Record) -> int:
    key, _ = classes.save_class(store, {"kind": "awareness", "name": "Lớp khóa I", "opening_number": "12"})
    classes.enrol(store, key, [dossier.person_id])
    row = classes.roster(store, key)[0]
    classes.save_results(store, key, {row.id: "good"})
    classes.issue_certificates(store, key, {row.id: "07/GCN"}, "2026-02-01")
    return key


def test_the_papers_of_a_class_name_the_learners(store: Store, dossier: Record) -> None:
    key = a_class(store, dossier)
    offered = {offer.form for offer in paper_orders.offers(store, Wish(CLASS, (key,)), TODAY)}
    assert {"DS-HV", "ĐD-HV", "QĐ-ML"} <= offered
    text = told(store, Wish(CLASS, (key,), ("DS-HV", "QĐ-ML")))
    assert NAME in text
    assert "Lớp khóa I" in text
    assert {row.training_class_id for row in store.list("printed_paper")} == {key}


def test_a_check_and_a_request_have_their_letters(store: Store, dossier: Record) -> None:
    check = factory.insert(
        store, "background_check", {"dossier_id": dossier.id, "committee": "Đảng ủy xã Bình Mẫu", "letter_number": "9"}
    )
    text = told(store, Wish(CHECK, (check,), ("CV-TT",)))
    assert "Đảng ủy xã Bình Mẫu" in text
    assert "Số 09-CV/ĐU" in text
    order = paper_orders.gather(store, dossier.person_id, TODAY, ["CV-TT"])
    assert [wanted.paper.extra["check"].id for wanted in order.wanted] == [check]
    requests.save_request(store, {"asked_by": "Đảng ủy xã Cần Thử", "kind": "history", "person_name": "Lò Văn Ún"})
    assert "Đảng ủy xã Cần Thử" in told(store, Wish(REQUEST, (requests.list_requests(store)[0].id,)))


def test_a_form_about_something_else_is_refused(store: Store, dossier: Record) -> None:
    with pytest.raises(BadForm, match="Mẫu “DS-HV” in cho một lớp, không in cho một người"):
        paper_orders.gather(store, dossier.person_id, TODAY, ["DS-HV"])


def test_registers_hold_what_was_written_in_a_period(store: Store, dossier: Record) -> None:
    a_class(store, dossier)
    assert NAME in told(store, Wish(REGISTER, (), ("SỔ-GCN",), period=("2026-01-01", "2026-12-31")))
    earlier = told(store, Wish(REGISTER, (), ("SỔ-GCN",), period=("2025-01-01", "2025-12-31")))
    assert NAME not in earlier
    assert "đến ngày 31 tháng 12 năm 2025" in earlier
    whole = told(store, Wish(REGISTER))
    assert whole.count(NAME) >= 2


def test_a_register_of_far_too_many_rows_is_refused(
    store: Store, dossier: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_subjects, "MOST_ROWS", 0)
    with pytest.raises(KnownError, match="khoảng thời gian ngắn hơn"):
        paper_orders.gather_wish(store, Wish(REGISTER, (), ("SỔ-QC",)), TODAY)


def test_every_form_prints_while_nothing_is_recorded(store: Store, dossier: Record) -> None:
    edition = paper_orders.gather(store, dossier.person_id, TODAY).edition
    codes = papers.catalogue_of(edition, store.path.parent).codes()
    made = papers.make(paper_orders.gather_wish(store, Wish(BLANK_FORM, (), codes), TODAY))
    assert [info.form for info in made.infos] == list(codes)
