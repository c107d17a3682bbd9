"""Tests of duties: one line a matter, the day from the rules, overdue from the day after."""

from datetime import date
from typing import Any

from db.records import Record
from desktop.domain import due
from desktop.domain.due import Duty
from tests.domain.test_path import RULES, make_case

SENT = {"family_member_id": None, "relative": None, "exemption": None, "received_on": None, "answered_on": None}
CHECK = {"id": 4, "committee": "Đảng ủy xã Bình Mẫu", "is_abroad": 0, "sent_on": "2026-01-05"} | SENT


def duties(*kinds: Any, today: date = date(2026, 3, 3), **values: Any) -> list[Duty]:
    case = make_case(*kinds, **values)
    case.person["full_name"] = "Lò Thị Ánh"
    return list(due.duties(case, RULES, today))


def test_a_step_with_a_limit_is_a_duty() -> None:
    (duty,) = duties(("cell_meeting", "2026-01-05"))
    assert (duty.due_on, duty.what, duty.name) == (date(2026, 4, 6), "Ra quyết định kết nạp", "Lò Thị Ánh")
    assert duty.rule.startswith("Quy định")


def test_the_last_day_is_still_in_time() -> None:
    (on_the_day,) = duties(("cell_meeting", "2026-01-05"), today=date(2026, 4, 6))
    (day_after,) = duties(("cell_meeting", "2026-01-05"), today=date(2026, 4, 7))
    assert (on_the_day.is_overdue, day_after.is_overdue) == (False, True)


def test_every_question_to_another_place_is_a_matter_of_its_own() -> None:
    asked = (Record(CHECK), Record(CHECK | {"id": 5, "is_abroad": 1}), Record(CHECK | {"answered_on": "2026-02-02"}))
    steps = (("procedure_allowed", "2025-12-01"), ("background_check_sent", "2026-01-05"))
    found = duties(*steps, background_checks=asked)
    assert [(duty.row_id, duty.due_on) for duty in found] == [(4, date(2026, 2, 23)), (5, date(2026, 5, 21))]
    assert "Đảng ủy xã Bình Mẫu" in found[0].what


def test_the_dossier_must_not_grow_older_than_its_months() -> None:
    assert [duty.due_on for duty in duties(("personal_history", "2025-10-20"))] == [date(2026, 10, 20)]


def test_a_certificate_is_a_matter_only_while_its_end_is_near() -> None:
    def ends(issued_on: str) -> list[date]:
        certificate = Record(kind="awareness", issued_on=issued_on)
        return [duty.due_on for duty in duties(certificates=(certificate,))]

    assert ends("2021-04-01") == [date(2026, 4, 1)]
    assert ends("2025-04-01") == ends("2020-04-01") == []


def test_who_has_left_the_path_has_no_duties() -> None:
    assert duties(("cell_meeting", "2026-01-05"), ("withdrawn", "2026-02-05")) == []


def test_our_own_answer_to_another_place_is_due_too() -> None:
    reply = Record(id=1, uid="r", kind="history", asked_by="Đảng ủy xã Bình Mẫu", person_name="Lò Văn Núi")
    reply |= {"received_on": "2026-01-05", "letter_on": None, "answered_on": None}
    duty = due.reply_duty(reply, RULES, date(2026, 3, 3))
    assert duty is not None
    assert (duty.due_on, duty.is_overdue, duty.name) == (date(2026, 2, 23), True, "Lò Văn Núi")
    reply["answered_on"] = "2026-02-01"
    assert due.reply_duty(reply, RULES, date(2026, 3, 3)) is None


def test_how_near_a_day_is() -> None:
    today = date(2026, 3, 3)
    days = [date(2026, 3, 2), today, date(2026, 3, 10), date(2026, 3, 11), date(2026, 4, 2), date(2026, 4, 3)]
    assert [due.nearness(day, today) for day in days] == [0, 1, 1, 2, 2, 3]
