"""What a hand-over still lacks: said before it is made, each with the way to mend it; never a reason to refuse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.reports.model import Report
from desktop.vietnamese import padded_number

_NAMED = 3
_LOOK_AGAIN = "Xem lại ở Thống kê, báo cáo; nếu số đúng thì cứ gửi."


@dataclass(frozen=True)
class Missing:
    """One thing that is incomplete, how to mend it, and whom it is about."""

    sentence: str
    remedy: str
    people: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.sentence} {self.remedy}"


def of_reports(reports: Iterable[tuple[str, Report, bool]]) -> list[Missing]:
    """Reports that are not locked, and figures in them that do not fit together; title, report, whether locked."""
    found, open_titles = [], []
    for title, report, is_locked in reports:
        if not is_locked:
            open_titles.append(title)
        found += [Missing(f"{title}: {each.sentence}", _LOOK_AGAIN, each.people) for each in report.findings]
    if open_titles:
        count = padded_number(len(open_titles))
        found.insert(
            0,
            Missing(
                f"{count} báo cáo của kỳ chưa khóa số liệu: {_listed(open_titles)}.",
                "Vào Thống kê, báo cáo, mở từng báo cáo, soát rồi bấm Hoàn thành.",
            ),
        )
    return found


def of_members(rows: Sequence[tuple[int, str, Mapping[str, Any]]], required: Mapping[str, str]) -> list[Missing]:
    """New members without what the superior's database requires: rows of key, name, values; label by column."""
    found = []
    for column, label in required.items():
        lacking = [(key, name) for key, name, values in rows if not values.get(column)]
        if lacking:
            names = _listed([name for _, name in lacking])
            found.append(
                Missing(
                    f"{padded_number(len(lacking))} đảng viên mới chưa có “{label}”: {names}.",
                    "Mở hồ sơ của từng người ở Hồ sơ kết nạp rồi ghi thêm.",
                    tuple(key for key, _ in lacking),
                )
            )
    return found


def of_template(name: str, empty: Sequence[str]) -> list[Missing]:
    """Cells of a superior's file that will stay as they are."""
    return [
        Missing(f"Tệp “{name}”, {sentence}.", "Chọn lại ở trang Điền vào tệp Excel của cấp trên.") for sentence in empty
    ]


def of_office(named: Mapping[str, str | None]) -> list[Missing]:
    """What the letter would leave as dots: label and value."""
    return [
        Missing(f"Công văn sẽ để trống {label}.", "Ghi ở Thiết lập, phần Cơ quan.")
        for label, value in named.items()
        if not value
    ]


def _listed(words: Sequence[str]) -> str:
    shown = "; ".join(words[:_NAMED])
    return f"{shown}; và {len(words) - _NAMED} nữa" if len(words) > _NAMED else shown
