"""Another program that saves for ever: `python -m tests.faults.saver BOOK SECRET FIRST COUNT [setting=VALUE …]`.

It saves through the service a clerk's Ctrl+S calls and acknowledges each save by its number, one write a line.
"""

import os
import sys
from pathlib import Path

from db import book, driver
from db.store import Store
from desktop.services import people

USER = "nguoi.thu"
PEOPLE = 3
_LEVELS = {"OFF": 0, "NORMAL": 1, "FULL": 2}


def value_of(number: int) -> str:
    """What save number so-and-so writes; long, so that pages fill and split."""
    return f"Tổ sản xuất số {number}" + " ruộng bậc thang" * (number % 40)


def state_after(number: int) -> dict[int, str | None]:
    """What the life stories of all people are after so many saves: each save is of the next person in turn."""
    state: dict[int, str | None] = dict.fromkeys(range(1, PEOPLE + 1))
    for each in range(max(1, number - PEOPLE + 1), number + 1):
        state[each % PEOPLE + 1] = value_of(each)
    return state


def state_of(store: Store) -> dict[int, str | None]:
    """The life stories of all people in a book."""
    return {person.id: person.personal_history for person in store.list("person")}


def careless(settings: list[str]) -> None:
    """Let the driver keep other settings than it promises, for controls that must fail."""
    for wish in settings:
        name, _, value = wish.partition("=")
        held: object = _LEVELS[value] if name == "synchronous" else value.lower()
        changed = [(name, value, held) if each[0] == name else each for each in driver.SETTINGS]
        driver.SETTINGS = tuple(changed)


def main(path: str, secret: str, first: str, count: str, *settings: str) -> None:
    """Open the book and save."""
    careless(list(settings))
    store = book.open_book(Path(path), bytes.fromhex(secret), USER, "chương trình thứ nhất")
    os.write(1, b"open\n")
    for number in range(int(first), int(first) + int(count)):
        people.save_person(store, number % PEOPLE + 1, {"personal_history": value_of(number)})
        os.write(1, f"saved {number}\n".encode())
    os.write(1, b"end\n")
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
