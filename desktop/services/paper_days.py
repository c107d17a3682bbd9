"""The day of a paper: the bodies that were there then stand in its head, and it is written on the forms of that day."""

from datetime import date

from db.records import Case
from desktop.domain.chains import as_of, day_of_record, day_of_step, recorded_days
from desktop.domain.dossier_papers import WantedPaper
from desktop.domain.rules.model import Rules
from desktop.printing import contexts
from desktop.printing.catalogue import Catalogue


class PaperDays:
    """The days of the papers of one person."""

    def __init__(self, case: Case, rules: Rules, catalogue: Catalogue, today: date) -> None:
        self._case, self._rules, self._catalogue, self._today = case, rules, catalogue, today
        self._known = set(catalogue.codes())
        self._given = contexts.records_of(case)
        self._steps = recorded_days(case)

    def of(self, paper: WantedPaper) -> date:
        """Its own day; while it has none that of its step, or of the first step behind it that is done, else today."""
        document = self._document(paper.form)
        record = paper.extra.get(document) or contexts.find(document, self._given)
        own = day_of_record(record) if record is not None else None
        return own or day_of_step(self._steps, self._rules.path, document, self._today)

    def seen(self, form: str) -> Case:
        """The case as it stood on the day of the step of a form: what a dossier needs depends on it."""
        return as_of(self._case, day_of_step(self._steps, self._rules.path, self._document(form), self._today))

    def case_of(self, paper: WantedPaper) -> Case:
        """The case as it stood on the day of a paper."""
        return as_of(self._case, self.of(paper))

    def _document(self, form: str) -> str:
        return self._catalogue.form(form).form.document if form in self._known else ""
