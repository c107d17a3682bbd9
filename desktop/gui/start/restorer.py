"""Going back to a copy before any book is open: for a book that is damaged and therefore refused."""

from collections.abc import Callable
from pathlib import Path

from db.copies import Backup, list_backups
from db.errors import KnownError
from db.files import show_size
from db.keys import Opened
from desktop import paths
from desktop.gui.jobs import Failed, Jobs, Report
from desktop.gui.messages import Messages
from desktop.vietnamese import show_number


class Restorer:
    """Asks for a copy, shows what it holds, replaces the closed book; `told` is handed what was done."""

    def __init__(self, messages: Messages, jobs: Jobs, told: Callable[[str], None], failed: Failed) -> None:
        self._messages, self._jobs, self._told, self._failed = messages, jobs, told, failed

    def start(self, book: Path, typed: str, is_code: bool, account: str | None = None) -> None:
        """Choose a copy and read it with the passphrase (of an account) or code that was typed."""
        folder = paths.backups(book)
        newest = next((each.path for each in list_backups(folder, book.stem)), folder)
        copy = self._messages.choose_file("Chọn bản sao lưu", newest, "Sổ Kết Nạp (*.book)")
        if copy is None:
            return

        def read(report: Report) -> tuple[Backup, Opened]:
            from desktop.services import backups

            passphrase, code = (None, typed) if is_code else (typed, None)
            opened = backups.find_opener(book, copy, passphrase, code, account)
            return backups.preview(copy, opened.secret), opened

        self._jobs.run("Đang đọc bản sao lưu", read, lambda held: self._ask(book, *held), self._failed)

    def _ask(self, book: Path, copy: Backup, opened: Opened) -> None:
        question = (
            f"Bản sao lưu lúc {copy.made_at:%H:%M ngày %d/%m/%Y} có {show_number(copy.people or 0)} người, "
            f"cỡ {show_size(copy.size)}.\n\nSổ hiện nay được cất sang tên khác, không bị xóa."
        )
        if not self._messages.confirm("Khôi phục sổ", question, "Khôi phục"):
            return

        def restore(report: Report) -> str:
            from desktop.gui import restoring
            from desktop.services import backups, session

            done = backups.restore(book, copy.path, opened.secret, session.user_name(), opened.account)
            return f"{restoring.report_of(done)} Hãy gõ mật khẩu để mở."

        self._jobs.run("Đang khôi phục", restore, self._told, self._failed)


def sentence_of(error: Exception) -> str:
    """What to say of an error; one that is not known is a bug and goes on."""
    if not isinstance(error, KnownError):
        raise error
    return error.sentence
