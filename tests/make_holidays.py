"""Makes the table of public holidays that is shipped, from the library of holidays: `python -m tests.make_holidays`."""

from collections.abc import Iterable
from datetime import date

from desktop import paths
from desktop.domain.calendar import public_holidays

FILE = paths.calendar() / "public-holidays.toml"
# From before the dossiers an office still works with to beyond those it opens.
YEARS = range(2010, 2036)
_HEAD = """\
# Ngày lễ, Tết và ngày làm bù của từng năm trong “years”, lấy từ thư viện holidays (python -m tests.make_holidays).
# Đừng sửa tay: ngày Chính phủ quyết định thêm thì ghi ở working-days.toml.
"""


def text() -> str:
    """The table as its file holds it, a line a year."""
    held = [public_holidays(year) for year in YEARS]
    off, working = zip(*held, strict=True)
    return f"{_HEAD}\nyears = {list(YEARS)}\n\n{_lines('days_off', off)}\n{_lines('working_days', working)}"


def _lines(name: str, years: Iterable[Iterable[date]]) -> str:
    lines = "".join(f"    {', '.join(day.isoformat() for day in sorted(days))},\n" for days in years if days)
    return f"{name} = [\n{lines}]\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
