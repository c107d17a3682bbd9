"""The shipped book of rules, read once."""

from functools import cache

import pytest

from desktop import paths
from desktop.domain.rules import rulebook
from desktop.domain.rules.rulebook import RuleBook


@cache
def shipped_texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(paths.rules().glob("*.toml"))}


@cache
def shipped_book() -> RuleBook:
    return rulebook.read(shipped_texts())


@pytest.fixture
def texts() -> dict[str, str]:
    return dict(shipped_texts())


@pytest.fixture
def book() -> RuleBook:
    return shipped_book()
