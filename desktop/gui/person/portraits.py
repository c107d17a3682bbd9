"""Photographs of people saved as files, named as the list for cards asks; who is left out is told."""

from collections.abc import Sequence
from pathlib import Path

from desktop.gui.context import AppContext
from desktop.gui.printing.outlet import documents, show_failure
from desktop.services import portraits
from desktop.services.portraits import Portraits

_MOST_TOLD = 20


def save(context: AppContext, person_ids: Sequence[int]) -> None:
    """Ask for a folder and write there the photographs of people who have all that a name is made of."""
    gathered = context.messages.attempt(lambda: portraits.gather(context.store, person_ids))
    if gathered is None:
        return
    if gathered.left_out:
        context.messages.tell("Có người chưa lưu được ảnh", "\n".join(gathered.left_out[:_MOST_TOLD]))
    if gathered.ready:
        folder = context.messages.choose_folder("Chọn thư mục lưu ảnh chân dung", documents())
        if folder is not None:
            _write(context, gathered, folder)


def _write(context: AppContext, gathered: Portraits, folder: Path) -> None:
    def written(_: object) -> None:
        portraits.record(context.store, gathered)
        context.show_status(portraits.told(gathered, folder))

    work = lambda report: portraits.write(gathered, folder)  # noqa: E731
    context.jobs.run("Đang lưu ảnh", work, written, lambda error: show_failure(context, error))
