"""What a person may ask of the office about his or her own data: on paper, corrected, or erased."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.changes import Changes
from desktop.gui.context import AppContext
from desktop.gui.person.request_dialog import FULL_NAME, Choices, RequestDialog, Words
from desktop.services import erasing, holdings, own_requests
from desktop.services.holdings import Holdings

_ERASED = "Đã xóa dữ liệu của một người theo yêu cầu. Việc này không hoàn tác được."
_WHY_LASTING = (
    "Việc này không hoàn tác được: chìa khóa của mọi điều nhật ký ghi về người này bị hủy, "
    "để không ai, kể cả cơ quan, đọc lại được nữa. Yêu cầu và ngày của nó ở lại trong nhật ký."
)
_NAMED_ELSEWHERE = (
    "Tên hay số của người này còn đứng ở những chỗ sau. Đánh dấu (phím cách) chỗ nào là chính người này để thay "
    "bằng “(đã xóa)”; chỗ là người khác cùng tên thì để trống. Nhật ký của các hồ sơ ấy vẫn giữ câu cũ."
)
_CORRECTED = (
    "Yêu cầu và ngày của nó được ghi vào nhật ký. Sau đó sửa ngay trên trang của người này rồi lưu; "
    "từng chỗ sửa, trước và sau, cũng ở trong nhật ký."
)


def print_held(context: AppContext, person_id: int) -> None:
    """Ask for the request and a file, then write the paper beside the window and log it."""
    store = context.store
    name = store.get("person", person_id).full_name

    def gather(values: Mapping[str, Any]) -> Holdings:
        request = own_requests.read(values, context.today())
        return holdings.gather(store, person_id, request, context.today())

    words = Words(
        "In tất cả dữ liệu đang giữ",
        "Chọn nơi lưu…",
        name,
        ["Tờ này ghi mọi điều sổ đang giữ về người này, cả nhật ký, để đưa cho người yêu cầu. Lần in được ghi lại."],
    )
    dialog = RequestDialog(context, words, gather)
    if context.messages.run_dialog(dialog):
        _save(context, dialog.result_of_doing, name)


def correct(context: AppContext, person_id: int) -> bool:
    """Ask for the request and log it; whether it was, so that the clerk can correct what is wrong."""
    store = context.store
    name = store.get("person", person_id).full_name

    def note(values: Mapping[str, Any]) -> bool:
        own_requests.note_correction(store, person_id, own_requests.read(values, context.today()))
        return True

    words = Words(
        "Sửa theo yêu cầu",
        "Ghi yêu cầu",
        name,
        [_CORRECTED],
    )
    return context.messages.run_dialog(RequestDialog(context, words, note))


def erase(context: AppContext, person_id: int) -> None:
    """Say what goes, ask for the request and the name, erase, and show the list."""
    store = context.store
    name = store.get("person", person_id).full_name
    found = erasing.find_mentions(store, person_id)
    choices = Choices(_NAMED_ELSEWHERE, [line for _, line in found]) if found else None

    def do(values: Mapping[str, Any]) -> Changes:
        request = own_requests.read(values, context.today())
        erasing.require_name(store, person_id, values[FULL_NAME.name] or "")
        named_in = [found[place][0] for place in choices.chosen()] if choices else []
        return erasing.erase_person(store, person_id, request.asked, request.asked_on, named_in)

    words = Words("Xóa dữ liệu của một người", "Xóa hẳn", name, erasing.what_goes(store, person_id), _WHY_LASTING)
    dialog = RequestDialog(context, words, do, [FULL_NAME], choices)
    if context.messages.run_dialog(dialog):
        # Without the number of the action: the line at the bottom would offer to take it back.
        context.changed.emit(dialog.result_of_doing)
        context.go("people")
        context.show_status(_ERASED)


def _save(context: AppContext, held: Holdings, name: str) -> None:
    suggested = Path.home() / f"Dữ liệu đang giữ về {_without_signs(name)}.pdf"
    chosen = context.messages.choose_new_file("Lưu tờ dữ liệu", suggested, "PDF (*.pdf);;Word (*.docx)")
    if chosen is None:
        return
    path = chosen if chosen.suffix else chosen.with_name(f"{chosen.name}.pdf")

    def done(_: object) -> None:
        context.messages.attempt(lambda: holdings.record(context.store, held))
        context.show_status(f"Đã lưu “{path.name}” và ghi vào nhật ký.")

    context.jobs.run("Đang lập tờ dữ liệu", lambda report: holdings.write(held, path), done)


def _without_signs(name: str) -> str:
    """A name that may stand in the name of a file."""
    return "".join(sign for sign in name if sign.isalnum() or sign == " ").strip()
