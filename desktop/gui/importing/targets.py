"""What a column of a list can be taken as, in the words of the field registry, for correcting by hand."""

from db.fields import fields_of
from desktop.domain.sheets.mapping import Target
from desktop.domain.sheets.plan import target_label
from desktop.services.importing.knowledge import load_knowledge

NOTHING = "— không lấy cột này —"
_NAMES = {
    "party_cell.name": "Chi bộ",
    "mentor.full_name": "Đảng viên giúp đỡ",
    "list.ordinal": "Số thứ tự",
    "list.skip": NOTHING,
}
_TABLES = {"person": "", "certificate": "Lớp nhận thức: ", "step": "Ngày của bước: ", "party_member": "Đảng viên: "}
_PARTS = {
    "male": "cột của nam",
    "female": "cột của nữ",
    "day": "ngày",
    "month": "tháng",
    "year": "năm",
    "family": "họ và tên đệm",
    "given": "tên",
    "detail": "địa chỉ chi tiết",
    "province": "tỉnh",
}
_SKIP = Target("list", "skip")


def target_words(target: Target | None) -> str:
    """What a column is taken as, for people."""
    if target is None:
        return NOTHING
    label = target_label(target.table, target.name)
    words = _NAMES.get(target.key) or (f"{_TABLES.get(target.table, '')}{label}" if label else target.key)
    return f"{words} ({_PARTS[target.part]})" if target.part else words


def all_targets() -> list[Target | None]:
    """Every choice, nothing first, then in the order of the person's page."""
    known = load_knowledge().vocabulary.targets() - {_SKIP}
    return [None, *sorted(known, key=_rank)]


def _rank(target: Target) -> tuple[bool, int, str]:
    order = [field.name for field in fields_of("person")]
    is_person = target.table == "person" and target.name in order
    return not is_person, order.index(target.name) if is_person else 0, target_words(target)
