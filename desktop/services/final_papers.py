"""What the rules say before papers are made: which may only be drafts, and what the check sheet lists."""

from datetime import date
from typing import TYPE_CHECKING

from db.journal import find_head
from db.records import Case, Record
from db.store import Store
from db.text import fold
from desktop.domain.dossier_papers import WantedPaper
from desktop.domain.editions import Edition, check_sheet
from desktop.domain.rules.overview import LEVEL_NAMES
from desktop.services.findings import Blocked, Review, require, review_case
from desktop.vietnamese import show_date, show_number

if TYPE_CHECKING:
    from desktop.printing.catalogue import Catalogue

BY_HAND = "by hand"
_GROUP = 8


class Reviews:
    """The findings about the people of one order, each looked up once and only where a paper asks for them."""

    def __init__(self, store: Store, today: date) -> None:
        self._store, self._today = store, today
        self._held: dict[int, Review] = {}

    def complete(self, paper: WantedPaper, case: Case, edition: Edition) -> WantedPaper:
        """The paper with what the rules found, when it is the check sheet."""
        if fold(paper.form) != fold(check_sheet(edition) or ""):
            return paper
        review = self._of(case)
        findings = [
            Record(level=LEVEL_NAMES[each.level], message=each.message, remedy=each.remedy, citation=each.citation)
            for each in review.findings
        ]
        overruled = [
            Record(message=each.message, reason=row.reason, by=row.overruled_by, on=show_date(row.overruled_on))
            for each, row in review.overruled
        ]
        made = {"findings": tuple(findings), "overruled": tuple(overruled), "log_head": (self._log_head(),)}
        return WantedPaper(paper.form, paper.extra | made)

    def why_blocked(self, catalogue: "Catalogue", paper: WantedPaper, case: Case) -> str:
        """Why a paper may only be a draft; nothing for one that is taken along, written by hand, or without fault.

        A paper is final when what it is about has happened: before the meeting its resolution is only prepared.
        """
        form = catalogue.form(paper.form).form
        if form.written == BY_HAND or not any(step.kind == form.document for step in case.steps):
            return ""
        try:
            require(self._of(case))
        except Blocked as blocked:
            return blocked.sentence
        return ""

    def _log_head(self) -> Record:
        """How many rows the log has and its last link, on paper where nobody can change it any more."""
        number, link = find_head(self._store.connection)
        groups = (link[place : place + _GROUP] for place in range(0, len(link), _GROUP))
        return Record(rows=show_number(number), link=" ".join(groups))

    def _of(self, case: Case) -> Review:
        key: int = case.person.id
        if key not in self._held:
            self._held[key] = review_case(self._store, case, self._today)
        return self._held[key]
