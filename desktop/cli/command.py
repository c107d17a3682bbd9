"""What a command of the terminal is: its arguments, what it gives back, and the exit statuses."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

DONE, KNOWN_ERROR, DONE_WITH_FINDINGS = 0, 1, 3  # 2 is wrong use

Options = argparse.Namespace
Argument = tuple[tuple[str, ...], dict[str, Any]]


@dataclass(frozen=True)
class Answer:
    """What a command gives back: the JSON document, the lines for a reader, and the exit status."""

    document: Any
    lines: Sequence[str] = ()
    status: int = DONE


@dataclass(frozen=True)
class Command:
    """A use case of the terminal, its help in Vietnamese, and its arguments."""

    run: Callable[[Options], Answer]
    help: str
    arguments: tuple[Argument, ...] = ()


def argument(*flags: str, **settings: Any) -> Argument:
    """The flags and settings of one argument, as argparse takes them."""
    return flags, settings
