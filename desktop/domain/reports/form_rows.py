"""The statistical forms as data: rows, blocks that part a whole, one set for each guidance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.errors import BadInputFile
from desktop.domain.reports.dimensions import Dimensions

STOCK = "stock"
SURE, UNVERIFIED = "sure", "unverified"
_ROW_KEYS = frozenset("label name level count where plus minus mean take block total leaves leaves_of".split())
_WHO = "admitted"

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Block:
    """Rows that part a whole: they add up to it, or to less where some people belong to none."""

    key: str
    label: str
    whole: str
    adds_up: bool


@dataclass(frozen=True)
class Row:
    """One row of a form. Without a name it is a heading.

    `count` names who is counted, `where` what they are; `plus` and `minus` add up other rows; `mean` is a mean age;
    `take` is the number of members of the day before the period.
    """

    label: str
    name: str = ""
    level: int = 0
    count: str = ""
    where: tuple[tuple[str, Any], ...] = ()
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    mean: str = ""
    take: str = ""
    block: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Form:
    """One form of one guidance."""

    name: str
    title: str
    number: str
    certainty: str
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    signers: tuple[str, ...]


@dataclass(frozen=True)
class Guidance:
    """The forms that apply from a day on."""

    id: str
    title: str
    applies_from: date
    forms: Mapping[str, Form]


def read_all(contents: Mapping[str, Content], dimensions: Dimensions) -> tuple[Guidance, ...]:
    """The guidances of parsed files by file name, the oldest first. Raises BadInputFile."""
    by_id = {content.get("guidance", {}).get("id"): (file, content) for file, content in contents.items()}
    found = [_guidance(file, content, by_id, dimensions) for file, content in contents.items()]
    return tuple(sorted(found, key=lambda guidance: guidance.applies_from))


def applying(guidances: tuple[Guidance, ...], day: date, wanted: str | None = None) -> Guidance:
    """The named guidance, else the newest that applies on a day, else the oldest there is."""
    named = next((each for each in guidances if each.id == wanted), None)
    return named or next((each for each in reversed(guidances) if each.applies_from <= day), guidances[0])


def refuse(file: str, reason: str) -> BadInputFile:
    """The error for a file of reports that cannot be used."""
    return BadInputFile(f"Biểu “{file}” không dùng được: {reason}. Dữ liệu không bị ảnh hưởng; hãy sửa tệp này.")


def _guidance(file: str, content: Content, by_id: Mapping[Any, tuple[str, Content]], known: Dimensions) -> Guidance:
    try:
        head = content["guidance"]
        parent = by_id[head["extends"]][1] if "extends" in head else content
        labels: Mapping[str, str] = content.get("labels", {})
        certainty = str(head.get("certainty", SURE))
        forms = [_form(entry, file, known, labels, certainty) for entry in parent["forms"]]
        return Guidance(str(head["id"]), str(head["title"]), head["applies_from"], {each.name: each for each in forms})
    except (AttributeError, KeyError, TypeError) as problem:
        raise refuse(file, f"thiếu hoặc sai mục {problem}") from None


def _form(entry: Content, file: str, known: Dimensions, labels: Mapping[str, str], certainty: str) -> Form:
    rows = tuple(row for each in entry["rows"] for row in _rows(each, file, known, labels))
    blocks = tuple(
        Block(key, each["label"], each["whole"], bool(each.get("adds_up", True)))
        for key, each in entry.get("blocks", {}).items()
    )
    _require_whole(file, rows, blocks)
    return Form(
        **{key: str(entry[key]) for key in ("name", "title", "number")},
        certainty=certainty if certainty == UNVERIFIED else str(entry["certainty"]),
        rows=rows,
        blocks=blocks,
        signers=tuple(entry.get("signers", ())),
    )


def _require_whole(file: str, rows: tuple[Row, ...], blocks: tuple[Block, ...]) -> None:
    names = {row.name for row in rows}
    for row in rows:
        if missing := {*row.plus, *row.minus} - names:
            raise refuse(file, f"dòng “{row.label}” cộng dòng không có: {', '.join(sorted(missing))}")
        if row.block and row.block not in {block.key for block in blocks}:
            raise refuse(file, f"dòng “{row.label}” thuộc khối không có: {row.block}")
    for block in blocks:
        if block.whole not in names:
            raise refuse(file, f"khối “{block.label}” cộng lại bằng dòng không có: {block.whole}")


def _rows(entry: Content, file: str, known: Dimensions, labels: Mapping[str, str]) -> Iterator[Row]:
    if unknown := entry.keys() - _ROW_KEYS:
        raise refuse(file, f"dòng “{entry.get('label', entry.get('name'))}” có mục lạ: {', '.join(sorted(unknown))}")
    leaves = entry.get("leaves", ())
    if "leaves_of" in entry:
        leaves = [(leaf.key, leaf.label) for leaf in known.by_words[entry["leaves_of"]].leaves]
    for key, label in leaves:
        name = f"{entry['name']}.{key}"
        where = ((entry["block"], key),)
        yield Row(labels.get(name, label), name, entry.get("level", 0), _WHO, where, block=entry["block"])
    if leaves:
        return
    for dimension in entry.get("where", {}):
        if not known.is_known(dimension):
            raise refuse(file, f"dòng “{entry['label']}” đếm theo “{dimension}”, chương trình không có chiều này")
    given = {key: entry[key] for key in ("name", "level", "mean", "take", "block") if key in entry}
    given |= {key: tuple(entry.get(key, ())) for key in ("plus", "minus")}
    given["label"] = labels.get(entry.get("name", ""), entry["label"])
    count = entry.get("count", _WHO if "where" in entry else "")
    yield Row(**given, count=count, where=tuple(entry.get("where", {}).items()), is_total=entry.get("total", False))
