"""The shipped book of rules, read once for all tests."""

from functools import cache

from desktop import paths
from desktop.domain.rules import rulebook
from desktop.domain.rules.rulebook import RuleBook


@cache
def shipped_texts() -> dict[str, str]:
    """The text of every shipped file by its name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(paths.rules().glob("*.toml"))}


@cache
def shipped_book() -> RuleBook:
    """The book made of them."""
    return rulebook.read(shipped_texts())
