"""Opening a package: the seal, the description, the checksums, the rows; nothing is believed that was not checked."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from desktop.exchange.packages import refusals, sealing
from desktop.exchange.packages.writing import DESCRIPTOR, FORMAT, FORMAT_VERSION, digest

Json = dict[str, Any]
_MOST_BYTES = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Package:
    """An opened package: its description, and the bytes of each resource by name."""

    descriptor: Json
    contents: Mapping[str, bytes]

    @property
    def sequence(self) -> int:
        """Its number among all the packages of the office."""
        return int(self.descriptor["sequence"])

    def rows(self, name: str) -> list[Json]:
        """The rows of a table. Raises BadPackage when they are not what they are said to be."""
        try:
            return [json.loads(line) for line in self.contents[name].decode().splitlines()]
        except (KeyError, ValueError) as error:
            raise refusals.damaged() from error


def open_package(content: bytes, passphrase: str | None = None) -> Package:
    """The package in a file; `passphrase` (NFC) for one that is sealed. Raises BadPackage."""
    if sealing.is_sealed(content):
        if passphrase is None:
            raise refusals.needs_passphrase()
        content = sealing.unseal(content, passphrase)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise refusals.foreign() if not content.startswith(b"PK") else refusals.damaged() from error


def _read(archive: zipfile.ZipFile) -> Package:
    members = archive.infolist()
    if DESCRIPTOR not in archive.namelist():
        raise refusals.foreign()
    if sum(member.file_size for member in members) > _MOST_BYTES:
        raise refusals.too_big()
    try:
        descriptor = json.loads(archive.read(DESCRIPTOR))
        if descriptor.get("format") != FORMAT:
            raise refusals.foreign()
        if descriptor["formatVersion"] > FORMAT_VERSION:
            raise refusals.newer()
        described = {each["path"]: each for each in descriptor["resources"]}
        if {DESCRIPTOR, *described} != set(archive.namelist()) or len(described) + 1 != len(members):
            raise refusals.damaged()
        contents = {each["name"]: archive.read(path) for path, each in described.items()}
        if any(digest(contents[each["name"]]) != each["hash"] for each in described.values()):
            raise refusals.damaged()
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise refusals.damaged() from error
    return Package(descriptor, contents)
