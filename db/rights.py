"""What the user of an open book may do: the rights there are, and the refusal that says who may instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.errors import NotAllowed

# What an action may ask for; which role has which stands in resources/roles.toml.
RIGHTS = (
    "write",
    "decide",
    "print",
    "export",
    "import",
    "backup",
    "restore",
    "erase",
    "accounts",
    "settings",
    "reports",
)
WRITE, ACCOUNTS = "write", "accounts"
# What a book that is held back still allows: nothing in it changes but that it was done.
READING = frozenset({"print", "export", "backup"})


@dataclass(frozen=True)
class Guard:
    """The right that changing a table needs beside the action's own; with `kinds` only for rows of these kinds."""

    right: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rights:
    """What one account may do. `words` says each right in Vietnamese, `holders` the titles of roles that have it."""

    account: str
    role: str
    held: frozenset[str]
    words: Mapping[str, str]
    holders: Mapping[str, tuple[str, ...]]
    guards: Mapping[str, Guard] = field(default_factory=dict)

    def refusal(self, right: str) -> str:
        """Why this account may not do something and who may, in one sentence; empty when it may."""
        if right not in RIGHTS:
            raise ValueError(f"no right {right}")
        if right in self.held:
            return ""
        return (
            f"Tài khoản “{self.account}” ({self.role}) không được {self.words[right]}. Không có gì thay đổi. "
            f"Việc này dành cho: {', '.join(self.holders[right])}."
        )

    def require(self, right: str) -> None:
        """Raise NotAllowed when this account may not do something."""
        refusal = self.refusal(right)
        if refusal:
            raise NotAllowed(refusal)

    def guard_of(self, table: str) -> Guard | None:
        """What a change of a table needs beside the action's own right."""
        return self.guards.get(table)
