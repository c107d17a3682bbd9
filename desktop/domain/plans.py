"""What may be kept of plans: quotas that say what they ask for, days and years in order, shares that are numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

from db.choices import QUOTA_KIND
from desktop.domain.reports.consistency import read_share
from desktop.domain.reports.quotas import SUB_TARGETS
from desktop.domain.validation import Invalid, check_values

Values = Mapping[str, Any]
_ORDERED = {
    "quota": (("first_year", "last_year"),),
    "typed_figure": (("starts_on", "ends_on"),),
    "mentor_report": (("starts_on", "ends_on"),),
    "village": (("starts_on", "ends_on"),),
}
_RANGE, _SHARE = QUOTA_KIND["range"], QUOTA_KIND["share"]
# What a quota of a kind does not use; a number left standing there would count for nothing without a word.
_UNUSED = {
    "number": {"number_to": _RANGE, "share": _SHARE},
    "term_total": {"number_to": _RANGE, "share": _SHARE},
    "range": {"share": _SHARE},
    "share": {"number": QUOTA_KIND["number"], "number_to": _RANGE},
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_YEARS = {"quota": ("first_year", "last_year"), "source_survey": ("year",)}


def check(table: str, values: Values, held: Values | None = None) -> dict[str, Any]:
    """The values as they may be kept; `held` is the row they change, None for a new one. Raises Invalid."""
    checked = check_values(table, values, is_new=held is None)
    whole = {**(held or {}), **checked}
    problems = dict(_wrong_years(table, whole)) | dict(_wrong_order(table, whole))
    if table == "quota":
        problems |= dict(_wrong_quota(whole))
    if problems:
        raise Invalid(problems)
    return checked


def same_scope(one: Values, other: Values) -> bool:
    """Whether two quotas are for the same years and the same body."""
    return all(
        (one.get(name) or None) == (other.get(name) or None)
        for name in ("first_year", "last_year", "party_cell_id", "member_in_charge")
    )


def _wrong_years(table: str, row: Values) -> Iterable[tuple[str, str]]:
    for name in _YEARS.get(table, ()):
        if row.get(name) is not None and not _FIRST_YEAR <= row[name] <= _LAST_YEAR:
            yield name, f"“{row[name]}” không phải là năm bốn chữ số."


def _wrong_order(table: str, row: Values) -> Iterable[tuple[str, str]]:
    for first, last in _ORDERED.get(table, ()):
        if row.get(first) is not None and row.get(last) is not None and row[last] < row[first]:
            yield last, "Sau không được sớm hơn trước."


def _wrong_quota(row: Values) -> Iterable[tuple[str, str]]:
    if row.get("kind") == "share" and read_share(row.get("share") or "") is None:
        yield "share", "Giao theo tỷ lệ thì phải ghi tỷ lệ, thí dụ 3,5."
    if row.get("kind") != "share" and row.get("number") is None:
        yield "number", "Số người: chưa có."
    if row.get("kind") == "range" and (row.get("number_to") or 0) < (row.get("number") or 0):
        yield "number_to", "Khoảng phải ghi đủ từ … đến …."
    for name, words in _UNUSED.get(row.get("kind") or "", {}).items():
        if row.get(name) not in (None, ""):
            yield name, f"Cách giao đã chọn không phải “{words}”: hãy chọn lại cách giao hoặc để trống ô này."
    if row.get("party_cell_id") and row.get("member_in_charge"):
        yield "member_in_charge", "Một chỉ tiêu giao cho chi bộ hoặc cho cấp ủy viên, không cả hai."
    for name in SUB_TARGETS:
        if row.get(name) and read_share(row[name]) is None:
            yield name, f"“{row[name]}” không phải là số hoặc tỷ lệ, thí dụ 5 hoặc 60%."
