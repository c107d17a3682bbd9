"""Lists as offices keep them: where the header is, what columns mean, which rows are people."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sheets.mapping import Mapping, Target
from desktop.domain.sheets.model import Area, Understanding
from desktop.domain.sheets.plain_text import shown
from desktop.domain.sheets.plan import target_field
from desktop.domain.sheets.understanding import NotUnderstood
from desktop.services.importing.knowledge import load_knowledge
from tests.domain.sheets.builders import sheet, understood

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ"]
LAN = [1, "Lê Thị Lan", "3/2/1999", "Nữ", "Chi bộ thôn Đông"]
SON = [2, "Hà Văn Sơn", "4/2/1998", "Nam", "Chi bộ thôn Tây"]


def names(found: Understanding) -> list[str]:
    return [row.values["person.full_name"] for row in found.rows]


def values(found: Understanding, key: str) -> list[str | None]:
    return [row.values.get(f"person.{key}") for row in found.rows]


def kinds(found: Understanding) -> list[str]:
    return [skipped.kind for skipped in found.skipped]


def test_titles_above_the_header_are_passed_over() -> None:
    found = understood(
        [["ĐẢNG BỘ XÃ"], [None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"], *[[]] * 8, ["DANH SÁCH"], HEADER, LAN, SON]
    )
    assert found.mapping.header_rows == (12,)
    assert names(found) == ["Lê Thị Lan", "Hà Văn Sơn"]
    assert [row.row for row in found.rows] == [13, 14]


def test_the_sheet_with_the_list_is_chosen() -> None:
    cover = sheet([["Kính gửi"], ["Họ và tên người nhận"]], "Bìa")
    found = understood(cover, sheet([[1, 2], [3]], "Số liệu"), sheet([HEADER, LAN], "Danh sách"))
    assert found.sheet == "Danh sách"
    assert understood(sheet([HEADER, LAN], "A"), sheet([HEADER, SON], "B"), only="b").sheet == "B"


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(NotUnderstood, match="“A”"):
        understood(sheet([HEADER, LAN], "A"), only="C")


@pytest.mark.parametrize("rows", [[[]], [["chỉ có chữ"]], [["Họ và tên"], ["Lê Thị Lan"]], [[1, 2, 3], [4, 5, 6]]])
def test_no_list_is_a_sentence(rows: list[list[Any]]) -> None:
    with pytest.raises(NotUnderstood, match="Sổ không thay đổi"):
        understood(rows)


def test_sex_from_the_birth_column_that_is_filled() -> None:
    rows = [
        ["TT", "Họ và tên", "Năm sinh", None],
        [None, None, "Nam", "Nữ"],
        [1, "Lê Lan", None, 1999],
        [2, "Hà Sơn", 1998, None],
    ]
    found = understood(rows)
    assert values(found, "sex") == ["female", "male"]
    assert values(found, "born_on") == ["1999", "1998"]


def test_a_bad_date_still_tells_the_sex() -> None:
    rows = [
        ["Họ và tên", "Ngày sinh", None, "Dân tộc"],
        [None, "Nam", "Nữ", None],
        ["Lê An", "31/02/1999", None, "Kinh"],
    ]
    [row] = understood(rows).rows
    assert row.values["person.sex"] == "male"
    assert "person.born_on" not in row.values
    assert [(cell.row, cell.column, cell.value) for cell in row.rejected] == [(3, "Ngày sinh – Nam", "31/02/1999")]


def test_sex_from_marks() -> None:
    rows = [
        ["Họ và tên", "Ngày sinh", "Giới tính", None],
        [None, None, "Nam", "Nữ"],
        ["Lê Lan", "3/2/1999", None, "x"],
        ["Hà Sơn", 1998, "X", None],
    ]
    assert values(understood(rows), "sex") == ["female", "male"]


def test_columns_headed_only_male_and_female_may_hold_dates_or_marks() -> None:
    assert values(
        understood([["Họ và tên", "Nam", "Nữ", "Dân tộc"], ["Lê Lan", None, "3/2/1999", "Kinh"]]), "born_on"
    ) == ["1999-02-03"]
    assert values(understood([["Họ và tên", "Nam", "Nữ", "Dân tộc"], ["Lê Lan", None, "x", "Kinh"]]), "sex") == [
        "female"
    ]


def test_both_columns_filled_tell_nothing_and_are_listed() -> None:
    [row] = understood([["Họ và tên", "Nam", "Nữ", "Dân tộc"], ["Lê Lan", "x", "x", "Kinh"]]).rows
    assert "person.sex" not in row.values
    assert len(row.warnings) == 2


def test_year_and_male_are_told_apart_by_their_marks() -> None:
    rows = [
        ["Họ và tên", "Ngày, tháng, năm sinh", None, None],
        [None, "Ngày", "Tháng", "Năm"],
        ["Lê Lan", 3, 2, 1999],
        ["Hà Sơn", None, None, 1998],
    ]
    assert values(understood(rows), "born_on") == ["1999-02-03", "1998"]


def test_cells_from_group_rows() -> None:
    rows = [
        HEADER[:4],
        ["I", "Chi bộ thôn Đông", None, None],
        LAN[:4],
        ["II. Chi bộ thôn Tây (1 người)"],
        SON[:4],
        [None, "Thôn Nam: 2 đồng chí"],
        [3, "Vi Văn An", "1/1/1990", "Nam"],
        ["A", "Khối cơ quan xã"],
        [4, "Lò Văn Bình", "1/1/1991", "Nam"],
        ["B", "Đối tượng khác"],
        [5, "Quách Văn Cường", "1/1/1992", "Nam"],
    ]
    found = understood(rows)
    assert [row.cell_name for row in found.rows] == [
        "Chi bộ thôn Đông",
        "Chi bộ thôn Tây",
        "Thôn Nam",
        None,
        None,
    ]
    assert kinds(found) == ["group"] * 5


def test_the_cell_above_a_list_is_that_of_everybody_without_another() -> None:
    header = ["STT", "Họ và tên", "Ngày sinh"]
    title = [["ĐẢNG BỘ XÃ MẪU"], ["CHI BỘ THÔN ĐÔNG, XÃ MẪU"], [None, "DANH SÁCH"], header]
    found = understood([*title, [1, "Lê Thị Lan", "3/2/1999"], ["II", "Chi bộ thôn Tây"], [2, "Hà Văn Sơn", "1998"]])
    assert [row.cell_name for row in found.rows] == ["CHI BỘ THÔN ĐÔNG", "Chi bộ thôn Tây"]
    assert [note.value for note in found.notes] == ["CHI BỘ THÔN ĐÔNG"]
    assert [row.cell_name for row in understood([["Chi bộ"], header, [1, "Lê Thị Lan", "1999"]]).rows] == [None]
    own = understood([["Chi bộ thôn Đông"], HEADER, LAN, SON])
    assert [row.cell_name for row in own.rows] == ["Chi bộ thôn Đông", "Chi bộ thôn Tây"]
    assert own.notes == ()


def test_other_sheets_with_a_list_are_named() -> None:
    found = understood(sheet([HEADER, LAN, SON], "Thôn Đông"), sheet([HEADER, LAN], "Thôn Tây"), sheet([["x"]], "Khác"))
    assert [note.value for note in found.notes] == ["Thôn Tây"]


def test_a_column_of_cells_goes_before_group_rows_and_fills_down_its_merged_area() -> None:
    rows = [HEADER, LAN, [2, "Hà Văn Sơn", 1998, "Nam", None], [3, "Vi Văn An", 1990, "Nam", None]]
    found = understood(sheet(rows, merged=[Area(1, 4, 2, 4)]))
    assert [row.cell_name for row in found.rows] == ["Chi bộ thôn Đông", "Chi bộ thôn Đông", None]


def test_rows_that_are_no_people_are_skipped_and_named() -> None:
    rows = [
        HEADER,
        [1, 2, 3, 4, 5],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        LAN,
        [],
        HEADER,
        SON,
        ["Tổng cộng: 2 quần chúng"],
        [],
        [None, None, None, "Hòa Quỳ, ngày 05 tháng 3 năm 2024"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "T/M ĐẢNG ỦY"],
        [None, "Nguyễn Văn Ký", None, None, "BÍ THƯ"],
        [None, "Trần Thị Lập"],
    ]
    found = understood(rows)
    assert names(found) == ["Lê Thị Lan", "Hà Văn Sơn"]
    assert kinds(found) == [
        "numbering",
        "numbering",
        "header",
        "total",
        "signature",
        "signature",
        "signature",
        "signature",
    ]
    assert found.left_out == ()


def test_a_second_page_with_its_header_of_two_rows() -> None:
    head = [["TT", "Họ và tên", "Năm sinh", None], [None, None, "Nam", "Nữ"]]
    found = understood([*head, [1, "Lê Lan", None, 1999], *head, [2, "Hà Sơn", 1998, None]])
    assert names(found) == ["Lê Lan", "Hà Sơn"]
    assert kinds(found) == ["header", "header"]


@pytest.mark.parametrize("name", ["Tống Cộng Sơn", "Cộng Văn Hòa", "Bản Văn An", "Nam Thị Lan", "Tổng Văn Bí"])
def test_people_whose_names_sound_like_rows_are_people(name: str) -> None:
    assert names(understood([HEADER, [1, name, "3/2/1999", "Nữ", "Chi bộ thôn Đông"]])) == [name]


def test_a_secretary_of_the_youth_union_is_no_signature() -> None:
    header = ["Họ và tên", "Ngày sinh", "Nghề nghiệp", "Dân tộc", "Quê quán", "Chi bộ"]
    rows = [
        ["Lê Thị Lan", "3/2/1999", "Bí thư chi đoàn"],
        ["Hà Văn Sơn", "Sinh ngày 3 tháng 2 năm 1999", "Trưởng ban", "Kinh"],
        ["Vi Văn An", None, "Bí thư chi đoàn", "Thái", "xã Đông", "thôn Tây"],
    ]
    assert len(understood([header, *rows]).rows) == 3


def test_every_known_heading_means_a_field_of_the_registry() -> None:
    own = {("list", "ordinal"), ("list", "skip"), ("party_cell", "name"), ("mentor", "full_name")}
    targets = {(target.table, target.name) for target in load_knowledge().vocabulary.targets()}
    assert own <= targets
    assert all(target_field(*target) for target in targets - own)


def test_rows_without_a_name_are_left_out_and_told() -> None:
    found = understood(
        [
            HEADER,
            LAN,
            [2, None, "3/2/1999", "Nam", "Chi bộ thôn Tây"],
            [3, None, None, None, None],
            [4, "?!", "1/1/1990", "Nam"],
        ]
    )
    assert [(left.row, left.why) for left in found.left_out] == [
        (3, "không có họ và tên"),
        (5, "cột “Họ và tên”: không phải là họ tên"),
    ]
    assert kinds(found) == ["other"]


def test_a_lone_name_without_a_number_is_left_out() -> None:
    found = understood([HEADER, LAN, [None, "Vi Văn Lẻ", None, None, None], SON])
    assert [left.row for left in found.left_out] == [3]
    assert names(found) == ["Lê Thị Lan", "Hà Văn Sơn"]


def test_blank_rows_end_nothing() -> None:
    assert names(understood([HEADER, LAN, [], [None, "  "], [], SON])) == ["Lê Thị Lan", "Hà Văn Sơn"]


def test_names_in_two_columns() -> None:
    header = ["STT", "Họ và tên đệm", "Tên", "Ngày sinh"]
    assert names(understood([header, [1, "Lê Thị", "Lan", 1999]])) == ["Lê Thị Lan"]
    one_heading = ["STT", "Họ và tên", None, "Ngày sinh"]
    assert names(understood([one_heading, [1, "Lê Thị", "Lan", 1999], [2, "Hà Văn", "Sơn", 1998]])) == [
        "Lê Thị Lan",
        "Hà Văn Sơn",
    ]


def test_composed_and_decomposed_letters_are_the_same() -> None:
    import unicodedata

    rows = [[unicodedata.normalize("NFD", str(value)) for value in row] for row in (HEADER, LAN)]
    [row] = understood(rows).rows
    assert row.values["person.full_name"] == "Lê Thị Lan"
    assert row.values["person.sex"] == "female"


def test_headings_without_marks_and_in_capitals() -> None:
    [row] = understood([["TT", "HO VA TEN", "NGÀY THÁNG NĂM SINH", "DAN TOC"], [1, "Lê Lan", "3/2/1999", "Kinh"]]).rows
    assert row.values["person.born_on"] == "1999-02-03"
    assert row.values["person.ethnicity"] == "Kinh"


def test_numbers_and_dates_of_papers_stand_under_their_own_heading() -> None:
    rows = [
        ["Họ và tên", "CCCD", None, "Giấy chứng nhận", None],
        [None, "Số", "Ngày cấp", "Số", "Ngày cấp"],
        ["Lê Lan", "038199117579", "1/2/2021", "12/GCN", "3/4/2023"],
    ]
    [row] = understood(rows).rows
    assert row.values["person.citizen_id"] == "038199117579"
    assert row.values["person.citizen_id_issued_on"] == "2021-02-01"
    assert row.values["certificate.number"] == "12/GCN"
    assert row.values["certificate.issued_on"] == "2023-04-03"


def test_where_a_person_lives_goes_to_the_field_that_is_free() -> None:
    alone = understood([["Họ và tên", "Nơi ở hiện nay"], ["Lê Lan", "thôn Đông"], ["Hà Sơn", "thôn Tây"]])
    assert [note.column for note in alone.notes] == ["Nơi ở hiện nay"]
    assert values(alone, "permanent_address") == ["thôn Đông", "thôn Tây"]
    both = understood([["Họ và tên", "Nơi ở hiện nay", "Thường trú"], ["Lê Lan", "thôn Đông", "thôn Tây"]])
    assert both.notes == ()
    assert values(both, "permanent_address") == ["thôn Tây"]
    assert values(both, "temporary_address") == ["thôn Đông"]


def test_dashes_say_nothing_and_ditto_marks_are_not_guessed() -> None:
    [row] = understood([["Họ và tên", "Dân tộc", "Quê quán"], ["Lê Lan", "-", "nt"]]).rows
    assert row.values == {"person.full_name": "Lê Lan"}
    assert [cell.value for cell in row.rejected] == ["nt"]


def test_errors_of_excel_are_no_values() -> None:
    [row] = understood([["Họ và tên", "Dân tộc", "Quê quán"], ["Lê Lan", "Kinh", "#REF!"]]).rows
    assert [cell.why for cell in row.rejected] == ["ô này Excel báo lỗi"]


def test_a_mapping_corrected_by_hand_is_used_and_comes_back_from_json() -> None:
    rows = [["Họ và tên", "Cột lạ", "Dân tộc"], ["Lê Lan", "xã Đông", "Kinh"]]
    found = understood(rows)
    assert found.mapping.columns[1].target is None
    corrected = Mapping.from_json(found.mapping.with_target(1, Target("person", "native_place")).to_json())
    assert values(understood(rows, layout=corrected), "native_place") == ["xã Đông"]
    moved = [["DANH SÁCH"], [None, "Dân tộc", "Họ và tên", "Cột lạ"], [None, "Thái", "Hà Sơn", "xã Tây"]]
    again = understood(moved, layout=corrected)
    assert (values(again, "native_place"), values(again, "ethnicity")) == (["xã Tây"], ["Thái"])


def test_a_column_of_given_names_without_a_heading_outlives_a_correction() -> None:
    rows = [
        ["STT", "Họ và tên", None, "Cột lạ", "Dân tộc"],
        [1, "Lê Thị", "Lan", "x", "Kinh"],
        [2, "Hà Văn", "Sơn", "y", "Kinh"],
    ]
    corrected = understood(rows).mapping.with_target(3, Target("person", "native_place"))
    again = understood(rows, layout=corrected)
    assert (names(again), values(again, "native_place")) == (["Lê Thị Lan", "Hà Văn Sơn"], ["x", "y"])


def test_a_field_corrected_by_hand_leaves_its_old_column() -> None:
    found = understood([["Họ và tên", "Cột lạ", "Quê quán"], ["Lê Lan", "xã Đông", "xã Tây"]])
    corrected = found.mapping.with_target(1, Target("person", "native_place"))
    assert corrected.columns[2].target is None


def test_a_layout_that_does_not_fit_is_refused() -> None:
    layout = understood([["Họ và tên", "Cột lạ", "Dân tộc"], ["Lê Lan", "xã Đông", "Kinh"]]).mapping
    with pytest.raises(NotUnderstood, match="không hợp"):
        understood([HEADER, LAN], layout=layout)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-10, 10**12),
    st.floats(allow_nan=False),
    st.dates(date(1890, 1, 1)),
    st.sampled_from(
        ["Lê Thị Lan", "Chi bộ thôn Đông", "Tổng cộng", "I", "T/M ĐẢNG ỦY", "x", "Nam", "3/2/1999", *HEADER]
    ),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
def test_every_filled_row_below_the_header_is_told_once(rows: list[list[Any]]) -> None:
    found = understood([HEADER, LAN, *rows])
    told = [each.row for group in (found.rows, found.left_out, found.skipped) for each in group]
    first = found.mapping.header_rows[-1] + 1
    whole = enumerate([HEADER, LAN, *rows], start=1)
    assert sorted(told) == [number for number, row in whole if number >= first and any(map(shown, row))]


def test_the_cells_understood_are_in_unicode() -> None:
    found = understood(sheet([HEADER, [1, "NguyÔn V¨n An", "3/2/1999", "Nam", None]], font=".VnTime"))
    assert found.cells[1][1].value == "Nguyễn Văn An"
    assert names(found) == ["Nguyễn Văn An"]
