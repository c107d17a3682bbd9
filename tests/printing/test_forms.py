"""The notation: what a form may say, how a mistake in one is named, and the office's own forms."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import BadForm
from desktop import paths
from desktop.domain.paper_states import MEETING
from desktop.printing import filters, papers
from desktop.printing.blocks import Columns, Paragraph, Table, texts
from desktop.printing.catalogue import Catalogue, open_catalogue, shipped_folders
from desktop.printing.contexts import PersonRow
from desktop.printing.forms import FormError
from desktop.printing.papers import Paper
from tests.printing import factory, subjects
from tests.printing.conftest import BASE, EDITION, shipped_catalogue

HEAD = "---\ncode: THỬ\ntitle: Thử\ncertainty: thử\n---\n"
ABOUT = "---\ncode: THỬ\ntitle: Thử\nabout: {}\ncertainty: thử\n---\n"


@pytest.fixture
def compose(tmp_path: Path) -> Callable[[str], Paper]:
    """A paper of a form whose body is given."""

    def made(body: str) -> Paper:
        folder = tmp_path / "2031"
        folder.mkdir()
        (folder / "thử.md").write_text(HEAD + body, encoding="utf-8")
        return papers.compose(Catalogue(folder).form("thử"), factory.full_case(), today=factory.TODAY)

    return made


def refused(tmp_path: Path, text: str) -> FormError:
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "thử.md").write_text(text, encoding="utf-8")
    with pytest.raises(FormError) as caught:
        _ = Catalogue(folder).form("thử").template
    return caught.value


@pytest.mark.parametrize("edition", sorted(folder.name for folder in paths.forms().iterdir() if folder.is_dir()))
def test_every_shipped_form_is_read(edition: str) -> None:
    files = {path.stem for folder in shipped_folders(paths.forms() / edition) for path in folder.glob("*.md")}
    assert set(shipped_catalogue(edition).codes()) == files
    assert shipped_catalogue(edition).warnings == []
    assert all(ready.template and ready.names for ready in shipped_catalogue(edition).ready())


def test_every_letterhead_is_understood(compose: Callable[[str], Paper], tmp_path: Path) -> None:
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "letterheads").symlink_to(paths.forms() / BASE / "letterheads")
    for path in (paths.forms() / BASE / "letterheads").glob("*.md"):
        head = HEAD.replace("title: Thử", "title: Thử\ndocument: cell_meeting\nnumber: NQ/CB")
        (folder / "thử.md").write_text(f"{head}:::letterhead {path.stem}\n", encoding="utf-8")
        paper = papers.compose(Catalogue(folder).form("THỬ"), factory.full_case(), today=factory.TODAY)
        assert isinstance(paper.document.blocks[0], Columns)


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("Tên: {{ candidat.full_name }}", 6, "không có tên “candidat”"),
        ("Một\n\n{{ candidate.fullname }}", 8, "“candidate” không có mục “fullname”"),
        ("{% for row in career %}\n{{ row.salary }}\n{% endfor %}", 7, "“row” không có mục “salary”"),
        ("{{ candidate.full_name|shout }}", 6, "không có cách viết “shout”"),
        ("Một\n{{ candidate.full_name", 7, "chưa đóng"),
        ("\n:::seel", 7, "không có khối “seel”"),
        (":::signature\nBÍ THƯ", 6, "khối “signature” chưa đóng"),
        ("Một\n:::end", 7, "không có khối nào đang mở"),
        (":::beside", 6, "đứng không đúng chỗ"),
        (":::photo 30", 6, "còn thiếu số"),
        (":::columns rộng hẹp\n:::end", 6, "phải là số"),
        (
            "{% for row in career %}\n{% for part in row.parts %}\n{% endfor %}{% endfor %}",
            7,
            "“row” không có mục “parts”",
        ),
        ("{% set who = mentor %}\n{{ who.salary }}", 7, "“who” không có mục “salary”"),
        ("{{ document.number }}", 6, "“document” không có mục “number”"),
        ("Một\n:::part nowhere", 7, "không có phần đầu, phần chung nào tên “nowhere”"),
        ("Một\n:::letterhead nowhere", 7, "không có phần đầu, phần chung nào tên “nowhere”"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_reason(body: str, line: int, reason: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, HEAD + body)
    assert (problem.file, problem.line) == ("thử.md", line)
    assert reason in problem.sentence
    assert f"Mẫu “thử.md”, dòng {line}:" in problem.sentence


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("Không có phần đầu", 1, "dòng đầu phải là ---"),
        ("---\ncode: THỬ\n", 3, "chưa đóng"),
        (HEAD.replace("title: Thử", "tilte: Thử"), 3, "không có mục “tilte”"),
        (HEAD.replace("title: Thử\n", ""), 4, "thiếu “title”"),
        (HEAD.replace("title: Thử", "title: Thử\npaper: A3"), 4, "khổ giấy “A3”"),
        (HEAD.replace("title: Thử", "title: Thử\nletter_size: to"), 4, "phải là số từ 8 đến 40"),
        (HEAD.replace("title: Thử", "chỉ là chữ"), 3, "tên: giá trị"),
        (HEAD.replace("title: Thử", "title: Thử\nneeds: [candidate, cel]"), 4, "không có tên “cel”"),
        (HEAD.replace("title: Thử", "title: Thử\ndocument: meeting"), 4, "không có tên “meeting”"),
        (ABOUT.format("village"), 4, "mẫu không thể về “village”"),
        (ABOUT.format("register"), 4, "không có sổ “”"),
        (ABOUT.format("class") + "{{ candidate.full_name }}", 7, "không có tên “candidate”"),
        (
            ABOUT.format("class") + "{% for row in learners %}\n{{ row.grade }}{% endfor %}",
            8,
            "“row” không có mục “grade”",
        ),
        (ABOUT.format("meeting") + "{% for row in cases %}\n{{ row.candidate.nam }}{% endfor %}", 8, "“row.candidate”"),
    ],
)
def test_a_mistake_in_the_front_matter(text: str, line: int, reason: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, text)
    assert problem.line == line
    assert reason in problem.sentence


def test_a_form_that_asks_for_the_impossible(compose: Callable[[str], Paper]) -> None:
    with pytest.raises(FormError) as caught:
        compose("Một\n\n{{ candidate.full_name + 1 }}")
    assert caught.value.line == 8


def test_a_form_cannot_reach_into_the_program(compose: Callable[[str], Paper]) -> None:
    with pytest.raises(FormError):
        compose("{{ candidate.__class__.__mro__ }}")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "thử.md").write_bytes((HEAD + "Đảng ủy").encode("utf-16"))
    with pytest.raises(FormError, match="UTF-8"):
        Catalogue(folder)


def test_comments_never_print(compose: Callable[[str], Paper]) -> None:
    paper = compose("%% Ghi chú cho văn phòng\nĐoạn một\n%% nữa\n\nĐoạn hai")
    assert list(texts(paper.document.blocks)) == ["Đoạn một", "Đoạn hai"]


def test_parts_on_condition(compose: Callable[[str], Paper]) -> None:
    paper = compose(
        '{% if candidate.sex == "Nữ" %}\nBà\n{% else %}\nÔng\n{% endif %}\n'
        "{% if dossier.is_readmission %}\nlại\n{% endif %}"
    )
    assert list(texts(paper.document.blocks)) == ["Bà"]


def test_tick_boxes_and_rows(compose: Callable[[str], Paper]) -> None:
    paper = compose(
        ":::table 1 2\n| Có | Tên |\n{% for row in items %}\n| [x] | {{ row.title }} |\n{% endfor %}\n:::end"
    )
    table = paper.document.blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 3
    assert [run.box for run in table.rows[0][0]] == ["ticked"]


def test_a_value_that_ends_its_sentence_gets_no_second_full_stop(compose: Callable[[str], Paper]) -> None:
    paper = compose(
        "Nhận xét: {{ candidate.historical_features }}. Tên: {{ candidate.full_name }}. Hết {{ blank('x') }}."
    )
    text = next(texts(paper.document.blocks))
    assert "pháp luật. Tên: Nguyễn Hoàng Thùy Dương. Hết" in text


def test_a_line_end_in_a_value_begins_a_paragraph(compose: Callable[[str], Paper]) -> None:
    paper = compose("{{ candidate.personal_history }}")
    assert [isinstance(block, Paragraph) for block in paper.document.blocks] == [True, True]


def test_filters(compose: Callable[[str], Paper]) -> None:
    paper = compose(
        "{{ candidate.born_on }} {{ candidate.born_on|month }} {{ candidate.born_on|year }}"
        ' {{ cell.name|called("Chi bộ") }} {{ competent_committee.name|organisation }}'
        " {{ superior_committee.name|organisation }}"
        " {{ cell_meeting.votes_against|number }} {{ cell_meeting.present|less(cell_meeting.member_total) }}"
    )
    assert list(texts(paper.document.blocks)) == [
        "03/02/1998 02/1998 1998 Chi bộ thôn Đông Đảng bộ xã Sông Lam Đảng bộ tỉnh Đông Hà 01 ......."
    ]
    assert len(paper.missing) == 1


def own_catalogue(tmp_path: Path, name: str, text: str) -> Catalogue:
    own = tmp_path / "Mẫu riêng"
    own.mkdir()
    (own / name).write_text(text, encoding="utf-8")
    return Catalogue(paths.forms() / EDITION, own)


def test_an_office_form_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    forms = own_catalogue(tmp_path, "nghi-quyet.md", HEAD.replace("THỬ", "6-KNĐ") + "Của văn phòng")
    paper = papers.compose(forms.form("6-KNĐ"), factory.full_case(), today=factory.TODAY)
    assert list(texts(paper.document.blocks)) == ["Của văn phòng"]
    assert forms.warnings == []


def test_a_broken_office_form_leaves_the_shipped_one(tmp_path: Path) -> None:
    forms = own_catalogue(tmp_path, "6-KNĐ.md", HEAD.replace("THỬ", "6-KNĐ") + "{{ candidate.nothing }}")
    assert len(forms.warnings) == 1
    assert "“6-KNĐ.md”, dòng 6" in forms.warnings[0]
    assert "NGHỊ QUYẾT" in list(
        texts(papers.compose(forms.form("6-KNĐ"), factory.full_case(), today=factory.TODAY).document.blocks)
    )


def test_a_changed_office_form_is_read_again(tmp_path: Path) -> None:
    own = tmp_path / "Mẫu riêng"
    own.mkdir()
    shipped = paths.forms() / EDITION
    first = open_catalogue(shipped, own)
    assert open_catalogue(shipped, own) is first
    (own / "a.md").write_text(HEAD + "Mới", encoding="utf-8")
    assert "THỬ" in open_catalogue(shipped, own).codes()


def test_codes_are_found_as_typed_on_any_keyboard() -> None:
    assert shipped_catalogue().form("6-knd").code == "6-KNĐ"
    with pytest.raises(BadForm, match="không có mẫu “99”"):
        shipped_catalogue().form("99")


def test_the_example_of_the_notation_is_a_form(tmp_path: Path) -> None:
    example = (paths.forms() / "notation.md").read_text(encoding="utf-8").split("```")[1].strip() + "\n"
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "letterheads").symlink_to(paths.forms() / BASE / "letterheads")
    (folder / "mẫu.md").write_text(example, encoding="utf-8")
    paper = papers.compose(Catalogue(folder).form("6-KNĐ"), factory.full_case(), today=factory.TODAY)
    assert "Chi bộ họp xét: kết luận" in paper.missing


def test_an_edition_takes_over_what_it_does_not_write_anew(tmp_path: Path) -> None:
    older, newer, local = (tmp_path / name for name in ("2021", "2031", "nơi-2031"))
    for folder in (older, newer, local):
        (folder / "letterheads").mkdir(parents=True)
    for folder, origin in ((newer, older), (local, newer)):
        (folder / "forms.toml").write_text(f'extends = "{origin.name}"\n', encoding="utf-8")
    for code in ("A", "B", "C"):
        (older / f"{code}.md").write_text(HEAD.replace("THỬ", code) + ":::letterhead head\nCũ", encoding="utf-8")
    (older / "letterheads/head.md").write_text("Đầu cũ", encoding="utf-8")
    (newer / "B.md").write_text(HEAD.replace("THỬ", "B") + "Mới", encoding="utf-8")
    (local / "C.md").write_text(HEAD.replace("THỬ", "C") + ":::letterhead head\nCủa nơi", encoding="utf-8")
    (local / "letterheads/head.md").write_text("Đầu nơi", encoding="utf-8")
    forms = Catalogue(local)
    made = {code: papers.compose(forms.form(code), factory.full_case(), today=factory.TODAY) for code in forms.codes()}
    said = {code: list(texts(paper.document.blocks)) for code, paper in made.items()}
    assert said == {"A": ["Đầu nơi Cũ"], "B": ["Mới"], "C": ["Đầu nơi Của nơi"]}
    assert {paper.edition for paper in made.values()} == {"nơi-2031"}
    (older / "forms.toml").write_text('extends = "nơi-2031"\n', encoding="utf-8")
    with pytest.raises(FormError, match="không nối được"):
        Catalogue(local)


def test_a_form_may_take_all_but_its_names_from_another(tmp_path: Path) -> None:
    older, newer = tmp_path / "2021", tmp_path / "2031"
    for folder in (older, newer):
        folder.mkdir()
    whole = HEAD.replace("title: Thử", "title: Cũ\ndocument: cell_meeting\nnumber: NQ/CB\nletter_size: 12")
    (older / "A.md").write_text(whole.replace("THỬ", "A") + "Số {{ document.document_number }}", encoding="utf-8")
    (newer / "forms.toml").write_text('extends = "2021"\n', encoding="utf-8")
    taken = HEAD.replace("THỬ", "B").replace("certainty: thử", "certainty: chưa đối chiếu\nbody_of: 2031/A")
    (newer / "B.md").write_text(taken, encoding="utf-8")
    form = Catalogue(newer).form("B").form
    assert (form.code, form.title, form.number, form.page.letter_size) == ("B", "Thử", "NQ/CB", 12)
    assert not form.is_verified
    paper = papers.compose(Catalogue(newer).form("B"), factory.full_case(), today=factory.TODAY)
    assert list(texts(paper.document.blocks)) == ["Số 5"]
    for wrong, reason in (
        (taken.replace("2031/A", "2031/C"), "không có mẫu “2031/C”"),
        (taken + "Chữ", "không viết gì"),
    ):
        (newer / "B.md").write_text(wrong, encoding="utf-8")
        with pytest.raises(FormError, match=reason):
            Catalogue(newer)


@pytest.mark.parametrize(
    ("edition", "board"), [("2022", "BAN TỔ CHỨC"), ("2025", "BAN XÂY DỰNG ĐẢNG"), ("hanoi-2025", "BAN XÂY DỰNG ĐẢNG")]
)
def test_an_edition_may_write_only_a_shared_part_anew(edition: str, board: str) -> None:
    forms = shipped_catalogue(edition)
    paper = papers.compose(forms.form("PHIẾU-TRÍCH"), factory.full_case(), today=factory.TODAY)
    assert board in list(texts(paper.document.blocks))
    for code in ("TTR-1", "TTR-2", "TRÍCH-NGANG"):
        assert board in list(texts(subjects.composed(forms.form(code), subjects.full("round")).document.blocks))


def test_a_letter_says_in_small_letters_what_it_is_about(compose: Callable[[str], Paper]) -> None:
    block = compose(":::matter V/v thẩm tra {{ candidate.full_name }}").document.blocks[0]
    assert isinstance(block, Columns)
    (about,), beside = block.parts
    assert isinstance(about, Paragraph)
    assert (about.text, about.kind, beside) == ("V/v thẩm tra Nguyễn Hoàng Thùy Dương", "matter", ())
    assert all(run.italic for run in about.runs)


def test_columns_that_count_or_are_ticked_stand_in_the_middle(compose: Callable[[str], Paper]) -> None:
    table = compose(
        ":::table 1 4 2\n| TT | Tên | Đồng ý |\n| 1 | {{ candidate.full_name }} | [ ] |\n:::end"
    ).document.blocks[0]
    assert isinstance(table, Table)
    assert table.sides == ("centre", "left", "centre")


def test_an_office_form_for_one_edition_only(tmp_path: Path) -> None:
    own = tmp_path / "Mẫu riêng"
    (own / EDITION).mkdir(parents=True)
    (own / "6.md").write_text(HEAD.replace("THỬ", "6-KNĐ") + "Cho mọi bộ", encoding="utf-8")
    (own / EDITION / "6.md").write_text(HEAD.replace("THỬ", "6-KNĐ") + "Cho bộ này", encoding="utf-8")
    forms = Catalogue(paths.forms() / EDITION, own)
    paper = papers.compose(forms.form("6-KNĐ"), factory.full_case(), today=factory.TODAY)
    assert list(texts(paper.document.blocks)) == ["Cho bộ này"]
    assert forms.own_codes == {"6-KNĐ"}


def test_a_list_of_persons_has_the_names_of_each(tmp_path: Path) -> None:
    body = (
        "{% for row in cases %}\n{{ row.candidate.full_name }}: {{ row.cell_meeting.votes_for|number }}/"
        "{{ row.cell_meeting.member_total }}, {{ row.cell.name }}, {{ row.candidate.phone }}"
        "{% for each in row.career %}; {{ each.work }}{% endfor %}\n\n{% endfor %}"
    )
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "thử.md").write_text(ABOUT.format("meeting") + body, encoding="utf-8")
    rows = {"cases": [PersonRow(factory.full_case()), PersonRow(factory.empty_case())]}
    form = Catalogue(folder).form("THỬ")
    final = papers.compose(form, None, today=factory.TODAY, extra=rows)
    first, second = texts(final.document.blocks)
    assert first.startswith("Nguyễn Hoàng Thùy Dương: 14/18, Chi bộ thôn Đông")
    assert first.endswith("Giáo viên Trường Mầm non Sông Lam")
    assert second.startswith("Trần Thị Bình: .......")
    assert "Trần Thị Bình: điện thoại" in [label.replace("Điện", "điện") for label in final.missing]
    taken = papers.compose(form, None, today=factory.TODAY, extra=rows, state=MEETING, held=["cell_meeting"])
    assert next(texts(taken.document.blocks)).startswith("Nguyễn Hoàng Thùy Dương: ......./18")


@pytest.mark.parametrize(
    ("name", "called", "led"),
    [
        ("xã Sông Lam", "Đảng ủy xã Sông Lam", "xã Sông Lam"),
        ("Đảng uỷ xã Sông Lam", "Đảng uỷ xã Sông Lam", "Đảng bộ xã Sông Lam"),
        ("Huyện ủy Mẫu Sơn", "Huyện ủy Mẫu Sơn", "Đảng bộ huyện Mẫu Sơn"),
        ("Thị uỷ Mẫu Sơn", "Thị uỷ Mẫu Sơn", "Đảng bộ thị xã Mẫu Sơn"),
    ],
)
def test_a_committee_of_any_level_keeps_its_own_word(name: str, called: str, led: str) -> None:
    assert filters.called(name, "Đảng ủy", "Đảng uỷ") == called
    assert filters.organisation(name) == led
    assert filters.bare(called, "Đảng ủy", "Đảng uỷ") == called.removeprefix("Đảng ủy ").removeprefix("Đảng uỷ ")
