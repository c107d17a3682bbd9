"""Candidates about whom nothing was recorded for long: no step, no class, no change of mentor."""

from db.records import Record
from db.store import Store

# The event that says that a dossier goes on; it counts as the newest thing recorded.
KEPT_ON = "kept_on"
# Members stay on the books of their cell; of everybody else it is asked whether the data are still needed.
_CANDIDATES = "person.stage IS NOT NULL AND person.stage <> 'official'"
# The newest day of whatever shows that somebody works on a dossier; "1998" and "1998-05" begin their year and month.
_LAST = f"""
  SELECT person_id, max(day) AS day FROM (
    SELECT person_id, started_on AS day FROM dossier
    UNION ALL SELECT person_id, opened_on FROM dossier
    UNION ALL SELECT dossier.person_id, step.happened_on FROM step JOIN dossier ON dossier.id = step.dossier_id
    UNION ALL SELECT dossier.person_id, max(coalesce(mentor.started_on, ''), coalesce(mentor.ended_on, ''))
      FROM mentor_assignment AS mentor JOIN dossier ON dossier.id = mentor.dossier_id
    UNION ALL SELECT enrolment.person_id, coalesce(class.ends_on, class.starts_on)
      FROM enrolment JOIN training_class AS class ON class.id = enrolment.training_class_id
    UNION ALL SELECT person_id, issued_on FROM certificate
    UNION ALL SELECT person_id, substr(at, 1, 10) FROM change_log WHERE kind = 'event' AND table_name = '{KEPT_ON}'
  ) GROUP BY person_id
"""


def candidates(store: Store, before: str) -> list[Record]:
    """Candidates whose newest record is older than a day (ISO), oldest first: id, full_name, stage, cell, last_on.

    `last_on` is None for people about whom nothing was ever recorded.
    """
    return store.rows(
        "SELECT person.id, person.full_name, person.stage, party_cell.name AS cell, nullif(last.day, '') AS last_on"
        f" FROM person LEFT JOIN ({_LAST}) AS last ON last.person_id = person.id"
        " LEFT JOIN party_cell ON party_cell.id = person.party_cell_id"
        f" WHERE {_CANDIDATES} AND coalesce(last.day, '') < ? ORDER BY last_on, person.sort_key, person.id",
        [before],
    )
