"""The places of the window as data: a further place is one more line here."""

from collections.abc import Callable
from dataclasses import dataclass

from db import members, people_list
from db.people_list import PeopleQuery
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.page import Page


@dataclass(frozen=True)
class Place:
    """One place: its key, its words, its shortcut, how its page is made, and what is counted beside its name."""

    key: str
    title: str
    shortcut: str
    make: Callable[[AppContext], Page]
    count: Callable[[Store], int] | None = None
    concerns: frozenset[str] = frozenset()


# A page is imported when its place is first shown, so that the window stands quickly.
def _tasks(context: AppContext) -> Page:
    from desktop.gui.tasks.page import TasksPage

    return TasksPage(context)


def _people(context: AppContext) -> Page:
    from desktop.gui.people.page import PeoplePage

    return PeoplePage(context)


def _mentors(context: AppContext) -> Page:
    from desktop.gui.mentors.page import MentorsPage

    return MentorsPage(context)


def _classes(context: AppContext) -> Page:
    from desktop.gui.classes.page import ClassesPage

    return ClassesPage(context)


def _meetings(context: AppContext) -> Page:
    from desktop.gui.meetings.page import MeetingsPage

    return MeetingsPage(context)


def _plans(context: AppContext) -> Page:
    from desktop.gui.plans.page import PlansPage

    return PlansPage(context)


def _reports(context: AppContext) -> Page:
    from desktop.gui.reports.page import ReportsPage

    return ReportsPage(context)


def _keeping(context: AppContext) -> Page:
    from desktop.gui.keeping.page import KeepingPage

    return KeepingPage(context)


PLACES = (
    Place("tasks", "Việc cần làm", "Ctrl+1", _tasks),
    Place(
        "people",
        "Hồ sơ kết nạp",
        "Ctrl+2",
        _people,
        lambda store: people_list.count(store, PeopleQuery()),
        frozenset({"person"}),
    ),
    Place(
        "mentors",
        "Đảng viên giúp đỡ",
        "Ctrl+3",
        _mentors,
        members.count_mentors,
        frozenset({"party_member", "mentor_assignment"}),
    ),
    Place(
        "classes",
        "Lớp bồi dưỡng",
        "Ctrl+4",
        _classes,
        lambda store: store.count("training_class"),
        frozenset({"training_class"}),
    ),
    Place(
        "meetings",
        "Họp xét",
        "Ctrl+5",
        _meetings,
        lambda store: store.count("meeting"),
        frozenset({"meeting"}),
    ),
    Place("plans", "Kế hoạch, chỉ tiêu", "Ctrl+6", _plans),
    Place("reports", "Thống kê, báo cáo", "Ctrl+7", _reports),
    Place("keeping", "Gửi nhận, sao lưu", "Ctrl+8", _keeping),
)


def place(key: str) -> Place:
    """The place of a key; a mistyped one is a bug and raises KeyError."""
    return {each.key: each for each in PLACES}[key]
