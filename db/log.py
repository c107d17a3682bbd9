"""The log as it is read: changes and events together, newest first, filtered, a page at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db import undo
from db.store import Store
from db.text import fold
from db.undo import BOOK, CHANGE, DRAFT, ERASE, PRINT, LoggedAction

PAGE = 200
_EXPORT_PAGE = 2_000
# What an action or event of the log is called; events carry their kind, changes are told by their rows.
KINDS = {
    CHANGE: "Thêm, sửa, xóa",
    "view": "Xem",
    PRINT: "In",
    "export": "Xuất ra tệp",
    "log_on": "Mở sổ",
    "wrong_passphrase": "Gõ sai mật khẩu",
    "passphrase": "Đổi mật khẩu",
    "copy": "Sao lưu, khôi phục",
    "kept_on": "Xem xét lưu giữ",
    "correction": "Yêu cầu sửa",
    ERASE: "Xóa dữ liệu cá nhân",
    BOOK: "Thiết lập, kiểm tra",
    DRAFT: "Giữ nội dung chưa lưu",
}


@dataclass(frozen=True)
class LogQuery:
    """What is looked for: words of a person's name, who did it, a kind of KINDS, from and until a day (ISO)."""

    name: str = ""
    person_id: int | None = None
    user: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None


def page(store: Store, query: LogQuery, before: int | None = None, limit: int = PAGE) -> list[LoggedAction]:
    """The newest actions and events found, those before an action's number when given."""
    tests, parameters = _tests(store, query)
    if before is not None:
        tests.append("action < ?")
        parameters.append(before)
    return undo.read_actions(store, tests, parameters, limit, query.kind)


def lines(store: Store, query: LogQuery) -> Iterator[LoggedAction]:
    """Everything found, newest first, read in pages; the book may be written in between."""
    before = None
    while found := page(store, query, before, _EXPORT_PAGE):
        yield from found
        before = found[-1].number


def users(store: Store) -> list[str]:
    """Everybody who stands in the log."""
    return [row.user for row in store.rows("SELECT DISTINCT user FROM change_log ORDER BY user")]


def _tests(store: Store, query: LogQuery) -> tuple[list[str], list[Any]]:
    tests, parameters = [], []
    # The day stands at the beginning of the moment, in the time of this office.
    asked = (("user = ?", query.user), ("substr(at, 1, 10) >= ?", query.since), ("substr(at, 1, 10) <= ?", query.until))
    for test, value in asked:
        if value is not None:
            tests.append(test)
            parameters.append(value)
    if query.name.strip() or query.person_id is not None:
        people = [query.person_id] if query.person_id is not None else _named(store, query.name)
        tests.append("action IN (SELECT action FROM change_log WHERE person_id IN (SELECT value FROM json_each(?)))")
        parameters.append(json.dumps(people))
    return tests, parameters


def _named(store: Store, name: str) -> list[int]:
    """The people each typed word of whose name is known, candidates and members alike."""
    words = fold(name).split()
    test = " AND ".join("instr(search_key, ?) > 0" for _ in words)
    rows = store.rows(f"SELECT id FROM person WHERE {test}", [f" {word}" for word in words])
    return [row.id for row in rows]
