"""P4: damage is never shown as data: a flipped bit or a cut is refused, or what is read is what was written."""

import random
from pathlib import Path
from typing import Any

from db.errors import DamagedBook, KnownError
from db.store import Store
from tests import factory
from tests.faults import offices
from tests.faults.promise import Outcome


def measure(folder: Path, is_full: bool) -> Outcome:
    """Flip single bits anywhere in a book, and cut it off anywhere."""
    flips, cuts = (300, 100) if is_full else (40, 15)
    store = offices.make(folder, people=0)
    _fill(store)
    whole, chance = store.path.read_bytes(), random.Random(flips)
    expected = _contents(offices.opened(store))
    found = {"refused": 0, "identical": 0, "shown": 0}
    for _ in range(flips):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        found[_try(store, whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :], expected)] += 1
    flipped = f"{found['shown']} of {flips} flips shown as data ({found['refused']} refused, rest read identical)"
    refused = sum(_try(store, whole[: _place(chance, whole)], expected) == "refused" for _ in range(cuts))
    reached = f"{flipped}; {refused} of {cuts} truncations refused"
    is_kept = found["shown"] == 0 and found["refused"] > 0 and refused == cuts
    return Outcome("damage of the file", reached, "300 flips, 100 truncations: all refused or identical", is_kept)


def _place(chance: random.Random, whole: bytes) -> int:
    """Where to cut: anywhere, or at the end of a page."""
    place = chance.randrange(1, len(whole))
    return place if chance.random() < 0.5 else max(1, place // 4096) * 4096


def _fill(store: Store) -> None:
    opened = offices.opened(store)
    for number in range(40):
        with opened.action("Thêm") as action:
            action.insert_all("person", [{"full_name": f"Vàng A {number}", "note": "ruộng bậc thang " * 60}] * 5)
    factory.make_cell(opened)
    opened.close()


def _contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    try:
        return {table: [dict(row) for row in store.list(table)] for table in store.table_names}
    finally:
        store.close()


def _try(store: Store, content: bytes, expected: dict[str, list[dict[str, Any]]]) -> str:
    """What the real program makes of a damaged file: "refused", "identical", or "shown" as data."""
    store.path.write_bytes(content)
    try:
        return "identical" if _contents(offices.opened(store)) == expected else "shown"
    except (DamagedBook, KnownError):
        return "refused"
