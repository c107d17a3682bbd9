"""Writing a package: resources as JSON Lines or files, each with its checksum, described in datapackage.json."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

DESCRIPTOR = "datapackage.json"
FORMAT, FORMAT_VERSION = "ketnap-hand-over", 1
# The same content gives the same file, whenever it is made.
_ALWAYS = (1980, 1, 1, 0, 0, 0)

Json = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """One table or file of a package: its name, what it is, its bytes, and how they are described."""

    name: str
    title: str
    path: str
    content: bytes = field(repr=False)
    described: Mapping[str, Any] = field(default_factory=dict)


def lines(name: str, title: str, schema: Json, rows: Iterable[Mapping[str, Any]]) -> Resource:
    """A table, a JSON object a line; `rows` have the names of the schema's fields."""
    written = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    content = "".join(f"{line}\n" for line in written).encode()
    kind: Json = {"format": "jsonl", "mediatype": "application/jsonl", "encoding": "utf-8"}
    return Resource(name, title, f"data/{name}.jsonl", content, kind | {"rowCount": len(written), "schema": schema})


def document(name: str, title: str, file_name: str, content: bytes, media_type: str) -> Resource:
    """A paper or a sheet that goes along; `file_name` has no accents."""
    suffix = file_name.rpartition(".")[2]
    return Resource(name, title, f"documents/{file_name}", content, {"format": suffix, "mediatype": media_type})


def package(head: Json, resources: Sequence[Resource]) -> bytes:
    """The package as a zip file; `head` says whose it is, its number, its period and its counts."""
    descriptor: Json = {
        "profile": "data-package",
        "format": FORMAT,
        "formatVersion": FORMAT_VERSION,
        **head,
        "resources": [_described(resource) for resource in resources],
    }
    files = {DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=1).encode()}
    files |= {resource.path: resource.content for resource in resources}
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


def digest(content: bytes) -> str:
    """A checksum as packages name it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _described(resource: Resource) -> Json:
    return {
        "name": resource.name,
        "title": resource.title,
        "path": resource.path,
        "profile": "data-resource",
        "bytes": len(resource.content),
        "hash": digest(resource.content),
        **resource.described,
    }
