"""What a Word file tells of itself: its title and its language, and nothing of whoever or whatever made it."""

from typing import TYPE_CHECKING, Any

from desktop.printing import docx_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LANGUAGE = "vi-VN"
_THUMBNAIL = "/thumbnail"
_APPLICATION = "/extended-properties"
_NOTHING = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def neutralise(word: "WordDocument", title: str) -> None:
    """Give the file its title and take out what the library's own empty document brought along."""
    core = word.core_properties
    core.title, core.language = title, _LANGUAGE
    core.author = core.comments = core.last_modified_by = ""
    _drop_dates(core._element)
    for key, relation in list(word.part.package.rels.items()):
        if relation.reltype.endswith(_THUMBNAIL):
            del word.part.package.rels[key]
        elif relation.reltype.endswith(_APPLICATION):
            relation.target_part._blob = _NOTHING
    for language in word.styles.element.iter(docx_xml.name("w:lang")):
        language.set(docx_xml.name("w:val"), _LANGUAGE)


def _drop_dates(properties: Any) -> None:
    """The days on which the library's empty document was made."""
    for element in list(properties):
        if element.tag.rpartition("}")[2] in ("created", "modified", "lastPrinted", "revision"):
            properties.remove(element)
