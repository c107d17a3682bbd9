"""Which papers a dossier holds: the list of the edition, held against the case."""

from datetime import date

import pytest

from desktop import paths
from desktop.domain import dossier_papers, editions
from desktop.domain.editions import BadEdition, DossierPaper, Edition
from tests.printing import factory

HEAD = '[edition]\nid = "2030"\ntitle = "Thử"\napplies_from = 2030-07-01\n'


def test_the_shipped_editions_are_read() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths.rules().glob("*.toml")}
    read = editions.read_all(texts)
    assert {f"{edition.id}.toml" for edition in read} == set(texts)
    assert all(edition.dossier_papers and edition.certificates for edition in read)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[edition", "test.toml"),
        ('[edition]\nid = "2030"', "thiếu mục"),
        (HEAD.replace("2030-07-01", '"2030-07-01"'), "phải là ngày"),
        (HEAD + "[[dossier.papers]]\nwhen = 'always'", "form"),
    ],
)
def test_a_broken_edition_is_named(text: str, reason: str) -> None:
    with pytest.raises(BadEdition, match=reason):
        editions.parse(text, "test.toml")


def test_the_edition_of_a_day() -> None:
    old, new = (Edition(str(year), "", date(year, 7, 1)) for year in (2021, 2025))
    assert editions.applying([new, old], date(2025, 6, 30)) == old
    assert editions.applying([new, old], date(2025, 7, 1)) == new
    assert editions.applying([new, old], date(2001, 1, 1)) == old
    with pytest.raises(BadEdition):
        editions.applying([], date(2025, 1, 1))


def test_a_repeated_paper_stands_once_with_blanks_while_nobody_introduces() -> None:
    wanted = dossier_papers.papers_of([DossierPaper("A", each="introducers")], factory.empty_case())
    assert [(paper.form, paper.extra) for paper in wanted] == [("A", {})]


@pytest.mark.parametrize("paper", [DossierPaper("A", when="sometimes"), DossierPaper("A", each="cousins")])
def test_an_unknown_word_in_an_edition_is_named(paper: DossierPaper) -> None:
    with pytest.raises(BadEdition, match=r"sometimes|cousins"):
        dossier_papers.papers_of([paper], factory.empty_case())


def test_conditions_read_the_case() -> None:
    papers = [DossierPaper(name, when=name) for name in dossier_papers.CONDITIONS]
    assert [paper.form for paper in dossier_papers.papers_of(papers, factory.empty_case())] == ["always"]
    held = {paper.form for paper in dossier_papers.papers_of(papers, factory.full_case())}
    assert held == {"always", "has_grassroots_committee", "introduced_by_youth_union"}
