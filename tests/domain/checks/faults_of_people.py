"""One fault for every check of the person: age, schooling, dates of life, family."""

from datetime import date

from tests.domain.checks.spoiling import (
    Spoilt,
    add,
    both,
    cut_from,
    empty,
    person,
    relative,
    row,
    without_relatives,
)

_BEFORE_MEETING = cut_from("opinion_summary")
_OLD = "citizen_id_against_birth parent_too_young youth_union_too_old before_birth parent_died_before_birth"
_YOUNG = "citizen_id_against_birth youth_union_too_young parent_too_old before_birth"

FAULTS: dict[str, Spoilt] = {
    "age_under": Spoilt(person(born_on="2008-03-01"), "k1", also=_YOUNG),
    "age_under_boundary": Spoilt(person(born_on="2007-12-20"), "k1", also=_YOUNG),
    "age_over": Spoilt(person(born_on="1965-11-30"), "k1", also=_OLD + " youth_union_not_introducing"),
    "age_over_boundary": Spoilt(person(born_on="1965-12-01"), "k1", also=_OLD),
    "age_over_today": Spoilt(both(_BEFORE_MEETING, person(born_on="1960-01-01")), "k1", date(2025, 11, 25), _OLD),
    "age_limit_near": Spoilt(both(_BEFORE_MEETING, person(born_on="1966-01-01")), "k1", date(2025, 11, 25), _OLD),
    "not_of_age_today": Spoilt(both(_BEFORE_MEETING, person(born_on="2009-01-01")), "k1", date(2025, 11, 25), _YOUNG),
    "birth_month_unknown": Spoilt(person(born_on="2003"), "k1"),
    "schooling_missing": Spoilt(person(schooling=None)),
    "schooling_too_low": Spoilt(person(schooling="8/12")),
    "schooling_too_low_in_area": Spoilt(
        both(person(schooling="4/12"), add("special_groups", kind="disadvantaged_area"))
    ),
    "citizen_id_missing": Spoilt(person(citizen_id=None)),
    "citizen_id_length": Spoilt(person(citizen_id="03830399990")),
    "citizen_id_against_birth": Spoilt(person(sex="male"), "k1 k2"),
    "youth_union_too_young": Spoilt(person(youth_union_joined_on="2017-03-26"), "k1"),
    "youth_union_too_old": Spoilt(person(youth_union_joined_on="2020-03-26"), "k2"),
    "trade_union_too_young": Spoilt(person(trade_union_joined_on="2003-01"), "k2"),
    "period_reversed": Spoilt(row("training", ended_on="2001-01")),
    "before_birth": Spoilt(add("rewards", awarded_on="1950-05", reason="Bằng khen")),
    "after_today": Spoilt(add("rewards", awarded_on="2030-05", reason="Bằng khen")),
    "career_missing": Spoilt(empty("career")),
    "career_gap": Spoilt(row("career", 1, started_on="2014-12", ended_on="2018-08"), "k1"),
    "career_overlap": Spoilt(row("career", 1, started_on="2014-05", ended_on="2018-08"), "k1"),
    "career_ends_early": Spoilt(row("career", -1, ended_on="2024-12")),
    "left_before_joining": Spoilt(
        person(first_admitted_on="2020-05-19", left_party_on="2019-05-19"), also="readmission_not_marked"
    ),
    "parents_missing": Spoilt(without_relatives("father"), also="grandparent_too_young"),
    "spouse_missing": Spoilt(without_relatives("spouse"), "k2 k3"),
    "in_laws_missing": Spoilt(without_relatives("father_in_law"), "k2 k3"),
    "grandparents_missing": Spoilt(without_relatives("paternal_grandfather")),
    "spouse_grandparents_missing": Spoilt(without_relatives("spouse_maternal_grandmother"), "k2 k3"),
    "spouse_of_the_single": Spoilt(person(marital_status="single"), "k2 k3"),
    "relative_without_birth": Spoilt(relative("mother", born_on=None)),
    "relative_without_residence": Spoilt(relative("mother", residence=None)),
    "relative_without_history": Spoilt(relative("mother", political_history=None)),
    "parent_too_young": Spoilt(relative("mother", born_on="1996"), "k1", also="grandparent_too_young"),
    "parent_too_old": Spoilt(relative("mother", born_on="1940"), "k1", also="grandparent_too_young"),
    "child_too_old": Spoilt(relative("child", born_on="1999"), "k2", also="relative_not_verified"),
    "grandparent_too_young": Spoilt(relative("paternal_grandfather", born_on="1970"), "k1"),
    "died_before_born": Spoilt(relative("paternal_grandfather", died_on="1900")),
    "parent_died_before_birth": Spoilt(relative("mother", died_on="1981-01"), "k2", also="relative_not_verified"),
    "family_changed_later": Spoilt(relative("mother", died_on="2025-11-30")),
    "waiting_after_birth": Spoilt(
        add("family", relation="child", full_name="Nguyễn Văn Con Ba", born_on="2025-06", residence="thôn Ba"), "k2"
    ),
    "foreign_relative": Spoilt(relative("spouse", nationality="Thái Lan"), "k2 k3"),
    "religion_not_marked": Spoilt(person(religion="Công giáo")),
    "hoa_not_marked": Spoilt(person(ethnicity="Hoa")),
}
