"""The parts of an .xlsx file: all of them read, some of them replaced, the others as they were."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from desktop.exchange.templates import refusals

_MOST_BYTES = 60 * 1024 * 1024
_SIGNATURE = "_xmlsignatures/"


class Archive:
    """An .xlsx file in memory. Raises CannotFill for what is not whole, encrypted, signed or far too big."""

    def __init__(self, content: bytes) -> None:
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._members = archive.infolist()
                self._comment = archive.comment
                self._refuse_unusual()
                self.parts = {member.filename: archive.read(member) for member in self._members}
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ) as error:
            raise refusals.damaged() from error

    def part(self, name: str) -> bytes:
        """One part by its path. Raises CannotFill when it is not there."""
        try:
            return self.parts[name]
        except KeyError:
            raise refusals.damaged() from None

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with some parts replaced: the same order, names, times and ways of packing."""
        written = BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.comment = self._comment
            for member in self._members:
                archive.writestr(_description(member), changed.get(member.filename, self.parts[member.filename]))
        return written.getvalue()

    def _refuse_unusual(self) -> None:
        names = [member.filename for member in self._members]
        if len(set(names)) < len(names):
            raise refusals.damaged()
        if any(member.flag_bits & 1 for member in self._members):
            raise refusals.locked()
        if sum(member.file_size for member in self._members) > _MOST_BYTES:
            raise refusals.too_big()
        if any(name.startswith(_SIGNATURE) for name in names):
            raise refusals.signed()


def read_xml(content: bytes) -> Element:
    """A small part as a tree. Raises CannotFill for what is no XML, and for declarations that no workbook has."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        found: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refusals.dangerous() from error
    except (ParseError, ValueError, LookupError) as error:
        raise refusals.damaged() from error
    return found


def local(tag: str) -> str:
    """The name of an element without its namespace, which differs between the two kinds of .xlsx."""
    return tag.rpartition("}")[2]


def _description(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    same = zipfile.ZipInfo(member.filename, member.date_time)
    for name in ("compress_type", "comment", "create_system", "external_attr", "internal_attr"):
        setattr(same, name, getattr(member, name))
    return same
