"""The grids of the place of plans as data: a further grid is one more entry here."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from db import fields
from db.dates import parse_typed
from db.store import Store
from desktop.domain.reports import periods
from desktop.domain.reports.periods import Period
from desktop.gui.grid.model import GridColumn, column_of
from desktop.gui.grid.part import GridSpec
from desktop.services import plan_lines, plans
from desktop.services.plan_lines import Line
from desktop.vietnamese import show_date

_YEARS, _DAY = "Năm hoặc giai đoạn:", "Có đến ngày:"


def _label(heading: str, letters: int = 24) -> GridColumn:
    return GridColumn("label", heading, letters, is_label=True)


def _columns(table: str, *named: tuple[str, int]) -> Callable[[Store], Sequence[GridColumn]]:
    """Columns of fields of a table; a reference to a cell offers the cells there are."""

    def make(store: Store) -> list[GridColumn]:
        cells = {cell.name: cell.id for cell in store.list("party_cell", order="sort_key")}
        own = [(fields.field(table, name), letters) for name, letters in named]
        return [column_of(each, letters, cells if each.kind == "reference" else None) for each, letters in own]

    return make


def _with_label(heading: str, columns: Callable[[Store], Sequence[GridColumn]]) -> Callable[[Store], list[GridColumn]]:
    return lambda store: [_label(heading), *columns(store)]


def _saving(table: str) -> Callable[[Store, Any, Sequence[plans.Edit]], Any]:
    return lambda store, key, edits: plans.save_lines(store, table, edits)


def _village_columns(store: Store) -> list[GridColumn]:
    own = _columns("village", ("name", 24), ("kind", 11))(store)
    named = (("cell", 13), ("party_cell_id", 14), ("members", 8), ("head", 12), ("head_is_member", 9))
    days = (("starts_on", "Thành lập ngày"), ("ends_on", "Thôi từ ngày"))
    life = [column_of(fields.field("village", name), 10, heading=heading) for name, heading in days]
    return [*own, *_columns("village_status", *named)(store), *life]


def _mentor_columns(store: Store) -> list[GridColumn]:
    read_only = [_label("Người được giúp đỡ", 20), GridColumn("mentor", "Đảng viên giúp đỡ", 20)]
    read_only += [GridColumn("cell", "Chi bộ", 20), GridColumn("ends_on", "Kỳ đến", 10, options={})]
    return [*read_only, *_columns("mentor_report", ("given_on", 11), ("content", 30))(store)]


def _day_of(text: str) -> str:
    return parse_typed(text, allow=("day",))


def grids(today: Callable[[], date]) -> tuple[GridSpec, ...]:
    """The grids in the order of their tabs."""
    years: dict[str, Any] = {"key_label": _YEARS, "key_of": plan_lines.read_years, "show_key": periods.typed_text}
    days: dict[str, Any] = {"key_label": _DAY, "key_of": _day_of, "show_key": show_date}
    quota = [("kind", 14), ("number", 8), ("number_to", 6), ("share", 8), ("youth", 8), ("women", 6)]
    quota += [("ethnic_minority", 8), ("private_firm", 8), ("school", 8), ("note", 8)]
    return (
        GridSpec(
            "quotas",
            "Chỉ tiêu",
            hint="Gõ năm rồi Enter; giai đoạn ghi năm đầu-năm cuối. Gõ thẳng vào ô, Enter xuống dòng, Ctrl+S lưu. "
            "Tỷ lệ tính trên số đảng viên cuối năm trước ở thẻ “Đảng viên”. Nhóm (đoàn viên, nữ…) ghi số người hoặc "
            "tỷ lệ như 60%.",
            columns=_with_label("Giao cho", _columns("quota", *quota)),
            lines=plan_lines.quotas,
            save=_saving("quota"),
            table="quota",
            **years,
        ),
        GridSpec(
            "stock",
            "Đảng viên",
            hint="Số đảng viên của từng chi bộ đến ngày ghi ở trên; chỉ tiêu giao theo tỷ lệ lấy số cuối năm trước.",
            columns=_with_label(
                "Chi bộ",
                _columns(
                    "member_stock",
                    ("members", 9),
                    ("probationary", 9),
                    ("women", 8),
                    ("ethnic_minority", 9),
                    ("note", 20),
                ),
            ),
            lines=plan_lines.stock,
            save=_saving("member_stock"),
            table="member_stock",
            **days,
        ),
        GridSpec(
            "villages",
            "Thôn, đơn vị",
            hint="Tình trạng kể từ ngày ghi ở trên; trước đó giữ như cũ. Trường, trạm, doanh nghiệp cũng ghi ở đây; "
            "nơi mới lập hoặc đã thôi thì ghi ngày ở hai cột cuối.",
            columns=_village_columns,
            lines=plan_lines.villages,
            save=plans.save_villages,
            new_line=lambda key: Line("", None, {"kind": "village"}),
            **days,
        ),
        GridSpec(
            "surveys",
            "Khảo sát nguồn",
            hint="Mỗi chi bộ một dòng cho năm ghi ở trên.",
            columns=_with_label(
                "Chi bộ",
                _columns(
                    "source_survey",
                    ("surveyed_on", 10),
                    ("people", 9),
                    ("youth_union_members", 9),
                    ("women", 7),
                    ("ethnic_minority", 9),
                    ("eligible", 9),
                    ("planned", 9),
                    ("note", 14),
                ),
            ),
            lines=plan_lines.surveys,
            save=_saving("source_survey"),
            table="source_survey",
            **years,
        ),
        GridSpec(
            "mentor_reports",
            "Báo cáo giúp đỡ",
            hint="Báo cáo của đảng viên giúp đỡ cho từng kỳ đã hết: gõ ngày nộp, tóm tắt nội dung.",
            columns=_mentor_columns,
            lines=lambda store, period: plan_lines.reports_of_mentors(store, period, today()),
            save=_saving("mentor_report"),
            **years,
        ),
        GridSpec(
            "commendations",
            "Khen thưởng",
            hint="Tổ chức, đảng viên làm tốt việc phát triển đảng viên. Insert thêm dòng.",
            columns=_columns(
                "commendation",
                ("awarded_on", 10),
                ("kind", 10),
                ("recipient", 22),
                ("party_cell_id", 18),
                ("award", 14),
                ("reason", 20),
                ("document_number", 12),
                ("awarded_by", 16),
            ),
            lines=plan_lines.commendations,
            save=_saving("commendation"),
            new_line=lambda key: Line("", None, {"kind": "organisation"}),
            table="commendation",
            **years,
        ),
        GridSpec(
            "calendar",
            "Lịch năm",
            hint="Việc phải làm trong năm: ngày, việc; “Hằng năm” thì năm sau lại hiện. Insert thêm dòng.",
            columns=_columns(
                "calendar_entry", ("due_on", 10), ("title", 40), ("every_year", 9), ("done_on", 12), ("note", 20)
            ),
            lines=plan_lines.calendar,
            save=_saving("calendar_entry"),
            new_line=lambda key: Line("", None, {}),
            table="calendar_entry",
            **years,
        ),
    )


def first_key(spec: GridSpec, today: date) -> Period | str:
    """What a grid shows first: this year, or today."""
    return periods.year(today.year) if spec.key_label == _YEARS else today.isoformat()
