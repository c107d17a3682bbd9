"""Editions of the rules: what their text says, which one another extends, and which one applies on a day."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.errors import KnownError

Content = dict[str, Any]


class BadEdition(KnownError):
    """A file of rules that cannot be used."""


# The part of papers that are made only when asked for.
APART = "apart"
PARTS = ("admission", "recognition", APART)


_NOT_TOML = "viết chưa đúng dạng TOML, thường do thiếu dấu ngoặc, dấu nháy hoặc dấu bằng"


@dataclass(frozen=True)
class DossierPaper:
    """One paper of a dossier: its form, the conditions it is there for, a list it is repeated for, its part."""

    form: str
    when: str = "always"
    each: str = ""
    part: str = PARTS[0]


@dataclass(frozen=True)
class Gap:
    """Days on which other rules were in force that the program does not have; the earlier edition stands in."""

    starts_on: date
    ends_on: date
    title: str


@dataclass(frozen=True)
class Source:
    """The file an edition was read from, for naming the line of what is wrong in it."""

    file: str
    text: str


@dataclass(frozen=True)
class Edition:
    """The rules that apply from one day on; an overlay is used only where an office asks for it."""

    id: str
    title: str
    applies_from: date
    dossier_papers: tuple[DossierPaper, ...] = ()
    certificates: dict[str, str] = field(default_factory=dict)  # kind of class: form of its certificate
    stock_certificates: dict[str, str] = field(default_factory=dict)  # the same on pre-printed stock
    forms: str = ""  # the folder of its forms
    extends: str | None = None
    is_overlay: bool = False
    certainty: str = "sure"
    gaps: tuple[Gap, ...] = ()
    content: Content = field(default_factory=dict, repr=False, compare=False)
    sources: tuple[Source, ...] = field(default=(), repr=False, compare=False)


def check_sheet(edition: Edition) -> str | None:
    """The form of the sheet on which the office notes what it found in a dossier; none in an edition without one."""
    found = edition.content.get("dossier", {}).get("check_sheet")
    return str(found) if found else None


def follow_up_sheet(edition: Edition) -> str | None:
    """The form on which a mentor follows whom they help; none in an edition without one."""
    found = edition.content.get("dossier", {}).get("follow_up_sheet")
    return str(found) if found else None


def class_letter_symbol(edition: Edition) -> str | None:
    """The symbol behind the number of the letter that sends learners to a class; none in an edition without one."""
    found = edition.content.get("classes", {}).get("letter_number")
    return str(found) if found else None


def parse(text: str, file: str) -> Edition:
    """The edition in a TOML text, without what it extends; `file` names it in errors. Raises BadEdition."""
    source = Source(file, text)
    try:
        return _edition(tomllib.loads(text), (source,))
    except tomllib.TOMLDecodeError as problem:
        raise BadEdition(_sentence(file, _toml_line(str(problem)), _NOT_TOML)) from None


def resolve(parsed: Iterable[Edition]) -> tuple[Edition, ...]:
    """Every edition with all it extends, merged key by key; lists are taken whole. Raises BadEdition."""
    by_id = {edition.id: edition for edition in parsed}
    return tuple(_resolve(edition, by_id, ()) for edition in by_id.values())


def read_all(texts: Mapping[str, str]) -> tuple[Edition, ...]:
    """The resolved editions of several files, text by file name. Raises BadEdition."""
    return resolve([parse(text, file) for file, text in texts.items()])


def applying(editions: Iterable[Edition], day: date) -> Edition:
    """The newest edition that applies on a day, else the oldest there is. Raises BadEdition when there is none."""
    central = [edition for edition in editions if not edition.is_overlay]
    ordered = sorted(central, key=lambda edition: edition.applies_from)
    if not ordered:
        raise BadEdition("Không tìm thấy bộ quy định nào. Dữ liệu không bị ảnh hưởng; hãy cài lại chương trình.")
    return next((edition for edition in reversed(ordered) if edition.applies_from <= day), ordered[0])


def refuse(edition: Edition, place: tuple[str, ...], reason: str) -> BadEdition:
    """The error for something wrong in an edition: the file and line of `place` (table, key …), and why."""
    for source in edition.sources:
        if line := _find_line(source.text, place):
            return BadEdition(_sentence(source.file, line, reason))
    return BadEdition(_sentence(edition.sources[0].file if edition.sources else edition.id, None, reason))


def _edition(content: Content, sources: tuple[Source, ...]) -> Edition:
    try:
        head = content["edition"]
        edition = Edition(
            id=str(head["id"]),
            title=str(head["title"]),
            applies_from=head["applies_from"],
            dossier_papers=tuple(_paper(entry) for entry in content.get("dossier", {}).get("papers", ())),
            certificates=_texts(content.get("certificates", {})),
            stock_certificates=_texts(content.get("stock_certificates", {})),
            forms=str(head.get("forms", head["id"])),
            extends=head.get("extends"),
            is_overlay=bool(head.get("overlay", False)),
            certainty=str(head.get("certainty", "sure")),
            gaps=tuple(Gap(gap["starts_on"], gap["ends_on"], str(gap["title"])) for gap in head.get("gaps", ())),
            content=content,
            sources=sources,
        )
    except KeyError as problem:
        raise BadEdition(_sentence(sources[0].file, None, f"thiếu mục “{problem.args[0]}”")) from None
    except (AttributeError, TypeError):
        raise BadEdition(_sentence(sources[0].file, None, "một mục không đúng kiểu (bảng, danh sách, chữ)")) from None
    if type(edition.applies_from) is not date:
        raise refuse(
            edition, ("edition", "applies_from"), "“applies_from” phải là ngày, viết năm-tháng-ngày, không có dấu nháy"
        )
    return edition


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in table.items()}


def _resolve(edition: Edition, by_id: dict[str, Edition], below: tuple[str, ...]) -> Edition:
    if not edition.extends:
        return edition
    if edition.extends not in by_id or edition.extends in (*below, edition.id):
        raise refuse(edition, ("edition", "extends"), f"không nối được vào bộ quy định “{edition.extends}”")
    parent = _resolve(by_id[edition.extends], by_id, (*below, edition.id))
    inherited = {**parent.content, "edition": {"forms": parent.forms}}
    return _edition(_merged(inherited, edition.content), (*edition.sources, *parent.sources))


def _merged(old: Content, new: Content) -> Content:
    both = dict(old)
    for key, value in new.items():
        held = both.get(key)
        both[key] = _merged(held, value) if isinstance(held, dict) and isinstance(value, dict) else value
    return both


def _paper(entry: Content) -> DossierPaper:
    given = {key: str(entry[key]) for key in ("when", "each", "part") if key in entry}
    return DossierPaper(str(entry["form"]), **given)


def _find_line(text: str, place: tuple[str, ...]) -> int | None:
    """The line of a key in its table, else the line at which the table begins."""
    table, begins = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line):
            table = header[1].replace('"', "")
            begins = number if table in (".".join(place), ".".join(place[:-1])) and begins is None else begins
        elif table == ".".join(place[:-1]) and re.match(rf'\s*"?{re.escape(place[-1])}"?\s*=', line):
            return number
    return begins


def _toml_line(problem: str) -> int | None:
    found = re.search(r"at line (\d+)", problem)
    return int(found[1]) if found else None


def _sentence(file: str, line: int | None, reason: str) -> str:
    where = f"“{file}”, dòng {line}," if line else f"“{file}”"
    return f"Tệp quy định {where} không dùng được: {reason}. Dữ liệu không bị ảnh hưởng; hãy sửa tệp này rồi thử lại."
