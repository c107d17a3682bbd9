"""The paper of everything held about a person: the program's own, for the person who asked; not a Party paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.fields import DATE_KINDS, Field, find_field, sections
from desktop.domain.plain import LISTS
from desktop.printing.blocks import Block, Document, Kind, Page, Paragraph, PhotoBox, Run
from desktop.vietnamese import long_date, show_date

TITLE = "Dữ liệu cá nhân đang lưu giữ"
_PAGE = Page(letter_size=12, leading=16)
_NOTHING: tuple[Any, ...] = (None, "", [], {})
# Keys of the book that say nothing to a reader.
_KEYS = frozenset({"id", "person_id"})
_FLAGS = {0: "Không", 1: "Có"}

# The lists of a plain case in the order of the paper, each with its title; rows have the fields of a table.
_TITLES = {
    "family": "Gia đình",
    "career": "Quá trình công tác",
    "training": "Đào tạo, bồi dưỡng",
    "abroad": "Thời gian ở nước ngoài",
    "rewards": "Khen thưởng",
    "disciplines": "Kỷ luật",
    "certificates": "Giấy chứng nhận",
    "steps": "Các bước của quy trình",
    "items": "Giấy tờ trong hồ sơ",
    "opinions": "Ý kiến nhận xét",
    "receipts": "Giao nhận hồ sơ",
    "special_groups": "Diện đặc biệt",
    "overrulings": "Điều phải sửa đã được bỏ qua",
    "memberships": "Đảng tịch",
    "introductions": "Người giới thiệu",
    "mentor_assignments": "Đảng viên giúp đỡ",
    "background_checks": "Thẩm tra lý lịch",
    "enrolments": "Lớp đã học",
    "considered": "Đã được đưa ra họp xét",
    "earlier_dossiers": "Hồ sơ các lần trước",
    "chain": "Cấp ủy ghi trên hồ sơ",
    "former_committees": "Cấp ủy trước đây",
}
_TABLES = LISTS | {
    "memberships": "party_member",
    "introductions": "introduction",
    "mentor_assignments": "mentor_assignment",
    "background_checks": "background_check",
    "enrolments": "enrolment",
    "considered": "meeting_case",
    "earlier_dossiers": "dossier",
    "chain": "party_committee",
    "former_committees": "party_committee",
}
_RECORDS = {
    "dossier": ("dossier", "Hồ sơ kết nạp"),
    "cell": ("party_cell", "Chi bộ"),
    "office": ("office", "Cơ quan lưu giữ"),
}
# Records inside a row, each with the table whose fields they have, and words that are no field of any table.
_INNER = {
    "member": ("party_member", "Đảng viên"),
    "verifier": ("party_member", "Người thẩm tra"),
    "relative": ("family_member", "Người thân"),
    "training_class": ("training_class", "Lớp"),
    "meeting": ("meeting", "Cuộc họp"),
    "village": ("village", "Thôn, bản"),
}
_BY_OFFICE = "Trong sổ của cơ quan"
_WORDS = {"party_cell": "Chi bộ", "has_photo": "Ảnh 3x4"}
_ELSEWHERE = ("person", "mentor_assignment", "former_parent")


@dataclass(frozen=True)
class Head:
    """What stands above: the office, the request in words, the day the paper is made."""

    office: str
    request: str
    made_on: date


def compose(plain: Mapping[str, Any], photo: bytes | None, lines: Mapping[str, Sequence[str]], head: Head) -> Document:
    """The paper of a case as domain.plain gives it; further lines, such as those of the log, under their titles."""
    blocks = [*_head(plain, head), *([PhotoBox(30, 40, "", photo)] if photo else []), *_own(plain)]
    for name, (table, title) in _RECORDS.items():
        if plain.get(name):
            blocks += [_heading(title), *_lines(table, plain[name])]
    for name, title in _TITLES.items():
        blocks += _list(title, _TABLES[name], plain.get(name) or [])
    for title, told in lines.items():
        blocks += _further(title, told)
    return Document(TITLE, _PAGE, tuple(blocks))


def _head(plain: Mapping[str, Any], head: Head) -> Iterator[Block]:
    yield _paragraph("line", head.office)
    yield _paragraph("title", TITLE.upper())
    yield _paragraph("subject", str(plain["full_name"]))
    yield _paragraph("body", f"In {long_date(head.made_on.isoformat())} theo {head.request}.")
    yield _paragraph(
        "body",
        "Tờ này do chương trình Kết Nạp lập từ sổ của cơ quan, ghi mọi điều sổ đang giữ về người có tên trên; "
        "không phải văn bản của Đảng. Thấy chỗ sai, xin báo cơ quan để sửa.",
    )


def _own(plain: Mapping[str, Any]) -> Iterator[Block]:
    parts = {
        title: {field.name: plain[field.name] for field in fields if field.name in plain}
        for title, fields in sections("person").items()
    }
    # What belongs to no section of the person's page is what the office itself says of the person.
    by_office = parts.pop("", {}) | {name: plain.get(name) for name in _WORDS}
    for title, held in (*parts.items(), (_BY_OFFICE, by_office)):
        lines = list(_lines("person", held))
        if lines:
            yield _heading(title)
            yield from lines
    if plain.get("source_categories"):
        yield _paragraph("line", f"Nguồn: {', '.join(plain['source_categories'])}")


def _lines(table: str, row: Mapping[str, Any]) -> Iterator[Block]:
    for label, value in _facts(table, row):
        yield Paragraph((Run(f"{label}: "), Run(value, bold=True)), "line")


def _list(title: str, table: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    if rows:
        yield _heading(f"{title} ({len(rows)})")
    for number, row in enumerate(rows, 1):
        yield _paragraph("line", f"{number}. " + "; ".join(f"{label}: {value}" for label, value in _facts(table, row)))


def _further(title: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield _heading(f"{title} ({len(lines)})")
    for line in lines:
        yield _paragraph("line", line)


def _facts(table: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and words of everything in a row and the records in it; what is empty is left out."""
    for name, value in row.items():
        if name in _KEYS or value in _NOTHING:
            continue
        if isinstance(value, Mapping):
            inner, title = _INNER[name]
            yield from ((f"{title}, {label[:1].lower()}{label[1:]}", words) for label, words in _facts(inner, value))
        else:
            yield _label(table, name), _shown(_field(table, name), value)


def _field(table: str, name: str) -> Field | None:
    found = (find_field(each, name) for each in (table, *_ELSEWHERE))
    return next((field for field in found if field is not None), None)


def _label(table: str, name: str) -> str:
    field = _field(table, name)
    return field.label if field else _WORDS.get(name, name)


def _shown(field: Field | None, value: Any) -> str:
    if isinstance(value, bool) or (field is not None and field.kind == "flag"):
        return _FLAGS[int(value)]
    if field is not None and field.kind in DATE_KINDS:
        return show_date(value)
    words = field.show_choice(value) if field is not None and field.choices else ""
    return words or " ".join(str(value).split())


def _heading(text: str) -> Paragraph:
    return _paragraph("section", text)


def _paragraph(kind: Kind, text: str) -> Paragraph:
    return Paragraph((Run(text),), kind)
