"""The rows of the books that are printed and bound: what was written down between two days, with whose it is."""

from db.records import Record
from db.store import Store

_DECISIONS = "('admission_decision', 'recognition_decision', 'probation_extended', 'struck_off', 'cancelled')"
# By register: what is read, the day by which it is put in order, the person it is about.
_SOURCES = {
    "candidates": (
        "dossier JOIN person ON person.id = dossier.person_id AND person.stage IS NOT NULL",
        "dossier.*",
        "dossier.started_on",
        "dossier.person_id",
    ),
    "probationary_members": (
        "party_member JOIN person ON person.id = party_member.person_id AND person.stage IS NOT NULL",
        "party_member.*",
        "party_member.admitted_on",
        "party_member.person_id",
    ),
    "certificates": ("certificate", "certificate.*", "certificate.issued_on", "certificate.person_id"),
    "decisions": (
        f"step JOIN dossier ON dossier.id = step.dossier_id AND step.kind IN {_DECISIONS}",
        "step.*",
        "coalesce(step.document_on, step.happened_on)",
        "dossier.person_id",
    ),
    "receipts": (
        "dossier_receipt JOIN dossier ON dossier.id = dossier_receipt.dossier_id",
        "dossier_receipt.*",
        "dossier_receipt.happened_on",
        "dossier.person_id",
    ),
    "letters": (
        "background_check JOIN dossier ON dossier.id = background_check.dossier_id",
        "background_check.*",
        "background_check.sent_on",
        "dossier.person_id",
    ),
    "requests": ("verification_reply", "verification_reply.*", "verification_reply.received_on", "NULL"),
}


def rows_of(store: Store, register: str, starts_on: str, ends_on: str) -> list[Record]:
    """The rows of a register between two days, both included; "" is no end. Each has `owner_id`, the person or None.

    A row without its day belongs to a register that has no ends, and stands first.
    """
    source, columns, day, owner = _SOURCES[register]
    return store.rows(
        f"SELECT {columns}, {owner} AS owner_id FROM {source}"
        f" WHERE (? = '' OR {day} >= ?) AND (? = '' OR {day} <= ?) ORDER BY {day}, 1",
        [starts_on, starts_on, ends_on, ends_on],
    )
