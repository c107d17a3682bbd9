"""An edition made into rules: every step and check read, and refused with file and line when it cannot be used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from desktop.domain import stages
from desktop.domain.calendar import USUAL, WorkTable
from desktop.domain.dossier_papers import CONDITIONS, is_known
from desktop.domain.editions import Edition, refuse
from desktop.domain.rules import messages, registry
from desktop.domain.rules.model import CERTAINTIES, LEVELS, UNITS, CheckRule, Limit, Rules, StepRule, Vote
from desktop.domain.rules.registry import Registered

# What the checks of an edition say of themselves; all other keys are parameters of their function.
_OWN_KEYS = frozenset(
    "level cite certainty message remedy needs since from_stage function ended off".split(),
)
VOTE_BASES = ("convened", "official_members", "members")
# A value that stands for a number of the table [numbers], so that each number of the law is written once.
_BY_NAME = "@"


def rules_of(edition: Edition, table: WorkTable = USUAL) -> Rules:
    """The rules of a resolved edition. Raises BadEdition."""
    path, documents = _path(edition), _table(edition, "documents")
    steps = {kind: _step(edition, kind, documents, table) for kind in path}
    shared = _Shared(Rules(edition, path, steps, (), table), documents, _papers(steps))
    checks = tuple(_check(shared, name) for name, values in _table(edition, "checks").items() if _is_on(values))
    return Rules(edition, path, steps, checks, table)


@dataclass(frozen=True)
class _Shared:
    """What all checks of an edition look at: rules still without checks, names of documents, the step of each form."""

    rules: Rules
    documents: Mapping[str, Any]
    papers: Mapping[str, str]


def _is_on(values: Any) -> bool:
    return not (isinstance(values, dict) and values.get("off"))


def _table(edition: Edition, *place: str) -> dict[str, Any]:
    found: Any = edition.content
    for depth, key in enumerate(place, start=1):
        found = found.get(key, {})
        if not isinstance(found, dict):
            raise refuse(edition, place[:depth], f"“{'.'.join(place[:depth])}” phải là một bảng")
    return {key: _number(edition, (*place, key), value) for key, value in found.items()}


def _number(edition: Edition, place: tuple[str, ...], value: Any) -> Any:
    if not (isinstance(value, str) and value.startswith(_BY_NAME)):
        return value
    numbers = edition.content.get("numbers", {})
    if not isinstance(numbers, dict) or value.removeprefix(_BY_NAME) not in numbers:
        raise refuse(edition, place, f"bảng [numbers] không có “{value.removeprefix(_BY_NAME)}”")
    return numbers[value.removeprefix(_BY_NAME)]


def _cite(edition: Edition, place: tuple[str, ...], template: str, documents: Mapping[str, Any]) -> str:
    """A citation with the names of the documents of this edition put in."""
    try:
        return template.format_map(documents)
    except (KeyError, ValueError, IndexError, AttributeError) as problem:
        raise refuse(edition, (*place, "cite"), f"căn cứ nêu văn bản không có trong [documents]: {problem}") from None


def _weaker(*certainties: str) -> str:
    """Nothing is surer than the edition it stands in."""
    return max(certainties, key=lambda each: CERTAINTIES.index(each) if each in CERTAINTIES else 0)


def _path(edition: Edition) -> tuple[str, ...]:
    path = _table(edition, "path").get("steps", [])
    if not isinstance(path, list) or not all(isinstance(kind, str) for kind in path):
        raise refuse(edition, ("path", "steps"), "“steps” phải là danh sách các bước")
    return tuple(path)


def _step(edition: Edition, kind: str, documents: Mapping[str, Any], table: WorkTable) -> StepRule:
    values = _table(edition, "steps", kind)
    place = ("steps", kind)
    when = values.get("when", "always")
    if when not in CONDITIONS:
        raise refuse(edition, (*place, "when"), f"không có điều kiện “{when}”")
    _require_certainty(edition, place, values)
    return StepRule(
        kind=kind,
        actor=str(values.get("actor", "")),
        title=str(values.get("title", "")),
        paper=str(values.get("paper", "")),
        paper_when=tuple(_papers_when(edition, (*place, "paper_when"), values.get("paper_when", {}))),
        when=when,
        is_optional=bool(values.get("optional", False)),
        limit=_limit(edition, (*place, "within"), values["within"], table) if values.get("within") else None,
        vote=_vote(edition, place, values["vote"]) if values.get("vote") else None,
        cite=_cite(edition, place, str(values.get("cite", "")), documents),
        certainty=_weaker(values.get("certainty", "sure"), edition.certainty),
    )


def _papers_when(edition: Edition, place: tuple[str, ...], values: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(values, dict):
        raise refuse(edition, place, "“paper_when” phải là bảng: mã mẫu = điều kiện")
    for form, when in values.items():
        if not is_known(str(when)):
            raise refuse(edition, place, f"không có điều kiện “{when}”")
        yield form, str(when)


def _limit(edition: Edition, place: tuple[str, ...], values: Any, table: WorkTable) -> Limit:
    def wrong(key: str, reason: str) -> Exception:
        return refuse(edition, place, f"“{key}” của thời hạn {reason}")

    if not isinstance(values, dict):
        raise wrong(place[-1], "phải là một bảng")
    values = {key: _number(edition, place, value) for key, value in values.items()}
    numbers = {"count": values.get("count"), "extension": values.get("extension", 0)}
    numbers["after_months"] = values.get("after_months", 0)
    for key, number in numbers.items():
        if not registry.fits("number", number) or not 0 <= number <= 1000:
            raise wrong(key, f"phải là số từ 0 đến 1000, đang là {number!r}")
    if values.get("unit") not in UNITS:
        raise wrong("unit", f"phải là một trong: {', '.join(UNITS)}")
    if values.get("from") not in _path(edition):
        raise wrong("from", f"nêu bước “{values.get('from')}” không có trong quy trình")
    return Limit(unit=values["unit"], start=values["from"], table=table, **numbers)


def _vote(edition: Edition, place: tuple[str, ...], values: Any) -> Vote:
    if isinstance(values, dict):
        values = {key: _number(edition, (*place, "vote"), value) for key, value in values.items()}
    if not isinstance(values, dict) or not registry.fits("share", values.get("share")):
        raise refuse(edition, (*place, "vote"), "“share” của biểu quyết phải là phân số, thí dụ “2/3”")
    if values.get("base") not in VOTE_BASES:
        raise refuse(edition, (*place, "vote"), f"“base” của biểu quyết phải là một trong: {', '.join(VOTE_BASES)}")
    return Vote(Fraction(values["share"]), values["base"], bool(values.get("more_than", False)))


def _check(shared: _Shared, name: str) -> CheckRule:
    rules, place = shared.rules, ("checks", name)
    edition = rules.edition
    values = _table(edition, *place)
    function = values.get("function", name)
    found = registry.registered().get(function) if isinstance(function, str) else None
    if found is None:
        raise refuse(edition, (*place, "function"), f"chương trình không có phép kiểm tra “{function}”")
    for key, reason in _problems(values, found, rules):
        raise refuse(edition, (*place, key), f"{name}: {reason}")
    return CheckRule(
        name=name,
        level=values["level"],
        cite=_cite(edition, place, values["cite"], shared.documents),
        certainty=_weaker(values.get("certainty", "sure"), edition.certainty),
        message=values["message"],
        remedy=values["remedy"],
        parameters=_parameters(edition, place, found, rules.table),
        needs=frozenset(values.get("needs", ())) | found.rows,
        since=_since(values, rules),
        from_stage=stages.PATH.index(_from_stage(rules, values)),
        ended=bool(values.get("ended", False)),
        step=rules.steps.get(values.get("step", "")),
        steps=rules.steps,
        papers=shared.papers,
        table=rules.table,
        call=found.call,
        area=found.area,
    )


def _parameters(edition: Edition, place: tuple[str, ...], found: Registered, table: WorkTable) -> dict[str, Any]:
    """The parameters of a check whose text is in order; limits are made of their tables."""
    read = {name: value for name, value in _table(edition, *place).items() if name not in _OWN_KEYS}
    for name, kind in found.parameters.items():
        if kind == "limit":
            read[name] = _limit(edition, (*place, name), read[name], table)
    return read


def _papers(steps: Mapping[str, StepRule]) -> dict[str, str]:
    """The step of every form code that only one step has."""
    forms = [step.paper for step in steps.values()]
    return {step.paper: step.kind for step in steps.values() if step.paper and forms.count(step.paper) == 1}


def _since(values: dict[str, Any], rules: Rules) -> int:
    """The place of the earliest step a check asks about; past the path's end for one that asks about none."""
    asked = [values["since"]] if "since" in values else values.get("needs", ())
    return min((rules.place(kind) for kind in asked), default=len(rules.path))


