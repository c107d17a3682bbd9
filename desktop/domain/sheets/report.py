"""A plan told: as data for programs, in sentences for people."""

from typing import Any

from desktop.domain.sheets.plan import ImportPlan
from desktop.vietnamese import show_number


def report(plan: ImportPlan) -> dict[str, Any]:
    """The plan as the terminal prints it."""
    warnings = [*(proposal.as_dict() for proposal in plan.proposals), *(finding.as_dict() for finding in plan.warnings)]
    return {
        "read": plan.read,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
        "left_out": [{"row": left.row, "why": left.why} for left in plan.left_out],
        "rejected": [finding.as_dict() for finding in plan.rejected],
        "warnings": sorted(warnings, key=lambda warning: warning["row"]),
    }


def describe(told: dict[str, Any]) -> list[str]:
    """The report in Vietnamese, one line a matter: the counts, then what was left out, rejected and to be looked at."""
    counts = ", ".join(
        f"{show_number(told[key])} {words}"
        for key, words in (("new", "người mới"), ("changed", "người thay đổi"), ("same", "dòng không có gì mới"))
    )
    left_out = f"{show_number(len(told['left_out']))} dòng không nhận"
    return [
        f"Đọc {show_number(told['read'])} dòng: {counts}, {left_out}.",
        *(f"Không nhận dòng {left['row']}: {left['why']}." for left in told["left_out"]),
        *(f"Không nhận ô: {_line(finding)}." for finding in told["rejected"]),
        *(f"Nên xem lại: {_line(finding)}." for finding in told["warnings"]),
    ]


def _line(finding: dict[str, Any]) -> str:
    place = [f"dòng {finding['row']}"] if finding["row"] else []
    place += [finding["column"]] if finding["column"] else []
    proposed = f" → “{finding['proposed']}”" if "proposed" in finding else ""
    return f"{', '.join(place) or 'cả trang'}: “{finding['value']}”{proposed} – {finding['why']}"
