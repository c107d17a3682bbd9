"""What does not fit together: parts over their whole, shares of another base, counts against lists; never changed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.domain.reports.counting import Counts
from desktop.domain.reports.model import Figure, Finding
from desktop.vietnamese import ROUNDINGS, show_date, show_number, show_share


def block(label: str, whole_label: str, whole: Figure, parts: Mapping[str, Figure], adds_up: bool) -> Iterator[Finding]:
    """Parts of a partition that do not add up to the whole; more than the whole even where less would be right."""
    known = [part for part in parts.values() if part.value is not None]
    if whole.value is None or not known:
        return
    total = sum(part.number for part in known)
    if total > whole.number or (adds_up and total != whole.number and len(known) == len(parts)):
        yield Finding(
            f"{label}: các nhóm cộng lại {show_number(total)}, không bằng “{whole_label}” {show_number(whole.number)}.",
            label,
        )


def part(label: str, figure: Figure, whole_label: str, whole: Figure, key: str = "") -> Iterator[Finding]:
    """A part that is larger than its whole."""
    if figure.value is not None and whole.value is not None and figure.number > whole.number:
        yield Finding(
            f"{label}: {show_number(figure.number)} lớn hơn “{whole_label}” {show_number(whole.number)}.", key
        )


def typed(counts: Counts, name: str, label: str, count: str, where: Mapping[str, Any]) -> Iterator[Finding]:
    """A typed figure against the people the book holds for its days, and against figures typed for parts of them."""
    for stretch in counts.stretches(name):
        held = counts.counted(count, where, stretch)
        if held and held != stretch.value:
            yield Finding(
                f"{label}, {_days(stretch.first, stretch.last)}: số gõ là {show_number(stretch.value)}, "
                f"danh sách trong sổ có {show_number(held)} người.",
                name,
            )
        inside = [
            each for each in counts.typed_twice(name) if stretch.first <= each.first and each.last <= stretch.last
        ]
        total = sum(each.value for each in inside)
        if total > stretch.value:
            yield Finding(
                f"{label}: số gõ của các kỳ bên trong cộng lại {show_number(total)}, quá số của cả kỳ "
                f"{show_number(stretch.value)}.",
                name,
            )


def shares(counts: Counts, name: str, label: str, whole: Figure, whole_label: str) -> Iterator[Finding]:
    """A published share that is not the share of this base, however it is rounded."""
    for stretch in counts.stretches(name):
        if stretch.share and whole.value and len(counts.stretches(name)) == 1:
            yield from share(label, stretch.value, whole_label, whole.value, stretch.share)


def share(label: str, value: int, whole_label: str, whole: int | Decimal, printed: str) -> Iterator[Finding]:
    """A printed share, as "76,94", that no usual rounding makes of a part and a whole."""
    wanted = read_share(printed)
    exact = Decimal(value) * 100 / Decimal(whole)
    decimals = max(-int(wanted.as_tuple().exponent), 0) if wanted is not None else 0
    rounded = {exact.quantize(Decimal(1).scaleb(-decimals), rounding=way) for way in ROUNDINGS.values()}
    if wanted is None or wanted not in rounded:
        yield Finding(
            f"{label}: tỷ lệ đã ghi {printed} % không phải của {show_number(value)} trên “{whole_label}” "
            f"{show_number(whole)}; tính ra {show_share(exact)} %."
        )


def read_share(text: str) -> Decimal | None:
    """A share typed as 79,57 or 79.57, with or without the sign; None when it is no number."""
    try:
        return Decimal(text.replace("%", "").strip().replace(",", "."))
    except InvalidOperation:
        return None


def _days(first: str, last: str) -> str:
    return f"từ {show_date(first)} đến {show_date(last)}"
