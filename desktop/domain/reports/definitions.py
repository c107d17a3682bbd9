"""Which reports there are: names to ask for them by, titles, signers and numbers, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.errors import BadInputFile, NotFound
from db.text import fold


@dataclass(frozen=True)
class Definition:
    """One report: its name and further names, its title, what kind of table it is, who signs, its own numbers."""

    name: str
    title: str
    kind: str
    about: str = ""
    aliases: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    is_landscape: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)


def read(content: Mapping[str, Any], file: str) -> tuple[Definition, ...]:
    """The reports of a parsed file, in the order they are shown. Raises BadInputFile."""
    try:
        return tuple(
            Definition(
                **{key: entry[key] for key in ("name", "title", "kind")},
                about=entry.get("about", ""),
                aliases=tuple(entry.get("aliases", ())),
                signers=tuple(entry.get("signers", ())),
                is_landscape=bool(entry.get("landscape", False)),
                parameters=entry.get("parameters", {}),
            )
            for entry in content["reports"]
        )
    except (KeyError, TypeError) as problem:
        raise BadInputFile(f"Bảng báo cáo “{file}” thiếu mục {problem}. Dữ liệu không bị ảnh hưởng.") from None


def find(definitions: tuple[Definition, ...], wanted: str) -> Definition:
    """The report of a name, capitals and accents aside. Raises NotFound with the names there are."""
    key = fold(wanted)
    for each in definitions:
        if key in {fold(name) for name in (each.name, *each.aliases)}:
            return each
    told = "; ".join(f"{each.name} ({each.title})" for each in definitions)
    raise NotFound(f"Không có báo cáo “{wanted}”. Chưa làm gì. Các báo cáo có: {told}.")
