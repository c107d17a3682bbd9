"""The styles of Word papers: one for each kind of paragraph and size of letters, to be changed all at once."""

from typing import TYPE_CHECKING, Any

from desktop.printing import docx_xml
from desktop.printing.blocks import Kind, Page

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# The kinds whose letters are strong, and those whose letters are larger by some points.
BOLD: frozenset[Kind] = frozenset({"title", "subject", "heading", "section", "banner", "display"})
_STYLE_NAMES: dict[Kind, str] = {
    "body": "Thân văn bản",
    "item": "Gạch đầu dòng",
    "title": "Tên loại",
    "subject": "Trích yếu",
    "heading": "Đề mục giữa",
    "section": "Đề mục",
    "banner": "Tiêu đề",
    "display": "Tên lớn",
    "centre": "Dòng giữa",
    "line": "Dòng trái",
    "small": "Nơi nhận",
    "matter": "Trích yếu công văn",
}
LARGER: dict[Kind, float] = {"title": 2.0, "banner": 1.0}
# Points before and after.
_SPACES: dict[Kind, tuple[float, float]] = {"title": (12, 0), "heading": (6, 6), "section": (6, 3), "line": (0, 4)}


def make_styles(word: "WordDocument", page: Page, face: str) -> dict[Kind, str]:
    """Put the styles of one kind of sheet into a document, once for each of its sizes(); returns their keys in it."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    normal = word.styles["Normal"]
    normal.font.name = face
    normal.element.rPr.rFonts.set(docx_xml.name("w:eastAsia"), face)
    keys: dict[Kind, str] = {}
    for kind in _STYLE_NAMES:
        style = word.styles.add_style(_style_name(kind, page), WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.bold = kind in BOLD or None
        style.font.size, style.paragraph_format.line_spacing = Pt(page.letter_size), Pt(page.leading)
        _shape_style(style, kind, page)
        keys[kind] = str(style.style_id)
    return keys


def dress(paragraph: Any, key: str) -> Any:
    """The paragraph with the style of this key; by its name the library would look through all styles each time."""
    paragraph._p.style = key
    return paragraph


def sizes(page: Page) -> tuple[float, float]:
    """Sheets that lie and sheets that stand share the styles of one size of letters."""
    return page.letter_size, page.leading


def _style_name(kind: Kind, page: Page) -> str:
    """The name of a style in Word's own list; sheets with other sizes have styles of their own."""
    name = _STYLE_NAMES[kind]
    return name if sizes(page) == sizes(Page()) else f"{name} {page.letter_size:g}-{page.leading:g}"


def _shape_style(style: Any, kind: Kind, page: Page) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    alignments = {"body": "JUSTIFY", "item": "JUSTIFY", "section": "LEFT", "line": "LEFT", "small": "LEFT"}
    look = style.paragraph_format
    look.alignment = getattr(WD_ALIGN_PARAGRAPH, alignments.get(kind, "CENTER"))
    look.keep_with_next = kind in ("title", "subject", "heading", "section") or None
    if kind in ("body", "item"):
        look.first_line_indent, look.space_after = Mm(10), Pt(4)
    if kind in _SPACES:
        look.space_before, look.space_after = map(Pt, _SPACES[kind])
    if kind in LARGER:
        style.font.size, look.line_spacing = Pt(page.letter_size + LARGER[kind]), Pt(page.leading + 3)
    if kind in ("small", "matter"):
        style.font.size, look.line_spacing = Pt(page.letter_size - 2), Pt(page.leading - 3)
    if kind == "display":
        style.font.size, look.line_spacing = Pt(page.letter_size * 2), Pt(page.leading * 2)
        style.font.color.rgb = RGBColor(0x8C, 0x1A, 0x1A)
