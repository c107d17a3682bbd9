"""Editions of the rules: what their text says, and which one applies on a day."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.errors import KnownError


class BadEdition(KnownError):
    """A file of rules that cannot be used."""


@dataclass(frozen=True)
class DossierPaper:
    """One paper of a dossier: its form, the name of the condition it is there for, a list it is repeated for."""

    form: str
    when: str = "always"
    each: str = ""


@dataclass(frozen=True)
class Edition:
    """The rules that apply from one day on."""

    id: str
    title: str
    applies_from: date
    dossier_papers: tuple[DossierPaper, ...] = ()
    certificates: dict[str, str] = field(default_factory=dict)  # kind of class: form of its certificate


def parse(text: str, file: str) -> Edition:
    """The edition in a TOML text; `file` names it in errors. Raises BadEdition."""
    try:
        content = tomllib.loads(text)
        head = content["edition"]
        papers = tuple(_paper(entry) for entry in content.get("dossier", {}).get("papers", ()))
        certificates = {str(kind): str(form) for kind, form in content.get("certificates", {}).items()}
        edition = Edition(str(head["id"]), str(head["title"]), head["applies_from"], papers, certificates)
    except tomllib.TOMLDecodeError as problem:
        raise BadEdition(_sentence(file, str(problem))) from None
    except KeyError as problem:
        raise BadEdition(_sentence(file, f"thiếu mục {problem}")) from None
    if not isinstance(edition.applies_from, date):
        raise BadEdition(_sentence(file, "“applies_from” phải là ngày, viết năm-tháng-ngày, không có dấu nháy"))
    return edition


def applying(editions: Iterable[Edition], day: date) -> Edition:
    """The newest edition that applies on a day, else the oldest there is. Raises BadEdition when there is none."""
    ordered = sorted(editions, key=lambda edition: edition.applies_from)
    if not ordered:
        raise BadEdition("Không tìm thấy bộ quy định nào. Dữ liệu không bị ảnh hưởng; hãy cài lại chương trình.")
    return next((edition for edition in reversed(ordered) if edition.applies_from <= day), ordered[0])


def _paper(entry: dict[str, Any]) -> DossierPaper:
    return DossierPaper(str(entry["form"]), str(entry.get("when", "always")), str(entry.get("each", "")))


def _sentence(file: str, reason: str) -> str:
    return f"Tệp quy định “{file}” không dùng được: {reason}. Dữ liệu không bị ảnh hưởng; hãy sửa tệp này rồi thử lại."
