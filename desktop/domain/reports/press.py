"""The report in words: how many were admitted, what share of the quota, and the groups with their shares."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.choices import CLASS_KIND
from desktop.domain.reports.consistency import part
from desktop.domain.reports.counting import Counts
from desktop.domain.reports.forms import figure_cell, share_cell
from desktop.domain.reports.model import Cell, Column, Figure, Finding, Line, Rounding, Table
from desktop.domain.reports.periods import words
from desktop.domain.reports.progress import ADMITTED
from desktop.domain.reports.quotas import Target, show_target
from desktop.vietnamese import padded_number, show_number

COLUMNS = (
    Column("value", "Số", 1.0),
    Column("percent", "Tỷ lệ %", 1.0, "percent"),
    Column("whole", "Trên", 1.0),
    Column("previous", "Cùng kỳ năm trước", 1.2),
)
PARTS = {"villages": ("villages.own", "villages"), "heads": ("villages.head_is_member", "villages")}
_LABELS = {"villages": "Thôn, bản có chi bộ riêng", "heads": "Trưởng thôn là đảng viên"}


class Press:
    """The figures of the sentences; `more` are figures of classes and villages by name, `members` the stock."""

    def __init__(
        self,
        parameters: Mapping[str, Any],
        now: Counts,
        before: Counts,
        target: Target | None,
        more: Mapping[str, Figure],
        rounding: Rounding,
    ) -> None:
        self._texts, self._now, self._before, self._target = parameters, now, before, target
        self._more, self._rounding = more, rounding
        self.admitted = now.figure(ADMITTED, ADMITTED)
        self.groups = [
            (
                group,
                *(counts.figure(group["name"], self._count(group), group.get("where", {})) for counts in (now, before)),
            )
            for group in parameters["groups"]
        ]

    def sentences(self, office: str) -> tuple[str, ...]:
        """What is known, in the pattern of the press; what nobody knows is left out."""
        return tuple(filter(None, (self._first(office), *self._classes(), self._villages())))

    def table(self) -> Table:
        """The same numbers, each with its whole."""
        lines = [self._line(ADMITTED, "Kết nạp", self.admitted, self._before.figure(ADMITTED, ADMITTED))]
        for group, now, before in self.groups:
            if now.value is not None:
                label = str(group["label"])
                lines.append(self._line(group["name"], label[:1].upper() + label[1:], now, before, self.admitted, 1))
        for name, (done, whole) in PARTS.items():
            if self._more[whole].value and self._more["villages.unknown"].value != self._more[whole].value:
                nothing = Figure(None)
                lines.append(self._line(done, _LABELS[name], self._more[done], nothing, self._more[whole]))
        return Table(COLUMNS, tuple(lines), "Số liệu trong báo cáo", "Chỉ số")

    def findings(self) -> Iterator[Finding]:
        """Groups that are larger than the whole; groups overlap and need not add up."""
        for group, now, _ in self.groups:
            yield from part(group["label"], now, "Kết nạp", self.admitted, group["name"])
        for done, whole in PARTS.values():
            yield from part(done, self._more[done], whole, self._more[whole], done)

    def _count(self, group: Mapping[str, Any]) -> str:
        return ADMITTED if "where" in group else ""

    def _first(self, office: str) -> str:
        if self.admitted.value is None:
            return ""
        begins = words(self._now.period)
        told = {"period": begins[:1].upper() + begins[1:], "office": office, "number": _written(self.admitted)}
        said = [self._texts["admitted"].format(**told), self._of_quota(), self._average(), self._of_stock()]
        groups = ", ".join(self._group(group["label"], now) for group, now, _ in self.groups if now.value)
        sentence = ", ".join(filter(None, said))
        return f"{sentence}; trong đó {groups}." if groups else f"{sentence}."

    def _group(self, label: str, figure: Figure) -> str:
        return f"{label} {_written(figure)} ({self._share(figure, self.admitted)} %)"

    def _of_quota(self) -> str:
        if self._target is None or not self._target.number:
            return ""
        share = self._rounding.share(self.admitted.number, self._target.number)
        return str(self._texts["quota"].format(share=share, whole=show_target(self._target.number)))

    def _average(self) -> str:
        months = self._now.period.months
        if self._now.period.is_in_one_year or not months:
            return ""
        mean = self.admitted.number * 12 // months
        return str(self._texts["average"].format(number=show_number(mean)))

    def _of_stock(self) -> str:
        members = self._more["members"]
        if not members.value or self._now.period.is_in_one_year:
            return ""
        share = self._share(self.admitted, members)
        return str(self._texts["stock"].format(share=share, whole=show_number(members.number)))

    def _classes(self) -> Iterator[str]:
        for kind, label in CLASS_KIND.items():
            classes, people = self._more[f"classes.{kind}"], self._more[f"learners.{kind}"]
            if classes.value:
                kinds = f"lớp {label[:1].lower()}{label[1:]}"
                told = {"number": padded_number(int(classes.number)), "kind": kinds, "people": _written(people)}
                yield f"{self._texts['classes'].format(**told)}."

    def _villages(self) -> str:
        said = []
        for name, (done, whole) in PARTS.items():
            if self._more[whole].value and self._more[done].value:
                share = self._share(self._more[done], self._more[whole])
                told = {"number": _written(self._more[done]), "whole": _written(self._more[whole]), "share": share}
                said.append(self._texts[name].format(**told))
        if said and self._more["villages.joint"].value:
            said.insert(1, self._texts["joint"].format(number=_written(self._more["villages.joint"])))
        sentence = "; ".join(said)
        return f"{sentence}." if sentence else ""

    def _share(self, part_: Figure, whole: Figure) -> str:
        return self._rounding.share(part_.number, whole.number)

    def _line(
        self, key: str, label: str, now: Figure, before: Figure, whole: Figure | None = None, level: int = 0
    ) -> Line:
        if whole is None and self._target is not None and self._target.number:
            share = self._rounding.share(now.number, self._target.number)
            of = Cell(share, share, part=now.number, whole=self._target.number)
            base = Cell(self._target.number, f"{show_target(self._target.number)} (chỉ tiêu)")
        elif whole is None:
            of, base = Cell(), Cell()
        else:
            of, base = share_cell(now, whole, self._rounding), figure_cell(whole)
        return Line(key, label, (figure_cell(now), of, base, figure_cell(before)), level)


def _written(figure: Figure) -> str:
    """A count as reports write it: 09, 3.790."""
    return padded_number(int(figure.number))
