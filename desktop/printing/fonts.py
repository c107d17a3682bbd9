"""The letters a paper is set in: the office's choice, else Times New Roman, else the faces shipped with the program."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from db.text import fold

STYLES = ("regular", "bold", "italic", "bold_italic")
SHIPPED_NAME = "Liberation Serif"
SHIPPED_FILES = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold_italic": "LiberationSerif-BoldItalic.ttf",
}
USUAL_NAME = "Times New Roman"
# The file names Windows, and the packages of other systems, give to the four faces.
USUAL_FILES = (
    {"regular": "times.ttf", "bold": "timesbd.ttf", "italic": "timesi.ttf", "bold_italic": "timesbi.ttf"},
    {
        "regular": "times_new_roman.ttf",
        "bold": "times_new_roman_bold.ttf",
        "italic": "times_new_roman_italic.ttf",
        "bold_italic": "times_new_roman_bold_italic.ttf",
    },
)
# Letters that a face without Vietnamese does not have.
VIETNAMESE_LETTERS = "ĂăĐđƠơƯưẠạẤấẬậẸẹỆệỊịỌọỘộỢợỤụỰựỲỳỹỸ"
_STYLE_WORDS = {
    "regular": "regular",
    "normal": "regular",
    "book": "regular",
    "roman": "regular",
    "bold": "bold",
    "italic": "italic",
    "oblique": "italic",
    "bold italic": "bold_italic",
    "bold oblique": "bold_italic",
}


@dataclass(frozen=True)
class FontFamily:
    """Four TrueType files of one family, all embedded in what is printed."""

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


def shipped(folder: Path) -> FontFamily:
    """The family shipped with the program."""
    return FontFamily(SHIPPED_NAME, **{style: folder / name for style, name in SHIPPED_FILES.items()})


def choose(wanted: str | None, system_folders: Sequence[Path], shipped_folder: Path) -> FontFamily:
    """The family named by the office if the system has it whole and with Vietnamese letters, else the usual one."""
    folders = tuple(system_folders)
    named = _by_name(wanted.strip(), folders, shipped_folder) if wanted and wanted.strip() else None
    return named or _usual(folders) or shipped(shipped_folder)


def _by_name(wanted: str, folders: tuple[Path, ...], shipped_folder: Path) -> FontFamily | None:
    if fold(wanted) == fold(SHIPPED_NAME):
        return shipped(shipped_folder)
    return _search(wanted, folders)


@cache
def _usual(folders: tuple[Path, ...]) -> FontFamily | None:
    found = {path.name.casefold(): path for path in _files(folders)}
    for files in USUAL_FILES:
        if all(name in found for name in files.values()):
            family = FontFamily(USUAL_NAME, **{style: found[name] for style, name in files.items()})
            return family if _is_vietnamese(family) else None
    return None


@cache
def _search(wanted: str, folders: tuple[Path, ...]) -> FontFamily | None:
    faces: dict[str, Path] = {}
    for path in _files(folders):
        name, style = _names(path)
        if fold(name) == fold(wanted) and style in _STYLE_WORDS:
            faces.setdefault(_STYLE_WORDS[style], path)
    if set(faces) != set(STYLES):
        return None
    family = FontFamily(wanted, **faces)
    return family if _is_vietnamese(family) else None


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        found = ((place, name) for place, _, names in os.walk(folder) for name in names)
        yield from sorted(Path(place, name) for place, name in found if name.casefold().endswith(".ttf"))


def _names(path: Path) -> tuple[str, str]:
    """Family and style written in a font file; empty when it cannot be read."""
    from PIL import ImageFont

    try:
        family, style = ImageFont.truetype(path, 10).getname()
    except OSError:
        return "", ""
    return family or "", (style or "").casefold()


def _is_vietnamese(family: FontFamily) -> bool:
    return all(_has_letters(getattr(family, style)) for style in STYLES)


def _has_letters(path: Path) -> bool:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        face: Any = TTFontFile(str(path))
    except (TTFError, OSError):
        return False
    return all(ord(letter) in face.charToGlyph for letter in VIETNAMESE_LETTERS)
