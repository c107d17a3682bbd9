"""P18: a person is found without accents: đ, composed and decomposed letters, places of tone marks, capitals."""

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from db import people_list
from db.people_list import PeopleQuery
from db.text import fold
from tests import factory
from tests.faults import offices
from tests.faults.promise import Outcome

FAMILY = ("Nguyễn", "Trần", "Đặng", "Đèo", "Quàng", "Lò", "Vàng", "Phùng", "Huỳnh", "Ngô", "Đỗ", "Ưng")
MIDDLE = ("Thị", "Văn", "Thùy", "Thuý", "Hữu", "Ngọc", "Đức", "Quốc", "A", "Khánh", "Mỹ")
GIVEN = (
    "Hòa",
    "Hoà",
    "Thúy",
    "Thuý",
    "Đào",
    "Ánh",
    "Uyên",
    "Khuê",
    "Huế",
    "Ý",
    "Loan",
    "Đượm",
    "Ương",
    "Xoè",
    "Tỷ",
    "Nghĩa",
)
# The same syllable with its tone mark in the old place and in the new.
PLACES = {"hòa": "hoà", "hoà": "hòa", "thúy": "thuý", "thuý": "thúy", "thùy": "thuỳ", "xoè": "xòe", "hóa": "hoá"}


def measure(folder: Path, is_full: bool) -> Outcome:
    """Look for each name as ten kinds of clerks type it."""
    chance = random.Random(18)
    count = 400 if is_full else 60
    names = [" ".join(map(chance.choice, (FAMILY, MIDDLE, GIVEN))) for _ in range(count)]
    store = offices.opened(offices.make(folder, people=0))
    with store.action("Thêm") as action:
        people = [action.insert("person", {"full_name": name, "stage": "source"}) for name in names]
        others = [{"full_name": f"Mùa {letter}", "stage": "source"} for letter in "BCDGHKLM"]
        action.insert_all("person", others)
    tried = found = 0
    for person_id, name in zip(people, names, strict=True):
        for typed in _typed(name):
            tried += 1
            keys = people_list.keys(store, PeopleQuery(typed))
            found += person_id in keys and len(keys) < count + len(others)
    strange = people_list.count(store, PeopleQuery("không có ai"))
    factory.make_person(store)
    store.close()
    reached = (
        f"{100 * found / tried:.2f} % of {tried:,} ways to type {count} names; {strange} found by a name nobody has"
    )
    return Outcome("search without accents", reached, "100 %", found == tried and strange == 0)


def _typed(name: str) -> Iterator[str]:
    apart = unicodedata.normalize("NFD", name)
    bare = fold(name)
    yield from (name, apart, name.upper(), apart.upper(), name.lower(), bare, bare.upper(), bare.title())
    yield " ".join(PLACES.get(word, word) for word in name.lower().split())
    yield " ".join(word[:-1] or word for word in bare.split())
    yield name.replace("Đ", "D").replace("đ", "d")
    yield name.replace("Đ", "\u00d0").replace("đ", "\u00f0")
    yield f"  {bare.replace(' ', '   ')} "
    yield bare.split()[-1]
