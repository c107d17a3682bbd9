"""What the rules say of people: the findings of one, of many in bulk, and what a responsible person let pass."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from db import cases, dossiers
from db.changes import Changes
from db.errors import BadInputFile, KnownError
from db.records import Case, Record
from db.store import Store
from desktop.domain.path import Path
from desktop.domain.rules import engine
from desktop.domain.rules.model import Finding, Rules
from desktop.domain.rules.overview import LEVEL_NAMES
from desktop.domain.rules.registers import Registers
from desktop.domain.validation import check_values
from desktop.services import registers
from desktop.services.rule_book import OfficeRules, open_rules, shipped_rules

BLOCK = "block"
_SHOWN = ("person", "level", "rule", "citation", "message", "field")
# So many people are read at once: few enough to stay small in memory, many enough to read in bulk.
CHUNK = 500
SMALL_CHUNK = 20


@dataclass(frozen=True)
class Review:
    """What the rules say of one person: what is open, what was let pass and by whom."""

    case: Case
    rules: Rules
    findings: tuple[Finding, ...]
    overruled: tuple[tuple[Finding, Record], ...]
    today: date
    remark: str | None = None

    @cached_property
    def path(self) -> Path:
        """The path with the next step."""
        return Path(self.case, self.rules, self.today)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What has to be mended before papers are final."""
        return tuple(finding for finding in self.findings if finding.level == BLOCK)


class Blocked(KnownError):
    """A final paper is not made while something has to be mended."""


def review(store: Store, person_id: int, today: date) -> Review:
    """The findings about one person, grave ones first. Raises NotFound."""
    return review_case(store, cases.load(store, person_id), today)


def review_case(store: Store, case: Case, today: date, rules: Rules | None = None) -> Review:
    """The same for a case just read; under other rules than its own to see what would change."""
    office = open_rules(store)
    return _review(case, office, today, registers.of_case(store, office, case), rules)


def review_all(store: Store, today: date, person_ids: list[int] | None = None) -> Iterator[Review]:
    """The findings about everybody who has a dossier, read in bulk, in the order of the list.

    Or about some: one is compared with the whole office, several with one another.
    """
    if person_ids is not None and len(person_ids) == 1:
        yield review(store, person_ids[0], today)
        return
    people = dossiers.people_with_dossier(store) if person_ids is None else person_ids
    for _, reviews in _in_bulk(store, people, today, CHUNK):
        yield from reviews


def gather_faulty(store: Store, today: date) -> Generator[tuple[int, int], None, frozenset[int]]:
    """The keys of everybody about whom something has to be mended, a few people at a time for a window.

    Yields how far it is, returns the keys.
    """
    people, found = dossiers.people_with_dossier(store), set[int]()
    for done, reviews in _in_bulk(store, people, today, SMALL_CHUNK):
        yield done, len(people)
        found |= {review.case.person.id for review in reviews if review.blocking}
    return frozenset(found)


def review_file(path: FilePath, today: date) -> Review:
    """The findings about the case in a file, which stands in no book. Raises BadInputFile."""
    from desktop.domain import case_files

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadInputFile(f"Không đọc được tệp “{path}”. Chưa có gì thay đổi; hãy xem lại đường dẫn.") from None
    return _review(case_files.read(text), shipped_rules(), today, Registers())


def require(reviewed: Review) -> None:
    """Before a final paper: nothing that has to be mended is open. Raises Blocked with what stands in the way."""
    blocking = reviewed.blocking
    if blocking:
        told = "\n".join(f"– {finding.message} ({finding.citation})" for finding in blocking)
        raise Blocked(
            f"Hồ sơ {reviewed.case.person.full_name} còn {len(blocking)} điều phải sửa nên chưa in bản chính thức:\n"
            f"{told}\nDữ liệu không thay đổi. Hãy sửa, hoặc người có trách nhiệm bỏ qua có ghi lý do; "
            "dự thảo và bản mang đi họp vẫn in được."
        )


def overrule(store: Store, dossier_id: int, finding: Finding, reason: str, signer: str, today: date) -> Changes:
    """Let one finding pass for a reason; it holds for this very sentence. Raises Invalid without reason or name."""
    told = {"rule": finding.rule, "message": finding.message, "reason": reason}
    values = check_values("overruling", told | {"overruled_by": signer, "overruled_on": today.isoformat()}, is_new=True)
    person = store.get("person", store.get("dossier", dossier_id).person_id)
    # The sentence of a finding may name others; the label stands with this person's values alone.
    label = f"Bỏ qua điều phải sửa của {person.full_name} ({finding.citation})"[:500]
    with store.action(label, right="decide") as action:
        action.insert("overruling", {**values, "dossier_id": dossier_id})
    return action.changes


def hold_again(store: Store, overruling_id: int) -> Changes:
    """Take an overruling back. Raises NotFound."""
    held = store.get("overruling", overruling_id)
    person = store.get("person", store.get("dossier", held.dossier_id).person_id)
    with store.action(f"Thôi bỏ qua điều phải sửa của {person.full_name}", right="decide") as action:
        action.delete("overruling", overruling_id)
    return action.changes


@dataclass(frozen=True)
class Told:
    """The findings about many as the terminal gives them: plain objects (`person` is the uid), lines, remarks."""

    plain: list[dict[str, Any]]
    lines: list[str]
    remarks: list[str]


def tell(reviews: Iterable[Review]) -> Told:
    """The open findings of each, one after the other; nothing of a review is kept but its words."""
    told, remarks = Told([], [], []), set()
    for each in reviews:
        told.plain.extend({name: getattr(finding, name) for name in _SHOWN} for finding in each.findings)
        told.lines.extend(_line(each, finding) for finding in each.findings)
        remarks |= {each.remark} - {None}
    told.remarks.extend(sorted(map(str, remarks)))
    if not told.lines:
        told.lines.append("Không có điều gì phải sửa hay cần lưu ý.")
    return told


def _in_bulk(store: Store, people: list[int], today: date, size: int) -> Iterator[tuple[int, Iterator[Review]]]:
    """The findings of many, compared with one another: how many came before, then those of the next `size` people."""
    office = open_rules(store)
    known = registers.of_people(store, office, people)
    for start in range(0, len(people), size):
        read = cases.load_all(store, people[start : start + size]).values()
        yield start, (_review(case, office, today, known) for case in read)


def _line(reviewed: Review, finding: Finding) -> str:
    level = LEVEL_NAMES[finding.level].upper()
    return f"{level}\t{reviewed.case.person.full_name}\t{finding.message} {finding.remedy} [{finding.citation}]"


def _review(case: Case, office: OfficeRules, today: date, known: Registers, rules: Rules | None = None) -> Review:
    choice = office.of_dossier(case.dossier, today)
    rules = rules or choice.rules
    passed = {(row.rule, row.message): row for row in case.overrulings}
    open_ones, overruled = [], []
    for finding in engine.check(case, rules, today, known):
        row = passed.get((finding.rule, finding.message))
        if row is None:
            open_ones.append(finding)
        else:
            overruled.append((finding, row))
    open_ones.sort(key=lambda finding: list(LEVEL_NAMES).index(finding.level))
    return Review(case, rules, tuple(open_ones), tuple(overruled), today, choice.remark)
