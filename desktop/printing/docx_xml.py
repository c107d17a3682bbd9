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
