"""The columns of the list of people: what each shows, and by what it can be sorted."""

from collections.abc import Callable
from dataclasses import dataclass

from db.choices import SEX, STAGE
from db.records import Record
from desktop.vietnamese import show_date

_VISIBLE_DIGITS = 4


@dataclass(frozen=True)
class ListColumn:
    """One column; `order` is a key of db.people_list.ORDERS, none for a column that cannot be sorted by."""

    key: str
    heading: str
    width: int
    show: Callable[[Record], str]
    order: str | None = None


def masked(citizen_id: str | None) -> str:
    """A citizen id of which only the last digits are read; the whole stands on the person's own page."""
    if not citizen_id:
        return ""
    hidden = max(0, len(citizen_id) - _VISIBLE_DIGITS)
    return "•" * hidden + citizen_id[hidden:]


COLUMNS = (
    ListColumn("full_name", "Họ và tên", 182, lambda person: person.full_name, "name"),
    ListColumn("born_on", "Ngày sinh", 92, lambda person: show_date(person.born_on), "born_on"),
    ListColumn("sex", "Giới tính", 82, lambda person: SEX.get(person.sex or "", "")),
    ListColumn("cell", "Chi bộ", 172, lambda person: person.cell or "", "cell"),
    ListColumn("stage", "Giai đoạn", 178, lambda person: STAGE.get(person.stage or "", ""), "stage"),
    ListColumn("citizen_id", "Số định danh", 122, lambda person: masked(person.citizen_id)),
    ListColumn("permanent_address", "Nơi thường trú", 150, lambda person: person.permanent_address or ""),
)
