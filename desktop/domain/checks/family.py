"""Checks of the family in the history: nobody left out, births and deaths that can be, changes after declaring."""

from collections.abc import Iterator
from datetime import date

from db.choices import RELATION
from db.records import Record
from desktop.domain.calendar import months_between
from desktop.domain.rules.facts import Facts, day, month, year
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold
from desktop.vietnamese import show_date


@check("missing", relations="list", unless="list", married="flag")
def relatives_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Relatives that every history names; some only of the married, some not of those brought up by others."""
    have = {row.relation for row in facts.case.family}
    applies = not rule["married"] or facts.case.person.marital_status == "married"
    missing = [relation for relation in rule["relations"] if relation not in have]
    if applies and missing and not have & set(rule["unless"]):
        yield Fault("family", {"missing": [RELATION.get(relation, relation) for relation in missing]})


@check("name", rows="family")
def spouse_of_the_single(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A husband or wife in the history of somebody said to be single."""
    for place, row in _relatives(facts, ["spouse"]):
        if facts.case.person.marital_status == "single":
            yield Fault(f"family[{place}].relation", {"name": row.full_name})


@check("name relation", rows="family")
def relative_without_birth(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A relative whose year of birth is not recorded."""
    for place, row in enumerate(facts.case.family):
        if not row.born_on:
            yield Fault(f"family[{place}].born_on", _named(row))


@check("name relation", rows="family")
def relative_without_residence(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A living relative of whom it is not said where they live."""
    for place, row in enumerate(facts.case.family):
        if not row.residence and not row.died_on:
            yield Fault(f"family[{place}].residence", _named(row))


@check("name relation", rows="family", relations="list")
def relative_without_history(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A close relative whose political history is not told."""
    for place, row in _relatives(facts, rule["relations"]):
        if not row.political_history:
            yield Fault(f"family[{place}].political_history", _named(row))


@check("name relation born_on other_born_on", rows="family", relations="list", least_years="number")
def parent_too_young(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A parent hardly older than the person."""
    own = year(facts.case.person.born_on)
    for place, row in _relatives(facts, rule["relations"]):
        born = year(row.born_on)
        if own and born and own - born < rule["least_years"]:
            yield Fault(f"family[{place}].born_on", _named(row) | {"born_on": born, "other_born_on": own})


@check("name relation born_on other_born_on", rows="family", relations="list", most_years="number")
def parent_too_old(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A parent of an age at which children are seldom born."""
    own = year(facts.case.person.born_on)
    for place, row in _relatives(facts, rule["relations"]):
        born = year(row.born_on)
        if own and born and own - born > rule["most_years"]:
            yield Fault(f"family[{place}].born_on", _named(row) | {"born_on": born, "other_born_on": own})


@check("name relation born_on other_born_on", rows="family", relations="list", least_years="number")
def child_too_old(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A child hardly younger than the person."""
    own = year(facts.case.person.born_on)
    for place, row in _relatives(facts, rule["relations"]):
        born = year(row.born_on)
        if own and born and born - own < rule["least_years"]:
            yield Fault(f"family[{place}].born_on", _named(row) | {"born_on": born, "other_born_on": own})


@check("name relation born_on other other_born_on", rows="family", pairs="table", least_years="number")
def grandparent_too_young(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A grandparent hardly older than the father or mother in between."""
    for relation, between in rule["pairs"].items():
        for place, row in _relatives(facts, [relation]):
            for _, parent in _relatives(facts, [between]):
                born, own = year(row.born_on), year(parent.born_on)
                if born and own and own - born < rule["least_years"]:
                    told = {"born_on": born, "other": parent.full_name, "other_born_on": own}
                    yield Fault(f"family[{place}].born_on", _named(row) | told)


@check("name relation born_on died_on", rows="family")
def died_before_born(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A relative who died before being born."""
    for place, row in enumerate(facts.case.family):
        born, died = year(row.born_on), year(row.died_on)
        if born and died and died < born:
            yield Fault(f"family[{place}].died_on", _named(row) | {"born_on": born, "died_on": died})


@check("name relation died_on born_on", rows="family", relations="list")
def parent_died_before_birth(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A mother who died before the person was born, or a father more than a year before."""
    own = year(facts.case.person.born_on)
    for place, row in _relatives(facts, rule["relations"]):
        died = year(row.died_on)
        latest = own - 1 if own and row.relation == "father" else own
        if latest and died and died < latest:
            yield Fault(f"family[{place}].died_on", _named(row) | {"died_on": died, "born_on": own})


@check("name relation on declared_on", rows="family")
def family_changed_later(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A birth or death in the family after the history was declared and before the cell met."""
    declared, until = facts.on("personal_history"), facts.on("cell_meeting") or today
    for place, row in enumerate(facts.case.family):
        for name in ("born_on", "died_on"):
            on = day(row.get(name))
            if declared and on and declared < on <= until:
                told = _named(row) | {"on": show_date(row.get(name)), "declared_on": declared}
                yield Fault(f"family[{place}].{name}", told)


@check("name child_on met_on months", rows="family", waits="table", relations="list")
def waiting_after_birth(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell met sooner after the birth of a third or later child than the rules on population ask."""
    met_on = facts.on("cell_meeting")
    children = [(place, row) for place, row in _relatives(facts, rule["relations"]) if row.born_on]
    children.sort(key=lambda child: str(child[1].born_on))
    for number, (place, row) in enumerate(children, start=1):
        months, born = rule["waits"].get(str(number)), month(row.born_on)
        if met_on and born and isinstance(months, int) and 0 <= months_between(born, met_on) < months:
            told = {"name": row.full_name, "child_on": show_date(row.born_on), "met_on": met_on, "months": months}
            yield Fault(f"family[{place}].born_on", told)


@check("name nationality", rows="family", relations="list", home="text", group="text")
def foreign_relative(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A husband or wife of another nationality, and the person is not marked so."""
    for place, row in _relatives(facts, rule["relations"]):
        if row.nationality and fold(row.nationality) != fold(rule["home"]) and not facts.is_of_group(rule["group"]):
            yield Fault(f"family[{place}].nationality", {"name": row.full_name, "nationality": row.nationality})


def _relatives(facts: Facts, relations: list[str]) -> list[tuple[int, Record]]:
    return [row for relation in relations for row in facts.relatives.get(relation, ())]


def _named(row: Record) -> dict[str, object]:
    return {"name": row.full_name, "relation": RELATION.get(row.relation, row.relation)}
