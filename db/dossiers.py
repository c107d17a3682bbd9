"""Which people have a dossier that rules are held against, and the rows of many by which their papers are compared."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from db.records import Record
from db.store import Store

_GIVEN = "(SELECT value FROM json_each(?))"
_CERTIFICATES = (
    "SELECT certificate.kind, certificate.number, certificate.issued_by, certificate.issued_on,"
    " person.uid AS person_uid FROM certificate JOIN person ON person.id = certificate.person_id"
)
_OF_STEP = (
    "SELECT step.kind, step.body, step.document_number, step.document_on, step.happened_on, step.member_total,"
    " step.official_total, step.votes_base, step.present, step.present_official,"
)
# The same columns without what only the row itself tells, so that it is never read.
_OF_PAPER = (
    "SELECT step.kind, step.body, step.document_number, step.document_on, step.happened_on, NULL, NULL, NULL, NULL,"
    " NULL, NULL"
)
_OF_MEETING = (
    "SELECT step.kind, step.body, NULL, NULL, step.happened_on, step.member_total, step.official_total, NULL, NULL,"
    " NULL, NULL"
)
_OWNER = " FROM dossier JOIN person ON person.id = dossier.person_id WHERE dossier.id = step.dossier_id"
_STEPS = (
    f"{_OF_STEP} person.uid AS person_uid"
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


def certificates_numbered(store: Store, numbers: Iterable[str]) -> list[Record]:
    """The same rows of whoever has a certificate with one of the numbers."""
    return store.rows(f"{_CERTIFICATES} WHERE certificate.number IN {_GIVEN}", [_list(numbers)])


@dataclass(frozen=True)
class Shared:
    """What the papers of one person may share with those of others: numbers given in some years, days of meetings.

    `is_of` knows the names of the bodies that gave them; of the steps in `owned` it matters whose they are.
    """

    numbers: Collection[str]
    years: Collection[str]
    days: Collection[str]
    owned: Collection[str]
    is_of: Callable[[str], bool]


def steps_sharing(store: Store, shared: Shared) -> list[Record]:
    """The same rows of whoever has such a number on a paper, or was considered on such a day; alike ones come once.

    Only those of the same bodies, as every cell has a resolution 01 each year, or of none. `person_uid` is empty
    where it does not matter.
    """
    numbered, on_day = f"step.document_number IN {_GIVEN}", f"step.happened_on IN {_GIVEN}"
    numbers, days, years, owned = map(_list, (shared.numbers, shared.days, shared.years, shared.owned))
    # The names of the bodies stand in both indexes, so that most rows are never read.
    named = store.rows(
        f"SELECT body FROM step WHERE {numbered} UNION SELECT body FROM step WHERE {on_day}", [numbers, days]
    )
    bodies = _list(row.body for row in named if row.body and shared.is_of(row.body))
    in_years = f"substr(coalesce(step.document_on, step.happened_on, ''), 1, 4) IN {_GIVEN}"
    of_bodies = f"{numbered} AND (step.body IN {_GIVEN} OR step.body IS NULL) AND {in_years}"
    queries = (
        f"{_OF_STEP} (SELECT person.uid{_OWNER}) AS person_uid FROM step WHERE {of_bodies} AND step.kind IN {_GIVEN}",
        f"{_OF_PAPER} FROM step WHERE {of_bodies} AND step.kind NOT IN {_GIVEN}",
        f"{_OF_MEETING} FROM step WHERE {on_day} AND step.body IN {_GIVEN} AND step.member_total IS NOT NULL",
    )
    given = [numbers, bodies, years, owned, numbers, bodies, years, owned, days, bodies]
    return store.rows(" UNION ".join(queries), given)


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))
