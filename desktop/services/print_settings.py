"""What the office says once for its papers: the oath, and how certificates lie on its pre-printed stock."""

import json
import re
from dataclasses import asdict, dataclass

from db.changes import Changes
from db.store import Store
from db.text import nfc
from desktop.domain.validation import Invalid

OATH_LENGTH = 4_000
FARTHEST = 50.0  # millimetres; a shift by more is a slip of the finger
_OATH, _STOCK = "oath", "certificate_stock"
_MILLIMETRES = re.compile(r"[+-]?\d{1,3}(\.\d{1,2})?")


@dataclass(frozen=True)
class Stock:
    """Whether certificates go onto pre-printed stock, and how far everything is moved there, in millimetres."""

    is_used: bool = False
    right: float = 0.0
    down: float = 0.0


def oath(store: Store) -> str:
    """The oath as the office pasted it; empty while it has not."""
    return store.read_setting(_OATH, "") or ""


def save_oath(store: Store, text: str) -> Changes:
    """Keep the words of the oath. Raises Invalid when they are too long to be one."""
    words = nfc(text).strip()
    if len(words) > OATH_LENGTH:
        raise Invalid({"oath": f"Lời thề: dài quá {OATH_LENGTH} chữ. Hãy dán riêng phần lời thề."})
    with store.action("Ghi lời thề của đảng viên mới", right="settings") as action:
        action.save_setting(_OATH, words)
    return action.changes


def stock(store: Store) -> Stock:
    """The stock as it was kept; none is used while nothing was."""
    kept = store.read_setting(_STOCK)
    return Stock(**json.loads(kept)) if kept else Stock()


def save_stock(store: Store, is_used: bool, right: str, down: str) -> Changes:
    """Keep how certificates lie on the stock; distances as typed, "-2,5" is to the left or up. Raises Invalid."""
    typed = {"right": right, "down": down}
    distances = {name: _millimetres(text) for name, text in typed.items()}
    problems = {name: "phải là số mi-li-mét, thí dụ 3 hoặc -2,5." for name, value in distances.items() if value is None}
    if problems:
        raise Invalid(problems)
    wanted = Stock(is_used, **{name: value for name, value in distances.items() if value is not None})
    with store.action("Đặt phôi giấy chứng nhận", right="settings") as action:
        action.save_setting(_STOCK, json.dumps(asdict(wanted)))
    return action.changes


def _millimetres(text: str) -> float | None:
    """A distance typed with a comma or a full stop; nothing typed is no shift; None when it is none."""
    plain = text.replace("−", "-").replace(",", ".").strip()
    if not plain:
        return 0.0
    value = float(plain) if _MILLIMETRES.fullmatch(plain) else FARTHEST + 1
    return value if abs(value) <= FARTHEST else None
