"""What the papers of an invented dossier say: bodies, signers, numbers already taken, and the list of its items."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from desktop.services.demo.places import Office, Place
from desktop.services.demo.words import Words

_CERTIFICATE, _VALID_YEARS = "certificate", 5


def reserved_numbers(words: Words) -> frozenset[str]:
    """The numbers of documents in the clean cases; nobody else gets them."""
    steps = (step for case in words.clean_cases["cases"] for step in case["step"])
    return frozenset(step["document_number"] for step in steps if "document_number" in step)


def body_of(body: str, place: Place, office: Office) -> str:
    """The name of the body that took a step for somebody of a place."""
    name = str(office.values["name"])
    standing = f"Ban Thường vụ {name}"
    names = {
        "cell": place.cell,
        "allowing": place.committee or standing,
        "checking": name,
        "grassroots": place.committee or name,
        "standing": standing,
    }
    return names[body]


def signer_of(body: str, place: Place, office: Office) -> str | None:
    """Who signs for a body: the cell's secretary, the office's; nobody known for a committee below."""
    if body == "cell":
        return place.secretary
    return None if place.committee and body in ("allowing", "grassroots") else str(office.values["secretary"])


def items_of(
    words: Words,
    days: Mapping[str, date],
    numbers: Mapping[str, str],
    certificate: tuple[str, date] | None,
    is_under_grassroots: bool,
) -> Iterator[dict[str, Any]]:
    """The items of an opened dossier: received with the step they follow from, else needed and not yet there."""
    for item in words.road["items"]:
        if item.get("only_under_grassroots") and not is_under_grassroots:
            continue
        values: dict[str, Any] = {"paper": item["paper"], "title": item["title"], "is_needed": 1}
        step = item["step"]
        if item.get("is_only_when_done") and step not in days:
            continue
        if step == _CERTIFICATE and certificate:
            values |= _certificate(*certificate, received_on=days["procedure_requested"])
        elif step in days:
            values |= {"received_on": days[step].isoformat(), "document_number": numbers.get(step)}
            values["dated_on"] = None if item.get("is_undated") else days[step].isoformat()
        if "received_on" in values:
            values["pages"] = item["pages"]
        yield values


def same_day_next_year(day: date) -> date:
    """Twelve months on; the last of February stays in February."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def _certificate(number: str, issued_on: date, received_on: date) -> dict[str, Any]:
    until = (issued_on - timedelta(issued_on.day == 29)).replace(year=issued_on.year + _VALID_YEARS)
    return {
        "document_number": number,
        "dated_on": issued_on.isoformat(),
        "received_on": received_on.isoformat(),
        "valid_until": until.isoformat(),
    }
