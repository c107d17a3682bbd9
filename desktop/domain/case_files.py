"""Case files: the plain object of a person read back into a case, or refused with the path of what is wrong."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any

from db.dates import is_partial_date
from db.errors import BadInputFile
from db.fields import DATE_KINDS, fields_of, tables
from db.records import Case, Record, Records
from db.text import nfc
from desktop.domain.case_schema import case_schema
from desktop.domain.plain import LISTS, MEMBER_PERSON
from desktop.domain.stages import stage_of

Plain = Mapping[str, Any]
_MEMBER_LINKS = {"person_id": 0, "party_cell_id": None, "started_on": None, "ended_on": None, "end_reason": None}


def read(text: str) -> Case:
    """The case of a JSON text. Raises BadInputFile, which names the path that is wrong."""
    try:
        plain = json.loads(nfc(text))
    except (json.JSONDecodeError, RecursionError) as problem:
        where = f" (dòng {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
        raise _refuse("", f"không phải là JSON đúng{where}") from None
    _validate(plain)
    return _Reader(plain).case()


def _validate(plain: Any) -> None:
    errors = sorted(_validator().iter_errors(plain), key=lambda error: len(error.absolute_path))
    for error in errors[:1]:
        deepest = max([error, *(error.context or ())], key=lambda each: len(each.absolute_path))
        raise _refuse(_path(deepest.absolute_path), _reason(deepest))
    for path, value in _dates(plain, ""):
        if not is_partial_date(value):
            raise _refuse(path, f"“{value}” không phải là ngày có thật")


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(case_schema())


def _path(parts: Iterable[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")


_REASONS: dict[str, Callable[[Any], str]] = {
    "additionalProperties": lambda error: f"có mục lạ: {', '.join(sorted(_strange(error)))}",
    "required": lambda error: f"thiếu mục: {', '.join(sorted(set(error.validator_value) - set(error.instance)))}",
    "enum": lambda error: f"“{error.instance}” không có trong danh mục",
    "pattern": lambda error: f"“{error.instance}” không phải là ngày; viết năm-tháng-ngày, đủ chữ số",
    "maxLength": lambda error: f"dài {len(error.instance)} chữ, chỉ được {error.validator_value}",
    "minLength": lambda error: "không được để trống",
    "minimum": lambda error: f"{error.instance} nhỏ hơn {error.validator_value}",
    "maximum": lambda error: f"{error.instance} lớn hơn {error.validator_value}",
}


def _reason(error: Any) -> str:
    reason = _REASONS.get(error.validator)
    return reason(error) if reason else "không đúng kiểu (chữ, số, danh sách, bảng)"


def _strange(error: Any) -> set[str]:
    return set(error.instance) - set(error.schema.get("properties", {}))


def _refuse(path: str, reason: str) -> BadInputFile:
    where = f"mục “{path}” {reason}" if path else reason
    return BadInputFile(f"Tệp hồ sơ không dùng được: {where}. Chưa có gì thay đổi; hãy sửa tệp rồi thử lại.")


def _dates(plain: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every date in a plain object, by the names that fields of dates have."""
    if isinstance(plain, list):
        for place, each in enumerate(plain):
            yield from _dates(each, f"{path}[{place}]")
    elif isinstance(plain, dict):
        for name, value in plain.items():
            here = f"{path}.{name}".lstrip(".")
            if isinstance(value, str) and name in _DATES:
                yield here, value
            yield from _dates(value, here)


_DATES = frozenset(each.name for table in tables() for each in fields_of(table) if each.kind in DATE_KINDS)


