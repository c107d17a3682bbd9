"""The whole office as one file for another computer: book, key file, scans and own files, all encrypted.

A container of stored parts under fixed names, so that the passphrase can be tried before anything is unpacked. What is
in the open is what lies in the open beside every copy: the key file, when it was made, how many people.
"""

import base64
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from db import keys, scans
from db.copies import Backup, open_copy
from db.errors import BadInputFile, KnownError, NewerBook, NotFound
from db.files import known_disk_errors, write_whole

SUFFIX = ".ketnap"
VERSION = 1
_FACTS, _BOOK, _KEYS, _SCANS, _OWN = "facts.json", "book", "book.keys", "book.scans", "own"
_PARTS = frozenset({_FACTS, _BOOK, _KEYS, _SCANS, _OWN})
_NEEDED = frozenset({_FACTS, _BOOK})
_SMALL = 64 * 1024
_OWN_LIMIT = 64 * 1024 * 1024
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')

OwnFiles = Mapping[str, bytes]  # by relative path with slashes


@dataclass(frozen=True)
class OfficeFile:
    """What is known of such a file before it is unpacked; `stem` is the name the book had."""

    path: Path
    stem: str
    made_at: datetime
    people: int
    key_file: bytes  # empty: only the recovery code opens the book


def write(target: Path, copy: Backup, book: Path, own: OwnFiles, secret: bytes) -> None:
    """Pack a verified copy of a book with its key file, scans and own files; read back before it has its name.

    Raises CannotWrite, BadInputFile when what was written does not read back.
    """
    facts = {"version": VERSION, "stem": book.stem, "made_at": copy.made_at.isoformat(), "people": copy.people}
    texts = {_FACTS: json.dumps(facts, ensure_ascii=False).encode()}
    if own:
        packed = {path: base64.b64encode(content).decode() for path, content in own.items()}
        texts[_OWN] = keys.seal(json.dumps(packed).encode(), secret)
    files = {_BOOK: copy.path, _KEYS: keys.key_file_of(copy.path)}
    files[_SCANS] = copy.path.with_name(scans.scans_file_of(book).name)
    there = {name: path for name, path in files.items() if path.is_file()}

    def fill(part: Path) -> None:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as container:
            for name, content in texts.items():
                container.writestr(name, content)
            for name, path in there.items():
                container.write(path, name)

    def check(part: Path) -> None:
        with _opened(part) as container:
            for name, path in there.items():
                with container.open(name) as written, path.open("rb") as original:
                    if _digest(written) != _digest(original):
                        raise _unusable(target)
        describe(part)

    write_whole(target, fill, check)


def describe(path: Path) -> OfficeFile:
    """What such a file says of itself. Raises NotFound, BadInputFile for another or a damaged file, NewerBook."""
    with _opened(path) as container:
        try:
            facts = json.loads(container.read(_FACTS))
            version, stem = int(facts["version"]), _one_name(str(facts["stem"]))
            made_at, people = datetime.fromisoformat(facts["made_at"]), int(facts["people"])
        except (ValueError, TypeError, KeyError, RecursionError):
            raise _unusable(path) from None
        if version > VERSION:
            raise NewerBook(
                f"Tệp “{path.name}” do bản Kết Nạp mới hơn ghi. Không có gì thay đổi. Hãy cài bản mới rồi làm lại."
            )
        key_file = container.read(_KEYS) if _KEYS in container.namelist() else b""
        return OfficeFile(path, stem, made_at, people, key_file)


def unpack(path: Path, secret: bytes, book: Path) -> dict[str, bytes]:
    """Put book, key file and scans where there is no book yet, and return the office's own files by relative path.

    The book comes last and is read whole before it has its name. Raises what `describe` raises, DamagedBook,
    WrongPassphrase, CannotWrite.
    """
    found = describe(path)
    with known_disk_errors(book):
        book.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path) as container:
        own = _own_files(container, secret, path)
        if found.key_file:
            write_whole(keys.key_file_of(book), found.key_file)
        if _SCANS in container.namelist():
            write_whole(scans.scans_file_of(book), lambda part: _extract(container, _SCANS, part))
        write_whole(book, lambda part: _extract(container, _BOOK, part), lambda part: open_copy(part, secret))
    return own


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The container with nothing in it but the known parts, none of which unpacks to more than it is."""
    if not path.is_file():
        raise NotFound(f"Không tìm thấy tệp “{path}”. Không có gì thay đổi. Hãy cắm lại USB hoặc chọn tệp khác.")
    try:
        with zipfile.ZipFile(path) as container:
            parts = container.infolist()
            names = {part.filename for part in parts}
            stored = all(part.compress_type == zipfile.ZIP_STORED and not part.flag_bits & 1 for part in parts)
            small = all(part.file_size <= _SMALL for part in parts if part.filename in (_FACTS, _KEYS))
            if not (stored and small and len(names) == len(parts) and names <= _PARTS and names >= _NEEDED):
                raise _unusable(path)
            yield container
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise _unusable(path) from None
    except OSError as error:
        raise BadInputFile(
            f"Không đọc được hết tệp “{path.name}” ({error.strerror}). Không có gì thay đổi. "
            "Hãy cắm lại USB hoặc chép tệp sang máy này rồi làm lại."
        ) from error


def _own_files(container: zipfile.ZipFile, secret: bytes, path: Path) -> dict[str, bytes]:
    if _OWN not in container.namelist():
        return {}
    if container.getinfo(_OWN).file_size > _OWN_LIMIT * 2:
        raise _unusable(path)
    plain = keys.unseal(container.read(_OWN), secret)
    if plain is None:
        raise keys.another_secret(path.name)
    try:
        held = {str(name): base64.b64decode(content) for name, content in json.loads(plain).items()}
    except (ValueError, TypeError, AttributeError):
        raise _unusable(path) from None
    return {name: content for name, content in held.items() if _is_safe(name)}


def _is_safe(name: str) -> bool:
    """Whether a relative path stays below the folder it is meant for, on every system."""
    parts = PurePosixPath(name).parts
    return 0 < len(parts) <= 4 and all(
        part.strip(" .") and part not in ("..", "/") and _NOT_IN_NAMES.isdisjoint(part) for part in parts
    )


def _one_name(stem: str) -> str:
    if not _is_safe(stem) or len(PurePosixPath(stem).parts) != 1:
        raise ValueError("not a name")
    return stem


def _extract(container: zipfile.ZipFile, name: str, part: Path) -> None:
    with container.open(name) as source, part.open("wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)


def _digest(file: IO[bytes]) -> bytes:
    return hashlib.file_digest(file, "sha256").digest()  # type: ignore[arg-type]


def _unusable(path: Path) -> KnownError:
    return BadInputFile(
        f"“{path.name}” không phải tệp chuyển sổ của Kết Nạp, hoặc bị hỏng, bị cắt cụt khi chép. Không có gì thay đổi. "
        "Hãy chép lại từ máy cũ, hoặc chọn tệp khác."
    )
