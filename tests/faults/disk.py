"""A disk that keeps its promises and no more: what was not flushed may be there after a power cut, in part, or not."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(frozen=True)
class Call:
    """One call of a recorded program. `kind`: write, size, flush, flush_folder, link, alias, rename, unlink, say.

    A link is a new, empty file; an alias a second name for one that is there.
    """

    kind: str
    name: str = ""
    place: int = 0
    content: bytes = b""
    other: str = ""


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)

    def flush(self) -> None:
        for call in self.pending:
            _apply(self.durable, call)
        self.pending.clear()

    def after_cut(self, chance: random.Random, share: float) -> bytes:
        """The durable content with a random part of what was written since, torn at sectors."""
        content = bytearray(self.durable)
        for call in self.pending:
            if call.kind == "size":
                if chance.random() < share:
                    _apply(content, call)
            else:
                for sector in _sectors(call):
                    if chance.random() < share:
                        _apply(content, sector)
        return bytes(content)


class Disk:
    """The files of one folder, as far as they are safe, and what the program did since."""

    def __init__(self, folder: Path) -> None:
        self._now = {path.name: _File(bytearray(path.read_bytes())) for path in folder.iterdir()}
        self._durable = dict(self._now)
        self._pending: list[tuple[Call, _File | None]] = []

    def do(self, call: Call) -> None:
        """Follow the program by one call."""
        if call.kind in ("write", "size"):
            self._now[call.name].pending.append(call)
        elif call.kind == "flush":
            self._now[call.name].flush()
        elif call.kind == "flush_folder":
            self._durable = dict(self._now)
            self._pending.clear()
        elif call.kind == "link":
            if call.name not in self._now:
                self._change_names(call, _File())
        elif call.kind in ("unlink", "rename", "alias"):
            self._change_names(call, None)

    def _change_names(self, call: Call, made: _File | None) -> None:
        self._pending.append((call, made))
        _rename(self._now, call, made)

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What the folder holds when the power goes now; how much of what was not flushed got through is chance."""
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        names = dict(self._durable)
        for call, made in self._pending:
            if chance.random() < share:
                _rename(names, call, made)
        return {name: file.after_cut(chance, chance.choice((0.0, share, 1.0))) for name, file in names.items()}


def _rename(names: dict[str, _File], call: Call, made: _File | None) -> None:
    if call.kind == "link" and made is not None:
        names.setdefault(call.name, made)
    elif call.kind == "unlink":
        names.pop(call.name, None)
    elif call.kind == "alias" and call.name in names:
        names[call.other] = names[call.name]
    elif call.kind == "rename" and call.name in names:
        names[call.other] = names.pop(call.name)


def _apply(content: bytearray, call: Call) -> None:
    if call.kind == "size":
        del content[call.place :]
        content.extend(bytes(call.place - len(content)))
        return
    if len(content) < call.place:
        content.extend(bytes(call.place - len(content)))
    content[call.place : call.place + len(call.content)] = call.content


def _sectors(call: Call) -> Iterable[Call]:
    begin = call.place
    while begin < call.place + len(call.content):
        end = min((begin // SECTOR + 1) * SECTOR, call.place + len(call.content))
        yield Call("write", call.name, begin, call.content[begin - call.place : end - call.place])
        begin = end
