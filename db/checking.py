"""Reading a whole book for damage: weekly, after an unclean end, and whenever asked."""

from datetime import date, timedelta

from db.errors import DamagedBook
from db.store import Store

CHECK_EVERY = timedelta(days=7)
LAST_CHECK = "last_quick_check_on"


def quick_check(store: Store) -> None:
    """Read every page. Raises DamagedBook."""
    _require_ok(store, "quick_check")


def full_check(store: Store) -> None:
    """Read every page and compare every index and reference. Raises DamagedBook."""
    _require_ok(store, "integrity_check")
    broken = store.rows("PRAGMA foreign_key_check")
    if broken:
        raise damaged(f"{len(broken)} mục trỏ tới mục không còn")


def is_check_due(store: Store, today: date) -> bool:
    """Whether a week has gone since the pages were read; a clock that went back counts as a week."""
    last = store.read_setting(LAST_CHECK)
    return last is None or not last <= today.isoformat() < (date.fromisoformat(last) + CHECK_EVERY).isoformat()


def note_check(store: Store, today: date) -> None:
    """Remember that the pages were read."""
    with store.action("Kiểm tra sổ") as action:
        action.save_setting(LAST_CHECK, today.isoformat())


def damaged(what: str) -> DamagedBook:
    """The sentence for a book in which something cannot be read as it was written."""
    return DamagedBook(
        f"Sổ bị hỏng ({what}) nên không được mở để khỏi hiện số liệu sai; tệp được giữ nguyên. "
        "Hãy khôi phục bản sao lưu gần nhất."
    )


def _require_ok(store: Store, pragma: str) -> None:
    answers = [next(iter(row.values())) for row in store.rows(f"PRAGMA {pragma}")]
    if answers != ["ok"]:
        raise damaged(f"{len(answers)} chỗ không đọc được")
