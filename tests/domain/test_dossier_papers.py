"""Which papers a dossier holds: the list of the edition, held against the case."""

import json
from datetime import date

import pytest

from db.records import Case, Record
from desktop import paths
from desktop.domain import case_files, dossier_papers, editions
from desktop.domain.editions import BadEdition, DossierPaper, Edition
from tests.domain.checks.spoiling import Change, add, both, clean, step
from tests.printing import factory
from tests.printing.conftest import shipped_edition

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
    assert [paper.form for paper in dossier_papers.papers_of(papers, factory.empty_case())] == [
        "always",
        "decided_above",
    ]
    held = {paper.form for paper in dossier_papers.papers_of(papers, factory.full_case())}
    assert held == {"always", "decided_above", "has_grassroots_committee", "introduced_by_youth_union"}


def listed(edition: str, case: Case, *parts: str) -> list[str]:
    return [paper.form for paper in dossier_papers.papers_of(shipped_edition(edition).dossier_papers, case, parts)]


def clean_case(name: str, change: Change | None = None) -> Case:
    plain = clean(name)
    if change is not None:
        change(plain)
    return case_files.read(json.dumps(plain))


SECTION = {"level": "section", "name": "Đảng ủy bộ phận Khu Hai"}
RECOGNITION = ["10-KNĐ", "11-KNĐ", "12A-KNĐ", "12B-KNĐ", "12-KNĐ", "13-KNĐ"]


@pytest.mark.parametrize("edition", ["2022", "2025"])
def test_who_is_on_probation_gets_the_papers_of_recognition(edition: str) -> None:
    assert listed(edition, clean_case("k3"), "recognition") == [*RECOGNITION, "16-KNĐ"]
    assert listed(edition, clean_case("k2"), "recognition") == [*RECOGNITION, "15-KNĐ", "16-KNĐ"]
    below = clean_case("k2", lambda plain: plain["chain"].insert(0, SECTION))
    assert listed(edition, below, "recognition") == [*RECOGNITION, "14-KNĐ", "15-KNĐ", "16-KNĐ"]
    assert "7-KNĐ" in listed(edition, below, "admission")
    assert listed(edition, factory.full_case(), "recognition") == []


def test_a_readmission_has_its_own_decision() -> None:
    again = clean_case("k1", lambda plain: plain["dossier"].update(is_readmission=1))
    for case, forms in ((clean_case("k1"), ("9-KNĐ", "QĐ-KNL")), (again, ("QĐ-KNL", "9-KNĐ"))):
        own, other = forms
        assert own in listed("2025", case, "admission")
        assert other not in listed("2025", case, "admission")


def test_an_authorised_committee_decides_on_papers_of_its_own() -> None:
    below = "Đảng ủy UBND xã An Mẫu"
    authorised = both(step("admission_decision", body=below), step("recognition_decision", body=below))
    case = clean_case("k2", authorised)
    held = listed("2025", case, "admission", "recognition")
    assert {"9A-KNĐ", "16B-KNĐ"} <= set(held)
    assert {"8-KNĐ", "9-KNĐ", "15-KNĐ", "16-KNĐ"}.isdisjoint(held)
    assert {"9A-KNĐ", "16B-KNĐ"}.isdisjoint(listed("2025", clean_case("k2"), "admission", "recognition"))
    assert {"9A-KNĐ", "16B-KNĐ"} <= set(listed("2025", clean_case("k2"), "apart"))


def test_the_local_list_of_forms_takes_the_place_of_the_central_one() -> None:
    village = listed("hanoi-2025", clean_case("k1"), "admission", "recognition")
    school = listed("hanoi-2025", clean_case("k2"), "admission", "recognition")
    assert {"1A-KNĐ", "4C-KNĐ", "5D-KNĐ", "8C-KNĐ", "9A-KNĐ", "12C-KNĐ", "15C-KNĐ", "16A-KNĐ"} <= set(village)
    assert {"6-KNĐ", "8A-KNĐ", "13-KNĐ", "15A-KNĐ", "9-KNĐ", "16-KNĐ"}.isdisjoint(village)
    assert {"6-KNĐ", "8A-KNĐ", "9A-KNĐ", "13-KNĐ", "15A-KNĐ", "16A-KNĐ"} <= set(school)
    assert "2-TN" in listed("hanoi-2025", clean_case("k1", add("special_groups", kind="student")), "apart")
    assert "2-TN" not in listed("hanoi-2025", clean_case("k1"), "apart")


def test_every_helper_of_the_probation_writes() -> None:
    wanted = dossier_papers.papers_of(shipped_edition("2025").dossier_papers, clean_case("k1"), ["recognition"])
    mentors = [paper.extra["mentor"] for paper in wanted if paper.form == "11-KNĐ"]
    assert [mentor.started_on for mentor in mentors] == ["2026-01-09"]


def test_the_table_of_contents_has_its_own_order_and_unknown_papers_stay_with_their_neighbours() -> None:
    typed = ["6-KNĐ", "2-KNĐ", "Trích lục thẩm tra", "1-KNĐ", "giấy khác"]
    items = [Record(paper=paper) for paper in typed]
    ordered = dossier_papers.in_order(items, ["1-KNĐ", "2-KNĐ", "6-KNĐ"])
    assert [item.paper for item in ordered] == ["1-KNĐ", "giấy khác", "2-KNĐ", "Trích lục thẩm tra", "6-KNĐ"]
