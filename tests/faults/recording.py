"""What a program did to the files of a folder, call by call, as strace tells it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.faults.disk import Call

IS_POSSIBLE = shutil.which("strace") is not None
_CALLS = "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,link,linkat"
_NAMING = {"unlink": "unlink", "unlinkat": "unlink", "link": "alias", "linkat": "alias"}
_NAMING |= dict.fromkeys(("rename", "renameat", "renameat2"), "rename")
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"^(\d+)<([^>]*)>")
_HEX = re.compile(r"\\x([0-9a-f]{2})")


def command(log: Path) -> list[str]:
    """What to put before a command so that its calls are written down whole."""
    return ["strace", "-f", "-y", "-xx", "-s", "200000", "-e", f"trace={_CALLS}", "-o", str(log)]


def read(log: Path, folder: Path) -> Iterator[Call]:
    """The calls that concern the folder, and what the program said on its standard output."""
    places: dict[tuple[str, str], int] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if "unfinished" in line:
                raise ValueError(f"calls of two threads are mixed: {line[:80]}")
            found = _LINE.match(line)
            if found and not found[3].startswith("-"):
                yield from _calls(found[1], found[2], found[3], str(folder).rstrip("/"), places)


def _calls(name: str, arguments: str, result: str, folder: str, places: dict[tuple[str, str], int]) -> Iterator[Call]:
    if name == "openat":
        path = _text(arguments.split(", ")[1])
        if path.startswith(folder + "/") and "O_CREAT" in arguments:
            yield Call("link", path[len(folder) + 1 :])
    elif name in _NAMING:
        paths = [_text(each) for each in re.findall(r'"[^"]*"', arguments)]
        if paths[0].startswith(folder + "/"):
            short = [path[len(folder) + 1 :] for path in paths]
            yield Call(_NAMING[name], short[0], other=short[-1])
    else:
        yield from _calls_of_handle(name, arguments, result, folder, places)


def _calls_of_handle(
    name: str, arguments: str, result: str, folder: str, places: dict[tuple[str, str], int]
) -> Iterator[Call]:
    handle = _HANDLE.match(arguments)
    if handle is None:
        return
    number, path = handle[1], _text(handle[2])
    short = path[len(folder) + 1 :] if path.startswith(folder + "/") else None
    if name == "close":
        places.pop((number, path), None)
    elif number == "1" and name == "write":
        yield Call("say", content=_bytes(arguments))
    elif path == folder and name in ("fsync", "fdatasync"):
        yield Call("flush_folder")
    elif short is not None and name in ("fsync", "fdatasync"):
        yield Call("flush", short)
    elif short is not None and name == "ftruncate":
        yield Call("size", short, int(arguments.rsplit(", ", 1)[1], 0))
    elif short is not None and name == "pwrite64":
        yield Call("write", short, int(arguments.rsplit(", ", 1)[1], 0), _bytes(arguments)[: int(result)])
    elif short is not None and name == "write":
        place = places.get((number, path), 0)
        places[(number, path)] = place + int(result)
        yield Call("write", short, place, _bytes(arguments)[: int(result)])


def _bytes(arguments: str) -> bytes:
    begin = arguments.index('"') + 1
    return bytes.fromhex(arguments[begin : arguments.index('"', begin)].replace("\\x", ""))


def _text(shown: str) -> str:
    """A path as strace shows it, with every sign in hex, or some."""
    return _HEX.sub(lambda match: chr(int(match[1], 16)), shown.strip('"'))
