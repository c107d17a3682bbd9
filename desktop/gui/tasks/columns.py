"""The columns of the work list, with the words and the colour of how near a day is."""

from collections.abc import Callable
from datetime import date

from desktop.domain.due import Duty, nearness
from desktop.gui.widgets.record_model import TableColumn
from desktop.vietnamese import show_date, show_number

# By the places of nearness: overdue, this week, this month, later; names of the style's colours.
COLOURS = ("accent", "soon", "ink", "muted")
# In letters.
WIDTHS = (10, 18, 18, 52, 32)


def columns(today: Callable[[], date]) -> tuple[TableColumn, ...]:
    """The columns; what is near depends on the day they are looked at."""

    def colour(duty: Duty) -> str:
        return COLOURS[nearness(duty.due_on, today())]

    return (
        TableColumn("due_on", "Hạn", lambda duty: show_date(duty.due_on.isoformat()), lambda duty: duty.due_on),
        TableColumn("left", "Còn lại", lambda duty: words(duty.due_on, today()), colour=colour),
        TableColumn("name", "Họ và tên", lambda duty: duty.name),
        TableColumn("what", "Việc", lambda duty: duty.what),
        TableColumn("rule", "Theo quy định", lambda duty: duty.rule),
    )


def words(due_on: date, today: date) -> str:
    """How many days are left, or how many it is late."""
    left = (due_on - today).days
    if left < 0:
        return f"Quá hạn {show_number(-left)} ngày"
    return f"Còn {show_number(left)} ngày" if left else "Hôm nay"
