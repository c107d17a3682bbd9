"""Which people have a dossier that rules are held against, and the rows of many by which their papers are compared."""

import json
from collections.abc import Iterable

from db.records import Record
from db.store import Store

_GIVEN = "(SELECT value FROM json_each(?))"
_CERTIFICATES = (
    "SELECT certificate.kind, certificate.number, certificate.issued_by, certificate.issued_on,"
    " person.uid AS person_uid FROM certificate JOIN person ON person.id = certificate.person_id"
)
_STEPS = (
    "SELECT step.kind, step.body, step.document_number, step.document_on, step.happened_on, step.member_total,"
    " step.official_total, step.votes_base, step.present, step.present_official, person.uid AS person_uid"
    " FROM step JOIN dossier ON dossier.id = step.dossier_id JOIN person ON person.id = dossier.person_id"
)


def people_with_dossier(store: Store, without: Iterable[str] = ()) -> list[int]:
    """The keys of everybody who has a dossier, in the order of the list of people, but for those at some stages."""
    sql = (
        "SELECT id FROM person WHERE id IN (SELECT person_id FROM dossier)"
        f" AND (stage IS NULL OR stage NOT IN {_GIVEN}) ORDER BY sort_key, id"
    )
    return [row["id"] for row in store.rows(sql, [_list(without)])]


def certificates_and_steps(store: Store, person_ids: list[int]) -> tuple[list[Record], list[Record]]:
    """What is compared between people, of some of them: numbered certificates; steps with a number or with counts.

    Rows have the columns by which papers are compared, and `person_uid`.
    """
    given = [json.dumps(person_ids)]
    steps = f"(step.document_number IS NOT NULL OR step.member_total IS NOT NULL) AND person.id IN {_GIVEN}"
    return (
        store.rows(f"{_CERTIFICATES} WHERE certificate.number IS NOT NULL AND person.id IN {_GIVEN}", given),
        store.rows(f"{_STEPS} WHERE {steps}", given),
    )


def sharing(
    store: Store, certificate_numbers: Iterable[str], step_numbers: Iterable[str], days: Iterable[str]
) -> tuple[list[Record], list[Record]]:
    """The same rows of whoever has one of the numbers on a paper, or was considered on one of the days."""
    on_day = f"(step.happened_on IN {_GIVEN} AND step.member_total IS NOT NULL)"
    return (
        store.rows(f"{_CERTIFICATES} WHERE certificate.number IN {_GIVEN}", [_list(certificate_numbers)]),
        store.rows(f"{_STEPS} WHERE step.document_number IN {_GIVEN} OR {on_day}", [_list(step_numbers), _list(days)]),
    )


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))
