"""Certificates on stock, the test page, the oath, the register of certificates: from the book onto paper."""

from datetime import date

import pytest

from db.errors import KnownError
from db.store import Store
from desktop.domain.paper_wishes import CERTIFICATES, PERSON, REGISTER, STOCK_TEST, Wish
from desktop.printing.blocks import At, Grid, Table, texts
from desktop.services import classes, paper_orders, papers, print_settings, steps
from tests import factory

TODAY = date(2026, 3, 2)


@pytest.fixture
def certified(store: Store) -> int:
    """The key of a class with one learner who holds its certificate."""
    factory.make_office(store)
    class_id = factory.make_class(store)
    person_id = factory.make_person(store, "Lò Thị Ánh")
    classes.enrol(store, class_id, [person_id])
    (learner,) = classes.roster(store, class_id)
    classes.save_results(store, class_id, {learner.id: "good"})
    classes.issue_certificates(store, class_id, {learner.id: "012/GCN"}, "2026-02-13")
    return class_id


def made(store: Store, about: str, key: int, *forms: str) -> papers.Made:
    wish = Wish(about, (key,), forms or None)
    return papers.make(paper_orders.gather_wish(store, wish, TODAY))


def test_on_stock_only_what_is_filled_in_is_printed_where_the_shift_puts_it(store: Store, certified: int) -> None:
    plain = made(store, CERTIFICATES, certified).papers[0].document
    assert not any(isinstance(block, At) for block in plain.blocks)
    print_settings.save_stock(store, True, "0", "0")
    here = made(store, CERTIFICATES, certified).papers[0].document.blocks
    print_settings.save_stock(store, True, "-2,5", "4")
    there = made(store, CERTIFICATES, certified).papers[0].document.blocks
    assert {type(block) for block in here} == {At}
    moved = [(old.x - 2.5, old.y + 4) for old in here if isinstance(old, At)]
    assert [(new.x, new.y) for new in there if isinstance(new, At)] == moved
    assert "LÒ THỊ ÁNH" in list(texts(there))
    assert "012/GCN" in list(texts(there))


def test_a_committee_that_holds_a_class_signs_its_certificates_itself(store: Store, certified: int) -> None:
    centre = list(texts(made(store, CERTIFICATES, certified).papers[0].document.blocks))
    assert "GIÁM ĐỐC" in centre
    own = store.get("party_committee", store.get("office", 1).committee_id).name
    classes.save_class(store, {"organiser": own, "signer": "Lò Văn Núi"}, certified)
    certificate = made(store, CERTIFICATES, certified)
    said = list(texts(certificate.papers[0].document.blocks))
    assert {own.upper(), "ĐẢNG BỘ HUYỆN MẪU SƠN", "T/M ĐẢNG ỦY", "BÍ THƯ", "Lò Văn Núi"} <= set(said)
    assert "GIÁM ĐỐC" not in said
    assert said.count(own.upper()) == 1
    assert [info.pages for info in certificate.infos] == [1]


def test_the_test_page_names_nobody_and_is_not_noted_as_printed(store: Store, certified: int) -> None:
    print_settings.save_stock(store, True, "1", "1")
    page = made(store, STOCK_TEST, certified)
    blocks = page.papers[0].document.blocks
    assert isinstance(blocks[0], Grid)
    assert not any("ÁNH" in text for text in texts(blocks))
    papers.record(store, page)
    assert store.count("printed_paper") == 0


def test_a_class_without_a_form_for_stock_is_refused_in_words(store: Store, certified: int) -> None:
    refresher = factory.make_class(store, kind="refresher")
    with pytest.raises(KnownError, match="Chưa in gì"):
        made(store, STOCK_TEST, refresher)


def test_the_oath_is_printed_as_pasted_and_never_made_up(store: Store, certified: int) -> None:
    dossier = factory.make_candidate(store, "Vàng A Dơ")
    decision = {"happened_on": "2026-02-20", "document_number": "12-QĐ/ĐU", "document_on": "2026-02-20"}
    steps.record(store, dossier.id, "admission_decision", decision, TODAY)
    before = made(store, PERSON, dossier.person_id, "LỄ-KN").papers[0]
    assert any("lời thề" in label for label in before.missing)
    print_settings.save_oath(store, "Câu thứ nhất **không đậm**\nCâu thứ hai")
    after = made(store, PERSON, dossier.person_id, "LỄ-KN").papers[0]
    assert not any("lời thề" in label for label in after.missing)
    assert {"Câu thứ nhất **không đậm**", "Câu thứ hai"} <= set(texts(after.document.blocks))


def test_the_register_of_certificates_names_the_class_of_each_and_no_other(store: Store, certified: int) -> None:
    class_name = store.get("training_class", certified).name
    (learner,) = classes.roster(store, certified)
    loose = {"person_id": learner.person_id, "kind": "new_member", "number": "77", "issued_on": "2026-02-20"}
    factory.insert(store, "certificate", loose)
    made_of = papers.make(paper_orders.gather_wish(store, Wish(REGISTER, (), ("SỔ-GCN",)), TODAY))
    (table,) = [block for block in made_of.papers[0].document.blocks if isinstance(block, Table)]
    cells = [["".join(run.text for run in cell).strip() for cell in row] for row in table.rows]
    assert [(row[1], row[5], row[7]) for row in cells] == [
        ("012/GCN", class_name, "Giỏi"),
        ("77", "Bồi dưỡng đảng viên mới", ""),
    ]
