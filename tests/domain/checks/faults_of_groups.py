"""One fault for every check of special groups, readmission and the place of admission."""

from tests.domain.checks.spoiling import Change, Plain, Spoilt, add, add_step, both, empty, person

_LEFT = person(first_admitted_on="2015-05-19", left_party_on="2024-01-10", left_party_reason="Xóa tên")
_LATE = "2026-02-20"


def _readmission(case: Plain) -> None:
    case["dossier"]["is_readmission"] = 1


def _group(kind: str, **values: str) -> Change:
    return add("special_groups", kind=kind, **values)


def _cell_of(kind: str) -> Change:
    return lambda case: case["cell"].update(village={"name": "Nơi thử", "kind": kind})


_LONG_AGO = person(first_admitted_on="2010-05-19", left_party_on="2015-01-10", left_party_reason="Xóa tên")
_CONSENT = add_step("province_consent", "2025-11-20")

FAULTS: dict[str, Spoilt] = {
    "religious_papers": Spoilt(both(person(religion="Công giáo"), _group("religious_follower"))),
    "dignitary_papers": Spoilt(both(_group("religious_dignitary"), _CONSENT)),
    "dignitary_consent": Spoilt(_group("religious_dignitary")),
    "hoa_papers": Spoilt(both(person(ethnicity="Hoa"), _group("hoa_ethnic"))),
    "foreign_spouse_papers": Spoilt(_group("foreign_spouse")),
    "firm_owner_papers": Spoilt(both(_group("firm_owner"), empty("items"))),
    "contract_papers": Spoilt(_group("contract_worker", started_on="2025-11-01"), also="contract_at_residence"),
    "seconded_papers": Spoilt(_group("seconded", started_on="2025-11-01")),
    "graduate_papers": Spoilt(both(_group("waiting_for_job"), empty("items"))),
    "elder_consent": Spoilt(_group("village_elder")),
    "political_conclusion_missing": Spoilt(both(_group("political_issue"), _CONSENT)),
    "political_consent_missing": Spoilt(
        both(_group("political_issue"), add_step("political_conclusion", "2025-11-15"))
    ),
    "political_conclusion_late": Spoilt(
        both(_group("political_issue"), _CONSENT, add_step("political_conclusion", _LATE))
    ),
    "consent_late": Spoilt(both(_group("special_need"), add_step("province_consent", _LATE))),
    "readmission_too_soon": Spoilt(both(_LEFT, _readmission, _CONSENT)),
    "readmission_after_record": Spoilt(
        both(_LONG_AGO, _readmission, _CONSENT, _group("cleared_record", started_on="2023-01-01")),
        also="cleared_record_papers",
    ),
    "first_membership_unknown": Spoilt(both(_readmission, _CONSENT)),
    "readmission_consent_missing": Spoilt(both(_LONG_AGO, _readmission)),
    "readmitted_twice": Spoilt(
        both(
            _LONG_AGO,
            _readmission,
            _CONSENT,
            add("earlier_dossiers", is_readmission=1, opened_on="2019-01-01"),
        )
    ),
    "readmission_not_marked": Spoilt(_LONG_AGO),
    "contract_at_residence": Spoilt(both(_group("contract_worker", started_on="2025-10-01"), _cell_of("agency"))),
    "contract_at_workplace": Spoilt(both(_group("contract_worker", started_on="2020-10-01"), _cell_of("village"))),
    "teacher_at_school": Spoilt(both(_group("contract_teacher", started_on="2020-10-01"), _cell_of("village"))),
    "student_at_school": Spoilt(both(_group("student", started_on="2022-10-01"), _cell_of("village"))),
    "seconded_at_workplace": Spoilt(both(_group("seconded", started_on="2022-10-01"), _cell_of("village"))),
    "contract_start_unknown": Spoilt(_group("contract_worker")),
}
