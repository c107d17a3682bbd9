"""One measured figure: what it is called, how much it came to, what it may come to, and how it is printed."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """A measured value and its limit; `measured` is None where this machine cannot measure it."""

    name: str
    measured: float | None
    limit: float
    unit: str = ""
    note: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the limit is passed."""
        return self.measured is not None and self.measured > self.limit

    def __str__(self) -> str:
        value = "not measured" if self.measured is None else f"{self.measured:.2f}{self.unit}"
        verdict = "-" if self.measured is None else "over" if self.is_over else "ok"
        return f"{self.name:34} {value:>14} {f'{self.limit:.1f}{self.unit}':>9} {verdict:5} {self.note}".rstrip()


Measure = Callable[[], Iterable[Figure]]


def percentile(values: list[float], percent: int) -> float:
    """The value below which so many percent of all lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def installed(**more: str) -> dict[str, str]:
    """The environment of a process that is measured: as an installed program, it has its modules compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | more
