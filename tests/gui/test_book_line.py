"""What is said about the book when its window opens."""

import pytest

from db import drives
from desktop.gui.book_line import opening_words
from desktop.gui.context import AppContext


def test_a_book_on_a_stick_is_opened_with_a_warning(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opening_words(context) == ""
    monkeypatch.setattr(drives, "kind_of", lambda path: drives.Drive.REMOVABLE)
    assert "USB hoặc thẻ nhớ" in opening_words(context)
    assert "Sổ vẫn dùng được" in opening_words(context)
