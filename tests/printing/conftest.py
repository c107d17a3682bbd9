"""The shipped forms and faces, and the papers of an invented dossier."""

from collections.abc import Callable
from functools import cache

import pytest

from db.records import Case
from desktop import paths
from desktop.domain import dossier_papers, editions
from desktop.printing import catalogue, fonts, papers
from desktop.printing.catalogue import Catalogue
from desktop.printing.fonts import FontFamily
from desktop.printing.papers import Paper
from tests.printing import factory

EDITION = "2025"
# The edition whose folder holds what the later ones take over.
BASE = "2022"
CERTIFICATE = "CN-NTVĐ"


@cache
def shipped_catalogue(edition: str = EDITION) -> Catalogue:
    return catalogue.Catalogue(paths.forms() / edition)


@cache
def shipped_edition(wanted: str = EDITION) -> editions.Edition:
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths.rules().glob("*.toml")}
    return next(edition for edition in editions.read_all(texts) if edition.id == wanted)


def written(*, with_aliases: bool = False) -> list[tuple[str, str]]:
    """Edition and code of every form where its file lies; those that take over another's words only when asked for."""
    files = sorted(path for folder in paths.forms().iterdir() if folder.is_dir() for path in folder.glob("*.md"))
    return [
        (path.parent.name, path.stem)
        for path in files
        if with_aliases or "\nbody_of:" not in path.read_text(encoding="utf-8")
    ]


@pytest.fixture
def forms() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture
def faces() -> FontFamily:
    return fonts.shipped(paths.fonts())


@pytest.fixture
def dossier() -> Callable[[Case], list[Paper]]:
    """The papers of a case, as the edition lists them."""

    def compose(case: Case) -> list[Paper]:
        wanted = dossier_papers.papers_of(shipped_edition().dossier_papers, case)
        forms = shipped_catalogue()
        return [papers.compose(forms.form(each.form), case, today=factory.TODAY, extra=each.extra) for each in wanted]

    return compose