def _from_stage(rules: Rules, values: dict[str, Any]) -> str:
    return str(values.get("from_stage", rules.edition.content["path"].get("full_checks_from", stages.PATH[0])))


def _problems(values: dict[str, Any], found: Registered, rules: Rules) -> Iterator[tuple[str, str]]:
    """What is wrong with the text of a check: the key, and a reason."""
    for key in ("message", "remedy", "cite"):
        if not isinstance(values.get(key), str) or not values[key]:
            yield key, f"thiếu “{key}”"
    if values.get("level") not in LEVELS:
        yield "level", f"“level” phải là một trong: {', '.join(LEVELS)}"
    if values.get("certainty", "sure") not in CERTAINTIES:
        yield "certainty", f"“certainty” phải là một trong: {', '.join(CERTAINTIES)}"
    if _from_stage(rules, values) not in stages.PATH:
        yield "from_stage", f"không có giai đoạn “{_from_stage(rules, values)}”"
    yield from _step_problems(values, rules)
    yield from _parameter_problems(values, found, rules)
    yield from _message_problems(values, found)


def _step_problems(values: dict[str, Any], rules: Rules) -> Iterator[tuple[str, str]]:
    needs = values.get("needs", [])
    if not isinstance(needs, list):
        yield "needs", "“needs” phải là danh sách các bước"
        return
    for key, kind in [("needs", kind) for kind in needs] + [("since", values.get("since", rules.path[0]))]:
        if kind not in rules.path:
            yield key, f"không có bước “{kind}” trong quy trình"


