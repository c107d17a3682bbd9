"""Whose data may no longer be needed: candidates long inactive, and the ways out of that list."""

from datetime import date

from db import inactive
from db.records import Record
from db.store import Store
from desktop.domain.calendar import add_months

MONTHS = (12, 18, 24, 36, 48, 60)
USUAL_MONTHS = 24
_SETTING = "retention_months"


def months(store: Store) -> int:
    """After how many months without anything recorded a candidate is listed."""
    kept = store.read_setting(_SETTING, "") or ""
    return int(kept) if kept.isdecimal() and int(kept) in MONTHS else USUAL_MONTHS


def save_months(store: Store, wanted: int) -> None:
    """Change after how many months; one of MONTHS."""
    with store.action(f"Đổi hạn xem xét lưu giữ: {wanted} tháng", right="settings") as action:
        action.save_setting(_SETTING, str(wanted))


def long_inactive(store: Store, today: date) -> list[Record]:
    """The candidates about whom nothing was recorded for that long, longest first, as db.inactive tells them."""
    return inactive.candidates(store, add_months(today, -months(store)).isoformat())


def keep_on(store: Store, person_id: int) -> None:
    """Record that the dossier was looked at and goes on: listed again after as long. Raises NotFound."""
    store.require("write")
    name = store.get("person", person_id).full_name
    store.event(f"Đã xem xét, tiếp tục lưu giữ hồ sơ {name}", person_id, kind=inactive.KEPT_ON)
