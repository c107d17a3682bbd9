"""What other places ask of us: answered on paper from the list."""

from pytestqt.qtbot import QtBot

from desktop.domain.paper_wishes import REQUEST, Wish
from desktop.gui.context import AppContext
from desktop.gui.keeping.requests_part import RequestsPart
from desktop.services import paper_orders, papers, requests


def test_the_answer_to_a_request_is_offered_for_print(context: AppContext, qtbot: QtBot) -> None:
    values = {
        "kind": "history",
        "asked_by": "Đảng ủy xã Bình Mẫu",
        "person_name": "Lê Văn Dự",
        "letter_number": "77-CV/ĐU",
    }
    requests.save_request(context.store, values)
    key = context.store.list("verification_reply")[-1].id
    part = RequestsPart(context)
    qtbot.addWidget(part)
    part.show()
    with qtbot.waitSignal(context.papers_wanted) as wanted:
        part.print_button.click()
    assert wanted.args == [Wish(REQUEST, (key,))]
    made = papers.make(paper_orders.gather_wish(context.store, wanted.args[0], context.today()))
    assert [paper.document.title for paper in made.papers] == ["Trả lời đề nghị của nơi khác"]
    assert "Trả lời nơi khác: nội dung trả lời" in made.papers[0].missing
