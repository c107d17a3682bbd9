"""What goes upward each period, as resources/handover says it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop import paths


@dataclass(frozen=True)
class SheetColumn:
    """One column of the sheet of the member database: its heading, where its value comes from, a fixed word."""

    heading: str
    source: str = ""
    constant: str = ""
    required: bool = False


@dataclass(frozen=True)
class HandOverPlan:
    """Reports with figures alone, reports that name people, and what a list tells of each person."""

    figures: tuple[str, ...]
    lists: tuple[str, ...]
    lines_with_names: tuple[str, ...]
    people_title: str
    people_columns: tuple[str, ...]
    sheet_title: str
    sheet_file: str
    sheet_columns: tuple[SheetColumn, ...]


@cache
def plan() -> HandOverPlan:
    """The shipped plan."""
    content: dict[str, Any] = tomllib.loads((paths.hand_over() / "handover.toml").read_text(encoding="utf-8"))
    reports, people, sheet = content["reports"], content["lists"]["people"], content["members_sheet"]
    return HandOverPlan(
        tuple(reports["figures"]),
        tuple(reports["lists"]),
        tuple(reports["lines_with_names"]),
        people["title"],
        tuple(people["columns"]),
        sheet["title"],
        sheet["file_name"],
        tuple(SheetColumn(**column) for column in sheet["columns"]),
    )
