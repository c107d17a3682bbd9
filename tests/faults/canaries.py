"""Searching bytes for a name, in every form in which a program may have written it."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from db.text import fold

NAME = "Lường Khau Phạ"
CITIZEN_ID = "014987650321"


def forms(words: Iterable[str] = (NAME, CITIZEN_ID)) -> set[bytes]:
    """The words composed, decomposed, in capitals, folded, as JSON escapes; in UTF-8 and UTF-16."""
    found: set[bytes] = set()
    for word in words:
        composed, apart = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
        shown = {composed, apart, composed.upper(), composed.lower(), fold(word), fold(word).replace(" ", "-")}
        shown.add(json.dumps(composed).strip('"'))
        found |= {each.encode(encoding) for each in shown for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    return found


def is_in(content: bytes, sought: set[bytes] | None = None) -> bool:
    """Whether any form of the canary stands in the bytes."""
    return any(form in content for form in (forms() if sought is None else sought))


def files_with(folder: Path, sought: set[bytes] | None = None) -> list[Path]:
    """The files under a folder, their names included, in which the canary stands."""
    wanted = forms() if sought is None else sought
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if is_in(path.read_bytes() + str(path).encode(), wanted)]
