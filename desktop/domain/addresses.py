"""Addresses of two levels as the member database wants them apart: country, province, the rest."""

import re
from dataclasses import dataclass

from db.text import fold

_HOME = "Việt Nam"
_PROVINCE = re.compile(r"^tỉnh\s+", re.IGNORECASE)
# A city is a province only where it is the office's own: others lie in one.
_KIND = re.compile(r"^(tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """An address in three parts; parts nobody can tell are empty."""

    country: str = ""
    province: str = ""
    detail: str = ""


def split_address(text: str, own_province: str | None) -> Address:
    """The parts of an address written with commas, the widest last.

    The last part is a province when it says so ("tỉnh …") or is the office's own; a country only when it is Vietnam.
    Nothing is guessed: otherwise the whole stays in the detail.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return Address()
    if fold(parts[-1]) == fold(_HOME):
        parts.pop()
    if parts and (_PROVINCE.match(parts[-1]) or _is_own(parts[-1], own_province)):
        province = parts.pop()
        return Address(_HOME, _KIND.sub("", province), ", ".join(parts))
    return Address("", "", ", ".join(parts))


def _is_own(part: str, own_province: str | None) -> bool:
    def bare(name: str) -> str:
        return fold(_KIND.sub("", name.strip()))

    return bool(own_province) and bare(part) == bare(own_province or "")