class _Reader:
    """Makes the records of one case; keys are given here, as a book would give them."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self._keys = count(1)

    def case(self) -> Case:
        plain = self._plain
        person = self._row("person", plain)
        person |= {"photo_id": None, "party_cell_id": None, "village_id": None}
        rows = {name: self._rows(table, plain.get(name)) for name, table in LISTS.items()}
        rows["steps"] = tuple(sorted(rows["steps"], key=lambda step: (step.happened_on or "", step.id)))
        cell = self._cell(plain.get("cell"), plain.get("party_cell"))
        dossiers = [*plain.get("earlier_dossiers", ()), *([plain["dossier"]] if plain.get("dossier") else [])]
        held = self._rows("dossier", dossiers)
        case = Case(
            person=person,
            photo=b"" if plain.get("has_photo") else None,
            office=self._row("office", plain["office"]) if plain.get("office") else Record(),
            cell=cell,
            chain=self._rows("party_committee", plain.get("chain")),
            former_chains=self._former_chains(),
            dossier=held[-1] if plain.get("dossier") else None,
            dossiers=held,
            source_categories=tuple(Record(name=name) for name in plain.get("source_categories", ())),
            introductions=self._with_members("introduction"),
            mentor_assignments=self._with_members("mentor_assignment"),
            considered=tuple(self._considered(row) for row in plain.get("considered", ())),
            enrolments=tuple(self._enrolment(row) for row in plain.get("enrolments", ())),
            memberships=tuple(self._membership(row) for row in plain.get("memberships", ())),
            background_checks=tuple(self._check(row, rows["family"]) for row in plain.get("background_checks", ())),
            papers=(),
            **rows,
        )
        # As in a book: the stage follows from what is recorded.
        person["stage"] = stage_of(case)
        return case

    def _row(self, table: str, plain: Plain) -> Record:
        values = {each.name: plain.get(each.name) for each in fields_of(table)}
        flags = {each.name: values[each.name] or 0 for each in fields_of(table) if each.kind == "flag"}
        return Record(id=next(self._keys), uid=plain.get("id"), **(values | flags))

    def _rows(self, table: str, plain: Iterable[Plain] | None) -> Records:
        return tuple(self._row(table, row) for row in plain or ())

    def _cell(self, plain: Plain | None, name: str | None) -> Record | None:
        if plain is None and name is None:
            return None
        cell = self._row("party_cell", plain or {"name": name})
        village = plain.get("village") if plain else None
        cell["village"] = self._row("village", village) if village else None
        return cell

    def _former_chains(self) -> Records:
        """The chains of earlier days, oldest first as in a book: the committees that share a last day."""
        chains: dict[str, list[Plain]] = {}
        for plain in self._plain.get("former_committees", ()):
            chains.setdefault(plain["last_on"] or "", []).append(plain)
        return tuple(
            Record(last_on=last_on, committees=self._rows("party_committee", chains[last_on]))
            for last_on in sorted(chains)
        )

    def _with_members(self, table: str) -> Records:
        rows = []
        for plain in self._plain.get(f"{table}s", ()):
            rows.append(self._row(table, plain))
            rows[-1]["member"] = self._helper(plain.get("member"))
        return tuple(rows)

    def _helper(self, plain: Plain | None) -> Record | None:
        if plain is None:
            return None
        member = self._membership(plain)
        person = {name: plain.get(name) for name in MEMBER_PERSON}
        member["person"] = Record(id=next(self._keys), uid=plain.get("person_id"), **person)
        member["cell"] = Record(name=plain["party_cell"]) if plain.get("party_cell") else None
        return member

    def _membership(self, plain: Plain) -> Record:
        periods = {name: plain.get(name) for name in ("started_on", "ended_on", "end_reason")}
        return Record(_MEMBER_LINKS | self._row("party_member", plain) | periods)

    def _check(self, plain: Plain, family: Records) -> Record:
        row = self._row("background_check", plain)
        about = plain.get("relative")
        row["relative"] = next((each for each in family if about and _is_same(each, about)), None)
        row["family_member_id"] = row.relative.id if row.relative else None
        row["verifier"] = self._helper(plain.get("verifier"))
        if about and row.relative is None:
            raise _refuse("background_checks", f"không có trong gia đình: {about.get('full_name')}")
        return row

    def _considered(self, plain: Plain) -> Record:
        row = self._row("meeting_case", plain)
        row["meeting"] = Record(plain["meeting"])
        return row

    def _enrolment(self, plain: Plain) -> Record:
        row = self._row("enrolment", plain)
        row["training_class"] = self._row("training_class", plain["training_class"])
        return row


def _is_same(relative: Record, about: Plain) -> bool:
    return bool(relative.relation == about.get("relation") and relative.full_name == about.get("full_name"))
