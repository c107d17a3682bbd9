"""The shipped book of rules as fixtures."""

import pytest

from desktop.domain.rules.rulebook import RuleBook
from tests.domain.rules.shipped import shipped_book, shipped_texts


@pytest.fixture
def texts() -> dict[str, str]:
    return dict(shipped_texts())


@pytest.fixture
def book() -> RuleBook:
    return shipped_book()
