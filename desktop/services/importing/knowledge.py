"""Loads what is known about lists from resources/import."""

import tomllib
from functools import cache

from desktop import paths
from desktop.domain.sheets.knowledge import Knowledge, build

_FILES = ("headings", "known_values", "rows", "citizen_id", "legacy_fonts")


@cache
def load_knowledge() -> Knowledge:
    """The shipped words, values and fonts. Raises FileNotFoundError or KeyError for a broken installation."""
    folder = paths.resources() / "import"
    return build({name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in _FILES})
