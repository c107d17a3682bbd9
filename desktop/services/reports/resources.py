"""What program and office say about reports: definitions, forms of each guidance, dimensions with own groups."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from db.store import Store
from desktop import paths
from desktop.domain.reports import definitions, dimensions, form_rows
from desktop.domain.reports.definitions import Definition
from desktop.domain.reports.dimensions import Dimensions
from desktop.domain.reports.form_rows import Guidance


@cache
def reports() -> tuple[Definition, ...]:
    """The reports there are, in the order they are shown. Raises BadInputFile."""
    return definitions.read(_toml(paths.reports() / "reports.toml"), "reports.toml")


def find(name: str) -> Definition:
    """The report of a name. Raises NotFound with all names."""
    return definitions.find(reports(), name)


def read_dimensions(store: Store) -> Dimensions:
    """The dimensions with what the office decided about written values. Raises BadInputFile."""
    content, known = _shipped()
    return dimensions.read(content, known, store.list("value_group"))


def guidances(known: Dimensions) -> tuple[Guidance, ...]:
    """The guidances with their forms, the oldest first. Raises BadInputFile."""
    return form_rows.read_all(_forms(), known)


@cache
def _forms() -> Mapping[str, Mapping[str, Any]]:
    return {path.name: _toml(path) for path in sorted((paths.reports() / "forms").glob("*.toml"))}


@cache
def _shipped() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return _toml(paths.reports() / "dimensions.toml"), _toml(paths.resources() / "import" / "known_values.toml")


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
