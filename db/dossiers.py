"""Which people have a dossier that rules are held against, and the rows of many by which their papers are compared."""

import json
from collections.abc import Iterable

from db.records import Record
from db.store import Store

_GIVEN = "(SELECT value FROM json_each(?))"


def people_with_dossier(store: Store, without: Iterable[str] = ()) -> list[int]:
    """The keys of everybody who has a dossier, in the order of the list of people, but for those at some stages."""
    sql = (
        "SELECT id FROM person WHERE id IN (SELECT person_id FROM dossier)"
        f" AND (stage IS NULL OR stage NOT IN {_GIVEN}) ORDER BY sort_key, id"
    )
    return [row["id"] for row in store.rows(sql, [_list(without)])]


def people_sharing(store: Store, numbers: Iterable[str], days: Iterable[str]) -> list[int]:
    """The keys of those on whose certificates or steps a number stands, or something happened on one of the days."""
    numbers, days = _list("".join(number.split()) for number in numbers), _list(days)
    sql = (
        f"SELECT person_id FROM certificate WHERE replace(number, ' ', '') IN {_GIVEN}"
        " UNION SELECT dossier.person_id FROM step JOIN dossier ON dossier.id = step.dossier_id"
        f" WHERE step.happened_on IN {_GIVEN} OR replace(step.document_number, ' ', '') IN {_GIVEN}"
    )
    return [row["person_id"] for row in store.rows(sql, [numbers, days, numbers])]


def certificates_and_steps(store: Store, person_ids: list[int]) -> tuple[list[Record], list[Record]]:
    """The certificates and the steps of some people, each row with `person_id` and `person_uid`."""
    given = [json.dumps(person_ids)]
    certificates = store.rows(
        "SELECT certificate.*, person.uid AS person_uid FROM certificate"
        f" JOIN person ON person.id = certificate.person_id WHERE person.id IN {_GIVEN}",
        given,
    )
    steps = store.rows(
        "SELECT step.*, dossier.person_id, person.uid AS person_uid FROM step"
        " JOIN dossier ON dossier.id = step.dossier_id JOIN person ON person.id = dossier.person_id"
        f" WHERE person.id IN {_GIVEN} ORDER BY step.happened_on, step.id",
        given,
    )
    return certificates, steps


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))
