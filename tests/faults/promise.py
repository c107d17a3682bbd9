"""What a promise came to: what was tried, what was reached, what was promised, and whether it was kept."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """One line of the table; `is_kept` is None where this machine cannot measure it."""

    what: str
    reached: str
    promised: str
    is_kept: bool | None

    def line(self, number: str) -> str:
        """The line as it is printed."""
        verdict = "not measured" if self.is_kept is None else "ok" if self.is_kept else "over"
        return f"{number:4} {self.what:34} {self.reached}  |  promised: {self.promised}  {verdict}"


# In an empty folder of its own, with the full number of trials or a few.
Trial = Callable[[Path, bool], Outcome]
