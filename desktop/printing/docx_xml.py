"""Pieces of Word's own markup that the library has no words for."""

from typing import Any


def element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    """An element with attributes, all named with their prefixes: w:tblHeader."""
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for attribute, value in (attributes or {}).items():
        made.set(name(attribute), value)
    return made


def name(prefixed: str) -> str:
    """The full name of what is written with a prefix."""
    from docx.oxml.ns import qn

    return str(qn(prefixed))


def page_borders() -> Any:
    """A strong and a fine line around a sheet."""
    borders = element("w:pgBorders", {"w:offsetFrom": "page"})
    for side in ("top", "left", "bottom", "right"):
        look = {"w:val": "thickThinSmallGap", "w:sz": "24", "w:space": "28", "w:color": "8C1A1A"}
        borders.append(element(f"w:{side}", look))
    return borders


def set_margins(table: Any, sides: int, top: int = 0, bottom: int = 0) -> None:
    """The room between the lines of cells and their words, in points; the lines stand at the margins of the page."""
    properties = table._tbl.tblPr
    properties.append(element("w:tblInd", {"w:w": str(sides * 20), "w:type": "dxa"}))
    margins = element("w:tblCellMar")
    for side, points in (("top", top), ("left", sides), ("bottom", bottom), ("right", sides)):
        margins.append(element(f"w:{side}", {"w:w": str(points * 20), "w:type": "dxa"}))
    properties.append(margins)


def underscore(paragraph: Any, side: str, left_over: int) -> None:
    """A line at the upper or lower edge of a paragraph, in the middle, as long as what is left over leaves."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = int(left_over / 2)
    line = {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"}
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", line))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
