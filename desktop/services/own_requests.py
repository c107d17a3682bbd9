"""What somebody asked about his or her own data: the paper it was asked by, and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.fields import Field
from db.store import Store
from desktop import vietnamese
from desktop.domain.validation import Invalid

ASKED = Field("request", "request", "Yêu cầu (ai, theo đơn hay văn bản số nào)", required=True, max_length=300)
ASKED_ON = Field("request", "requested_on", "Ngày yêu cầu", kind="date", required=True)


@dataclass(frozen=True)
class Request:
    """A request and its day."""

    asked: str
    asked_on: date

    @property
    def words(self) -> str:
        """As it stands on papers and in the log."""
        return f"yêu cầu ngày {vietnamese.show_date(self.asked_on.isoformat())}: {self.asked}"


def note_correction(store: Store, person_id: int, request: Request) -> None:
    """Log that a person asked for something to be corrected; each correction is then a change like any other.

    Raises NotFound, NotAllowed.
    """
    store.require("write")
    name = store.get("person", person_id).full_name
    store.event(f"Sửa dữ liệu của {name} theo {request.words}", person_id, kind="correction")


def read(values: Mapping[str, Any], today: date) -> Request:
    """The request as typed; `requested_on` is a whole day (ISO). Raises Invalid."""
    asked, day = " ".join((values.get(ASKED.name) or "").split()), values.get(ASKED_ON.name)
    problems = {}
    if not asked:
        problems[ASKED.name] = f"{ASKED.label}: chưa ghi. Hãy ghi số của đơn hoặc văn bản yêu cầu."
    if len(asked) > ASKED.max_length:
        problems[ASKED.name] = f"{ASKED.label}: dài {len(asked)} chữ, chỉ được {ASKED.max_length}."
    if not day:
        problems[ASKED_ON.name] = f"{ASKED_ON.label}: chưa có."
    elif day > today.isoformat():
        problems[ASKED_ON.name] = f"{ASKED_ON.label}: sau ngày hôm nay. Hãy xem lại."
    if problems:
        raise Invalid(problems)
    return Request(asked, date.fromisoformat(str(day)))
