"""How an office wants each report: rounding, decimals, zeros at the end, guidance; remembered by report."""

from dataclasses import dataclass, replace

from db.changes import Changes
from db.store import Store
from desktop.domain.reports.model import Rounding
from desktop.services.reports import resources

USUAL = Rounding()
MENTOR_RHYTHMS = {0: "không báo cáo định kỳ", 1: "hằng tháng", 3: "hằng quý", 6: "6 tháng", 12: "hằng năm"}
_MENTOR_MONTHS, _MENTOR_REPORTS = "mentor_report_months", "giup-do"


@dataclass(frozen=True)
class Wish:
    """How shares are written, and by which guidance; None is the one that applies at the end of the period."""

    rounding: Rounding = USUAL
    guidance: str | None = None

    def with_rounding(self, way: str | None) -> "Wish":
        """The same with another rounding, if one is named."""
        return replace(self, rounding=replace(self.rounding, rounding=way)) if way else self

    def with_decimals(self, decimals: int | None) -> "Wish":
        """The same with so many decimals, if a number is given."""
        return self if decimals is None else replace(self, rounding=replace(self.rounding, decimals=decimals))


def mentor_months(store: Store) -> int:
    """How many months each report of a mentor is about; 0 when the office asks for none."""
    held = store.read_setting(_MENTOR_MONTHS)
    return int(held) if held is not None else int(resources.find(_MENTOR_REPORTS).parameters["months"])


def save_mentor_months(store: Store, months: int) -> Changes:
    """Keep how often mentors report: a key of MENTOR_RHYTHMS."""
    with store.action(f"Nhịp báo cáo của đảng viên giúp đỡ: {MENTOR_RHYTHMS[months]}", right="settings") as action:
        action.save_setting(_MENTOR_MONTHS, str(months))
    return action.changes


def remembered(store: Store, name: str) -> Wish:
    """What is remembered for a report, else the usual."""
    held = store.find("report_setting", report=resources.find(name).name)
    if held is None:
        return Wish()
    return Wish(Rounding(held.rounding, held.decimals, bool(held.keeps_zeros)), held.guidance)


def remember(store: Store, name: str, wish: Wish) -> Changes:
    """Keep how a report is wanted from now on. Raises NotFound."""
    definition = resources.find(name)
    rounding = wish.rounding
    values = {"rounding": rounding.rounding, "decimals": rounding.decimals, "keeps_zeros": int(rounding.keeps_zeros)}
    values["guidance"] = wish.guidance
    held = store.find("report_setting", report=definition.name)
    with store.action(f"Thiết lập báo cáo {definition.title}") as action:
        if held is None:
            action.insert("report_setting", {"report": definition.name, **values})
        else:
            action.update("report_setting", held.id, values)
    return action.changes
