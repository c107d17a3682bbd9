"""When copies of the book are due: a recent one on this machine, and one in a second place every week."""

from dataclasses import dataclass
from datetime import date, timedelta

BACKUP_EVERY = timedelta(days=7)
SECOND_PLACE_EVERY = timedelta(days=7)


@dataclass(frozen=True)
class Reminder:
    """What should be done about copies: `kind` is "backup" or "second_place"; `sentence` is for the clerk."""

    kind: str
    sentence: str


def reminders(last_backup_at: date | None, last_second_place_at: date | None, today: date) -> list[Reminder]:
    """What is due today. A day after today is one of a wrong clock and says nothing, so the reminder comes."""
    found = []
    if _is_due(last_backup_at, today, BACKUP_EVERY):
        found.append(Reminder("backup", f"{_since(last_backup_at, today, 'sao lưu')} Hãy bấm Tệp → Sao lưu."))
    if _is_due(last_second_place_at, today, SECOND_PLACE_EVERY):
        told = _since(last_second_place_at, today, "chép bản sao lưu ra USB hay ổ đĩa khác")
        found.append(Reminder("second_place", f"{told} Hãy cắm USB rồi sao lưu sang đó, mỗi tuần một lần."))
    return found


def _is_due(last: date | None, today: date, every: timedelta) -> bool:
    return last is None or not last <= today < last + every


def _since(last: date | None, today: date, what: str) -> str:
    if last is None or last > today:
        return f"Chưa {what} lần nào."
    return f"Đã {(today - last).days} ngày chưa {what}."
