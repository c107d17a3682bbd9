"""What runs in the child process: it reads one file under limits and sends back cells or a sentence, nothing else."""

import contextlib
import errno
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.services.importing import csv_reader, refusals, xls_reader, xlsx_reader
from desktop.services.importing.limits import Limits
from desktop.services.importing.raw_cells import Collector
from desktop.services.importing.refusals import UnreadableFile

Reader = Callable[[Path, Limits, Collector], None]
CELLS, SENTENCE = b"c", b"s"
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LIBRARIES = ("openpyxl", "openpyxl.reader.excel", "defusedxml.ElementTree", "xlrd")
_TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})


def main(connection: Connection, path: Path, limits: Limits) -> None:
    """Read the file and send one message: the cells, or the sentence why not."""
    with contextlib.suppress(BrokenPipeError):
        try:
            _bring_in_libraries()
            _limit_memory(limits.memory)
            message = CELLS + collect(path, limits)
        except UnreadableFile as refusal:
            message = SENTENCE + refusal.sentence.encode()
        except MemoryError:
            message = SENTENCE + refusals.too_heavy(path.name).sentence.encode()
        connection.send_bytes(message)


def collect(path: Path, limits: Limits) -> bytes:
    """The cells of a file, packed. Raises UnreadableFile."""
    warnings.simplefilter("ignore")
    collector = Collector(path.name, limits)
    try:
        _reader_for(path)(path, limits, collector)
    except (UnreadableFile, MemoryError):
        raise
    except (ImportError, OSError) as error:
        # A library that cannot be brought in, or a file that cannot be mapped, under the limit means the limit.
        if isinstance(error, ImportError) or error.errno == errno.ENOMEM:
            raise MemoryError from error
        raise (refusals.missing if error.filename else refusals.damaged)(path.name) from error
    except Exception as error:
        # Whatever a reader stumbles on in a file it did not write means the same to the clerk.
        raise _explained(error, path) from error
    return collector.packed()


def _reader_for(path: Path) -> Reader:
    """The reader for what the file is by its first bytes; its name decides only for text."""
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if not start:
        raise refusals.empty(path.name)
    if start.startswith(_ZIP):
        return xlsx_reader.read
    if start == _OLE:
        if _ENCRYPTED_STREAM in path.read_bytes():
            raise refusals.locked(path.name)
        return xls_reader.read
    if path.suffix.casefold() in _TEXT_ENDINGS:
        return csv_reader.read
    raise refusals.not_a_sheet(path.name)


def _explained(error: Exception, path: Path) -> UnreadableFile:
    from defusedxml import DefusedXmlException

    if isinstance(error, DefusedXmlException):
        return refusals.dangerous(path.name)
    if "encrypted" in str(error).casefold():
        return refusals.locked(path.name)
    if "can't find workbook" in str(error).casefold():
        return refusals.not_a_sheet(path.name)
    return refusals.damaged(path.name)


def _bring_in_libraries() -> None:
    """Before the limit: a library cut off half way fails in ways that say nothing of memory."""
    for name in _LIBRARIES:
        import_module(name)


def _limit_memory(allowed: int) -> None:
    """Where the system has such a limit; elsewhere the caps on bytes, cells and seconds stand alone."""
    if sys.platform == "win32":
        return
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    in_use = pages * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (in_use + allowed, in_use + allowed))
