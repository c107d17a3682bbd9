"""Runs the measures named, or all, prints a line for each figure and exits with 1 when one is over its limit."""

import sys

from tests.bench import large_book, opening, papers, printing, reports, rules, safety, saving, searching
from tests.bench.figures import Measure

MEASURES: dict[str, Measure] = {
    "saving": saving.measure,
    "safety": safety.measure,
    "searching": searching.measure,
    "opening": opening.measure,
    "printing": printing.measure,
    "papers": papers.measure,
    "rules": rules.measure,
    "reports": reports.measure,
}


def main(names: list[str]) -> int:
    """Measure; returns the exit status."""
    large_book.path()
    is_over = False
    for name in names or MEASURES:
        for figure in MEASURES[name]():
            print(figure, flush=True)
            is_over = is_over or figure.is_over
    return int(is_over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
