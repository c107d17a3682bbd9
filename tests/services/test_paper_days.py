"""Papers of the days before a merger: in their head stands the body that was there, on the forms of their day."""

from datetime import date
from typing import Any

import pytest

from db.store import Store
from desktop.domain.paper_wishes import CHECK, CLASS, REQUEST, Wish
from desktop.printing.blocks import texts
from desktop.services import (
    classes,
    committees,
    meeting_papers,
    meetings,
    office,
    paper_orders,
    papers,
    requests,
    steps,
)
from desktop.services.office import CellLine, OfficeSetup
from tests import factory

TODAY = date(2026, 6, 10)
OLD, DISTRICT, NEW = "Đảng ủy xã Mẫu Cũ", "Huyện ủy Mẫu", "Đảng ủy xã Mẫu Mới"
OLD_HEAD, NEW_HEAD = OLD.upper(), NEW.upper()
IN_OLD_DAYS, IN_NEW_DAYS = "2025-05-20", "2026-05-20"


@pytest.fixture
def dossier(store: Store) -> Any:
    """A commune under a district until June 2025, then a new commune that decides; one candidate of one cell."""
    setup = OfficeSetup(OLD, model="grassroots", superior=DISTRICT, cells=(CellLine("Chi bộ thôn Đông"),))
    office.set_up(store, setup)
    with store.action("Cơ quan") as action:
        action.update("office", 1, {"place_name": "Mẫu Mới", "secretary": "Lê Quang Vinh"})
    made = factory.make_candidate(store, party_cell_id=store.list("party_cell")[0].id)
    committees.save_committee(store, {"level": "competent", "name": NEW})
    old, district, new = (store.find("party_committee", name=name) for name in (OLD, DISTRICT, NEW))
    assert None not in (old, district, new)
    committees.save_committee(store, {"ends_on": "30/06/2025"}, district.id)
    committees.merge(store, old.id, {"parent_id": new.id, "last_on": "30/06/2025"})
    return made


def said(order: papers.Order) -> str:
    made = papers.Papers(order)
    return "\n".join(text for paper in made for text in texts(paper.document.blocks))


def record(store: Store, dossier: Any, kind: str, on: str, **values: Any) -> None:
    steps.record(store, dossier.id, kind, {"happened_on": on, "document_on": on, **values}, TODAY)


def test_a_step_is_printed_with_the_bodies_and_on_the_forms_of_its_day(store: Store, dossier: Any) -> None:
    record(store, dossier, "procedure_allowed", "2025-05-05")
    record(store, dossier, "cell_meeting", IN_OLD_DAYS, document_number="4", body="Chi bộ thôn Đông")
    record(store, dossier, "admission_decision", IN_NEW_DAYS, document_number="9")
    order = paper_orders.gather(store, dossier.person_id, TODAY, ["6-KNĐ", "9-KNĐ", "2-KNĐ"])
    resolution, decision, history = (list(texts(paper.document.blocks)) for paper in papers.Papers(order))
    assert "ĐẢNG BỘ XÃ MẪU CŨ" in resolution
    assert not any("Mẫu Mới" in text for text in resolution)  # nor the place, nor who signs today
    assert NEW_HEAD in decision
    assert any("Mẫu Mới, ngày 20 tháng 5 năm 2026" in text for text in decision)
    assert [wanted.forms for wanted in order.wanted[:2]] == ["2022", "2025"]
    asked = paper_orders.gather(store, dossier.person_id, TODAY, ["6-KNĐ"], edition="2025")
    assert [paper.edition for paper in papers.Papers(asked)] == ["2025"]
    assert history


@pytest.mark.parametrize(("on", "head"), [(IN_OLD_DAYS, OLD_HEAD), (IN_NEW_DAYS, NEW_HEAD)])
def test_letters_and_classes_are_of_the_body_of_their_day(on: str, head: str, store: Store, dossier: Any) -> None:
    values = {"dossier_id": dossier.id, "committee": "Đảng ủy xã Xa", "letter_number": "9", "sent_on": on}
    check = factory.insert(store, "background_check", values)
    assert head in said(paper_orders.gather_wish(store, Wish(CHECK, (check,), ("CV-TT",)), TODAY))
    assert head in said(paper_orders.gather(store, dossier.person_id, TODAY, ["CV-TT"]))
    asked = {"asked_by": "Đảng ủy xã Xa", "kind": "history", "person_name": "Lò Văn Ún", "answered_on": on}
    requests.save_request(store, asked)
    key = requests.list_requests(store)[0].id
    assert head in said(paper_orders.gather_wish(store, Wish(REQUEST, (key,), ("TL-TT",)), TODAY))
    class_id, _ = classes.save_class(store, {"kind": "awareness", "name": "Lớp I", "letter_on": on})
    letter = said(paper_orders.gather_wish(store, Wish(CLASS, (class_id,), ("CV-CH",)), TODAY))
    assert head in letter
    assert ("Lê Quang Vinh" in letter) is (head == NEW_HEAD)


@pytest.mark.parametrize(("on", "head"), [(IN_OLD_DAYS, "ĐẢNG BỘ XÃ MẪU CŨ"), (IN_NEW_DAYS, "ĐẢNG BỘ XÃ MẪU MỚI")])
def test_a_meeting_has_the_bodies_of_its_day(on: str, head: str, store: Store, dossier: Any) -> None:
    cell = store.list("party_cell")[0].id
    meeting_id, _ = meetings.open_meeting(
        store, {"kind": "cell", "party_cell_id": cell, "held_on": on}, [(dossier.id, "choose")]
    )
    order = meeting_papers.gather(store, meeting_id, TODAY, forms=["BB-CB"])
    assert head in said(order)
