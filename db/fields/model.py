"""What one field of the registry says of itself."""

from dataclasses import dataclass

from db.choices import Choices

DATE_KINDS = frozenset({"date", "partial_date"})


@dataclass(frozen=True)
class Field:
    """One field of a table.

    `kind`: text, long_text, date (a whole day), partial_date, choice, flag, integer, reference (to `refers_to`).
    `is_sensitive` marks what is masked in lists and left out of diagnostics. `section` groups fields on a page.
    """

    table: str
    name: str
    label: str
    kind: str = "text"
    section: str = ""
    required: bool = False
    max_length: int = 200
    choices: Choices | None = None
    refers_to: str | None = None
    is_sensitive: bool = False

    def show_choice(self, value: str | None) -> str:
        """The Vietnamese words of a stored choice."""
        return (self.choices or {}).get(value or "", "")
