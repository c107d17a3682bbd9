"""Invented lives: a person's own fields, schooling and work, family, as the form of personal history asks for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from desktop.services.demo.places import Office, Place, home_of
from desktop.services.demo.words import Identity, Names

_YEAR = 365
_GRANDPARENTS = (
    ("paternal_grandfather", "male"),
    ("paternal_grandmother", "female"),
    ("maternal_grandfather", "male"),
    ("maternal_grandmother", "female"),
)
_LIFETIME = 78
_MARRIED_FROM = 24


@dataclass(frozen=True)
class Life:
    """Somebody whose life is told: who, where, born when, with what job (a row of the data file)."""

    identity: Identity
    place: Place
    born_on: date
    native_place: str
    address: str
    job: dict[str, str]
    is_married: bool


class Lives:
    """Tells lives; each function adds its rows."""

    def __init__(self, office: Office, names: Names, today: date, rng: Random) -> None:
        self._office, self._names, self._today, self._rng = office, names, today, rng
        self._rows = office.rows
        self._words = office.words.lives
        self._school = self._words["schooling"]
        self._province = f"tỉnh {office.values['province']}"

    def begin(self, place: Place, listed_on: date) -> Life:
        """Somebody who came on the list of a place on a day, then from 18 to 42 years old."""
        rng, kind = self._rng, self._words["lives"][place.kind]
        identity = self._names.draw()
        born_on = listed_on - timedelta(rng.randint(18 * _YEAR + 5, 42 * _YEAR))
        is_married = listed_on.year - born_on.year > _MARRIED_FROM and rng.random() < 0.7
        native = f"{rng.choice(self._words['communes'])}, {self._province}"
        address = f"{home_of(self._office, place)}, {self._words['home']}, {self._province}"
        jobs = [job for job in kind["jobs"] if job.get("sex", identity.sex) == identity.sex]
        return Life(identity, place, born_on, native, address, rng.choice(jobs), is_married)

    def list_values(self, life: Life) -> dict[str, Any]:
        """What an office's list says of a person."""
        kind, rng = self._words["lives"][life.place.kind], self._rng
        return {
            "full_name": life.identity.full_name,
            "sex": life.identity.sex,
            "born_on": life.born_on.isoformat(),
            "citizen_id": self._names.citizen_id(life.identity.sex, life.born_on.year),
            "ethnicity": life.identity.ethnicity,
            "religion": self._words["religion"],
            "native_place": life.native_place,
            "permanent_address": life.address,
            "village_id": life.place.village_id,
            "occupation": life.job["occupation"],
            "position": self._filled(life.job["position"], life) or None,
            "schooling": rng.choice(kind["schooling"]),
            "qualification": rng.choice(kind["qualifications"]) or None,
            "youth_union_joined_on": f"{life.born_on.year + self._school['union_age']}-{self._school['union_day']}",
            "party_cell_id": life.place.cell_id,
        }

    def whole_values(self, life: Life) -> dict[str, Any]:
        """What the form of personal history says besides."""
        words, school, year = self._words, self._school, life.born_on.year
        told = {
            "school_year": year + 11,
            "union_year": year + school["union_age"],
            "work_year": year + 18,
            "commune": school["place"],
            "union_place": school["union_place"],
            "address": life.address,
            "work": self._filled(life.job["work"], life),
        }
        return {
            "birth_name": life.identity.full_name,
            "citizen_id_issued_on": (self._today - timedelta(self._rng.randint(_YEAR, 4 * _YEAR))).isoformat(),
            "nationality": words["nationality"],
            "birth_place": life.native_place,
            "birth_registration_place": life.native_place,
            "marital_status": "married" if life.is_married else "single",
            "workplace": life.place.name,
            "youth_union_joined_place": school["union_place"],
            "minority_language": words["minority_languages"].get(life.identity.ethnicity),
            "personal_history": words["personal_history"].format(**told),
            "historical_features": words["historical_features"],
            "self_assessment": self._rng.choice(words["self_assessments"]),
        }

    def add_histories(self, person_id: int, life: Life, certificate: tuple[str, date] | None) -> None:
        """Schools, work, courses, and now and then a reward, a stay abroad, a matter examined."""
        year = life.born_on.year
        for rung in self._school["rungs"]:
            span = {"started_on": f"{year + rung['from_age']}-09", "ended_on": f"{year + rung['to_age']}-08"}
            self._rows.add("career_period", {"person_id": person_id, **span, "work": rung["work"]})
        work = self._filled(life.job["work"], life)
        position = self._filled(life.job["position"], life) or None
        now = {"started_on": f"{year + 18}-09", "work": work[:1].upper() + work[1:], "position": position}
        self._rows.add("career_period", {"person_id": person_id, **now})
        if certificate:
            self._rows.add("training_record", {"person_id": person_id, **self._course(*certificate)})
        self._add_rare(person_id)

    def add_family(self, person_id: int, life: Life) -> None:
        """Grandparents, parents, brothers and sisters, and a family of one's own."""
        family, year = life.identity.family, life.born_on.year
        mother_family = self._names.draw(None, life.identity.ethnicity).family
        for relation, sex in _GRANDPARENTS:
            side = family if relation == "paternal_grandfather" else mother_family
            self._relative(person_id, life, relation, sex, side if sex == "male" else None, year - 52)
        self._relative(person_id, life, "father", "male", family, year - 26)
        self._relative(person_id, life, "mother", "female", mother_family, year - 24)
        for number in range(self._rng.randint(0, 2)):
            self._relative(person_id, life, "sibling", None, family, year + 3 * (number + 1))
        if life.is_married:
            self._add_own_family(person_id, life)

    def _add_own_family(self, person_id: int, life: Life) -> None:
        year, is_man = life.born_on.year, life.identity.sex == "male"
        spouse = self._relative(person_id, life, "spouse", "female" if is_man else "male", None, year + 1)
        for number in range(self._rng.randint(1, 2)):
            self._relative(
                person_id, life, "child", None, life.identity.family if is_man else spouse, year + 25 + 4 * number
            )
        self._relative(person_id, life, "father_in_law", "male", spouse if is_man else None, year - 25)
        self._relative(person_id, life, "mother_in_law", "female", None, year - 23)

    def _relative(
        self, person_id: int, life: Life, relation: str, sex: str | None, family: str | None, born_in: int
    ) -> str:
        """Adds one relative; returns the family name."""
        identity = self._names.draw(sex, life.identity.ethnicity, family)
        born_in = min(born_in + self._rng.randint(-2, 2), self._today.year - 1)
        words, is_child = self._words, self._today.year - born_in < 18
        is_dead = self._today.year - born_in > _LIFETIME
        values = {
            "person_id": person_id,
            "relation": relation,
            "full_name": identity.full_name,
            "born_on": str(born_in),
            "died_on": str(born_in + _LIFETIME - self._rng.randint(0, 12)) if is_dead else None,
            "nationality": words["nationality"],
            "native_place": life.native_place,
            "residence": None if is_dead else life.address,
            "occupation": "Học sinh" if is_child else "Làm ruộng",
            "criminal_record": words["criminal_record"],
        }
        if not is_child:
            values |= {
                "birth_place": life.native_place,
                "class_background": self._rng.choice(words["class_backgrounds"]),
                "political_history": words["political_history"],
                "law_abiding": words["law_abiding"],
                "economic_situation": words["economic_situation"],
            }
        self._rows.add("family_member", values)
        return identity.family

    def _course(self, number: str, ended_on: date) -> dict[str, Any]:
        course = self._words["trainings"]["political"]
        month = ended_on.isoformat()[:7]
        school = self._office.values["political_centre"]
        return {**course, "diploma": f"{course['diploma']} {number}", "school": school} | {
            "started_on": month,
            "ended_on": month,
        }

    def _add_rare(self, person_id: int) -> None:
        rng, day = self._rng, self._today - timedelta(self._rng.randint(_YEAR, 5 * _YEAR))
        if rng.random() < 0.25:
            self._rows.add(
                "reward",
                {"person_id": person_id, "awarded_on": day.isoformat()[:7], **rng.choice(self._words["rewards"])},
            )
        if rng.random() < 0.05:
            stay = dict(rng.choice(self._words["abroad"]))
            started_on = day - timedelta(30 * stay.pop("months"))
            span = {"started_on": started_on.isoformat()[:7], "ended_on": day.isoformat()[:7]}
            self._rows.add("abroad_stay", {"person_id": person_id, **span, **stay})
        if rng.random() < 0.05:
            self._rows.add(
                "discipline",
                {"person_id": person_id, "decided_on": day.isoformat()[:7], **rng.choice(self._words["disciplines"])},
            )

    def _filled(self, text: str, life: Life) -> str:
        return text.format(place=life.place.name)
