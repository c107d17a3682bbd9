"""What stands behind the figures: the people of one, and the written values no group knows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.figures import people as people_rows
from db.store import Store
from desktop.domain.reports import people
from desktop.domain.reports.dimensions import WordDimension, keyed
from desktop.domain.reports.model import Table
from desktop.domain.reports.periods import Period
from desktop.domain.reports.progress import ADMITTED
from desktop.services.reports.gathering import Gatherer


@dataclass(frozen=True)
class UnknownValue:
    """A written value that belongs to no group: its folded key, how it is written, how many people have it."""

    key: str
    text: str
    people: int


def people_table(store: Store, person_ids: Iterable[int]) -> Table:
    """The people behind a figure, sorted by name."""
    return people.named(people_rows.lines(store, person_ids))


def dimension(store: Store, name: str, today: date) -> WordDimension | None:
    """A dimension of written values by name, None when there is none."""
    return Gatherer(store, today).dimensions.by_words.get(name)


def unknown_values(store: Store, name: str, period: Period, today: date) -> list[UnknownValue]:
    """What those admitted in a period wrote that no group of a dimension knows, the most frequent first."""
    gatherer = Gatherer(store, today)
    asked = gatherer.dimensions.by_words[name]
    counts: Counter[str] = Counter()
    for facts in gatherer.counts(period).populations[ADMITTED].unknown(name):
        counts.update([next(facts[column] for column in asked.columns if facts[column])])
    return [UnknownValue(keyed(text), text, count) for text, count in counts.most_common()]
