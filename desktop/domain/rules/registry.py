"""The functions an edition may name as checks, each with the parameters it takes and the values it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from desktop.domain.rules.model import CheckFunction

# The kinds of parameters, by the type a file of rules writes them in.
KINDS: dict[str, tuple[type, ...]] = {
    "number": (int,),
    "text": (str,),
    "list": (list,),
    "table": (dict,),
    "flag": (bool,),
    "step": (str,),
    "share": (str,),
    "limit": (dict,),
}

# The same in words for whoever wrote the file.
KIND_WORDS = {
    "number": "một số, không có dấu nháy",
    "text": "chữ trong dấu nháy",
    "list": "danh sách trong dấu ngoặc vuông",
    "table": "bảng",
    "flag": "true hoặc false",
    "step": "tên một bước",
    "share": 'phân số trong dấu nháy, như "2/3"',
    "limit": "bảng thời hạn",
}


@dataclass(frozen=True)
class Registered:
    """A check function with the names its message may use and the parameters it must be given."""

    call: CheckFunction
    values: frozenset[str]
    parameters: dict[str, str]
    area: str
    rows: frozenset[str]


_registered: dict[str, Registered] = {}


def check(values: str = "", rows: str = "", **parameters: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function under its own name; `values` are the words its message may use, parameters have a kind.

    It has nothing to say of a case in which the lists named in `rows` are empty, and is not asked then.
    """

    def register(function: CheckFunction) -> CheckFunction:
        area = function.__module__.rpartition(".")[2]
        _registered[function.__name__] = Registered(
            function, frozenset(values.split()), parameters, area, frozenset(rows.split())
        )
        return function

    return register


@cache
def registered() -> Mapping[str, Registered]:
    """Every check function by name."""
    from desktop.domain.checks import areas

    return MappingProxyType({name: found for name, found in _registered.items() if found.area in areas.NAMES})


def fits(kind: str, value: Any) -> bool:
    """Whether a value of a file is of the kind a parameter wants."""
    if kind == "share":
        return isinstance(value, str) and _is_share(value)
    return isinstance(value, KINDS[kind]) and (kind == "flag" or not isinstance(value, bool))


def _is_share(text: str) -> bool:
    try:
        return 0 < Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False
