"""The sentences of findings: templates of the rules filled with the values a check names, written for readers."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from string import Formatter
from typing import Any

from desktop.domain.rules.model import CheckRule, Fault, Finding
from desktop.domain.rules.registry import registered
from desktop.vietnamese import show_date

# Words every message may use beside the values and parameters of its check.
COMMON = frozenset({"paper"})
_OPEN = "…"
_formatter = Formatter()


def placeholders(template: str) -> set[str]:
    """The names in a template. Raises ValueError for a broken one."""
    return {name for _, name, _, _ in _formatter.parse(template) if name is not None}


def tell(rule: CheckRule, fault: Fault, person: str) -> Finding:
    """The finding of a fault. Raises KeyError when the message wants a value the check does not give."""
    words = _Words(rule, fault.values)
    return Finding(
        person=person,
        level=rule.level,
        rule=rule.name,
        citation=rule.cite,
        certainty=rule.certainty,
        message=rule.message.format_map(words),
        remedy=rule.remedy.format_map(words),
        field=fault.field,
    )


def describe(rule: CheckRule) -> str:
    """The message without a case: numbers of the rules filled in, dots where the values of a dossier will stand."""
    told = registered()[rule.call.__name__].values
    return rule.message.format_map(_Words(rule, dict.fromkeys(told, _OPEN)))


class _Words(dict[str, str]):
    """The words of one finding, written out only where a template wants them."""

    def __init__(self, rule: CheckRule, values: Mapping[str, Any]) -> None:
        super().__init__()
        self._rule = rule
        self._values = values

    def __missing__(self, name: str) -> str:
        if name in self._values:
            return show(self._values[name])
        if name in COMMON:
            return self._rule.step.paper if self._rule.step else ""
        return show(self._rule.parameters[name])


def show(value: Any) -> str:
    """A value as a reader sees it; what is not recorded is said to be so."""
    if value is None:
        return "chưa ghi"
    if isinstance(value, date):
        return show_date(value.isoformat())
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, (list, tuple)):
        return ", ".join(show(each) for each in value)
    return str(value)
