"""One fault for every check of consents that come late, of papers of a group, of the readmitted and of workplaces."""

from tests.domain.checks.spoiling import Change, Plain, Spoilt, add, add_step, both, person

_LATE = add_step("province_consent", "2026-02-20")
_CONSENT = add_step("province_consent", "2025-11-20")
_LONG_AGO = person(first_admitted_on="2010-05-19", left_party_on="2015-01-10", left_party_reason="Xóa tên")


def _readmission(case: Plain) -> None:
    case["dossier"]["is_readmission"] = 1


def _group(kind: str, **values: str) -> Change:
    return add("special_groups", kind=kind, **values)


def _cell_of(kind: str) -> Change:
    return lambda case: case["cell"].update(village={"name": "Nơi thử", "kind": kind})


def _left_twice(case: Plain) -> None:
    ended = [
        {"admitted_on": f"{year}-02-03", "ended_on": f"{year + 2}-02-03", "is_verified": 1} for year in (2001, 2008)
    ]
    case["memberships"] = ended + case["memberships"]


_AGAIN = both(_LONG_AGO, _readmission)
_ON_CONTRACT = both(_group("contract_worker", started_on="2025-10-01"), _cell_of("village"))

FAULTS: dict[str, Spoilt] = {
    "special_need_consent": Spoilt(_group("special_need")),
    "dignitary_consent_late": Spoilt(both(_group("religious_dignitary"), _LATE)),
    "elder_consent_late": Spoilt(both(_group("village_elder"), _LATE)),
    "political_consent_late": Spoilt(
        both(_group("political_issue"), add_step("political_conclusion", "2025-11-15"), _LATE)
    ),
    "contract_teacher_papers": Spoilt(_group("contract_teacher")),
    "demobilised_papers": Spoilt(_group("demobilised")),
    "cleared_record_papers": Spoilt(_group("cleared_record")),
    "readmission_consent_late": Spoilt(both(_AGAIN, _LATE), also="readmission_consent_missing"),
    "left_twice": Spoilt(both(_AGAIN, _CONSENT, _left_twice)),
    "never_readmitted": Spoilt(both(_AGAIN, _CONSENT, person(left_party_reason="Làm đơn xin ra khỏi Đảng"))),
    "readmission_papers_missing": Spoilt(both(_AGAIN, _CONSENT)),
    "graduate_at_residence": Spoilt(both(_group("waiting_for_job", started_on="2025-06-30"), _cell_of("school"))),
    "workplace_not_asked": Spoilt(_ON_CONTRACT),
    "workplace_not_asked_again": Spoilt(_ON_CONTRACT, "k1 k2"),
    "local_parents_opinion": Spoilt(_group("student", started_on="2025-09-05")),
}
