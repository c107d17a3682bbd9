"""What may be offered while a text is typed: what the book holds in like fields, then the official words."""

from db import known_texts
from db.fields import Field
from db.fields.alike import alike
from db.store import Store
from db.text import fold
from desktop.services.importing.knowledge import load_knowledge

LIMIT = 60


def texts(store: Store, field: Field) -> list[str]:
    """Every text known for a field: the most used first, then official words nobody has; none for other fields."""
    columns = alike(field)
    if not columns:
        return []
    official = load_knowledge().values.get(f"{field.table}.{field.name}")
    return list(dict.fromkeys([*known_texts.used(store, columns), *(official.official.values() if official else ())]))


def matching(known: list[str], typed: str) -> list[str]:
    """The first texts that hold words beginning with the typed ones, without accents; none when only what is typed
    is left."""
    words = fold(typed).split()
    found = [text for text in known if all(f" {word}" in f" {fold(text)}" for word in words)][:LIMIT]
    return [] if found == [typed.strip()] else found