def _parameter_problems(values: dict[str, Any], found: Registered, rules: Rules) -> Iterator[tuple[str, str]]:
    for name, kind in found.parameters.items():
        if name not in values:
            yield name, f"thiếu “{name}”"
        elif not registry.fits(kind, values[name]):
            yield name, f"“{name}” phải là {registry.KIND_WORDS[kind]}; tệp ghi “{values[name]}”"
        elif kind == "step" and values[name] not in rules.path:
            yield name, f"không có bước “{values[name]}” trong quy trình"
    for name in values:
        if name not in found.parameters and name not in _OWN_KEYS:
            yield name, f"“{name}” không phải là tham số của phép kiểm tra này"


def _message_problems(values: dict[str, Any], found: Registered) -> Iterator[tuple[str, str]]:
    known = found.values | found.parameters.keys() | messages.COMMON
    for key in ("message", "remedy"):
        try:
            unknown = messages.placeholders(str(values.get(key, ""))) - known
        except ValueError as problem:
            yield key, f"câu viết sai dấu ngoặc nhọn ({problem})"
            continue
        if unknown:
            yield key, f"câu nêu giá trị không có: {', '.join(sorted(unknown))}"


def _require_certainty(edition: Edition, place: tuple[str, ...], values: dict[str, Any]) -> None:
    if values.get("certainty", "sure") not in CERTAINTIES:
        raise refuse(edition, (*place, "certainty"), f"“certainty” phải là một trong: {', '.join(CERTAINTIES)}")
