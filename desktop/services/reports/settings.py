"""How an office wants each report: rounding, decimals, zeros at the end, guidance; remembered by report."""

from dataclasses import dataclass, replace

from db.changes import Changes
from db.store import Store
from desktop.domain.reports.model import Rounding
from desktop.services.reports import resources

USUAL = Rounding()


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
