"""What the package of a hand-over holds: figures; lists with the fewest fields; or every record."""

from collections.abc import Iterator
from typing import Any

from db import exporting
from db.exporting import ExportTable
from db.store import Store
from desktop.domain.handover.figures import FIGURE_FIELDS, package_rows
from desktop.exchange.packages import schema, writing
from desktop.exchange.packages.writing import Resource
from desktop.services.handover import resources
from desktop.services.handover.figures import PeriodFigures

FIGURES, LISTS, FULL = "figures", "lists", "full"
CONTENTS = (FIGURES, LISTS, FULL)
_PEOPLE = "person"


def figures(store: Store, period_figures: PeriodFigures) -> Resource:
    """The figures of the period's reports, a row each, nobody's name among them."""
    plan = resources.plan()
    reports = [period_figures.shown(name).report for name in plan.figures]
    rows = [row for report in reports for row in package_rows(report, plan.lines_with_names)]
    described = {"fields": FIGURE_FIELDS, "primaryKey": ["report", "table", "line", "column"], "missingValues": [""]}
    return writing.lines(FIGURES, "Số liệu của kỳ", described, rows)


def people(store: Store) -> Resource:
    """Everybody whose way into the Party the book follows, with the fewest fields."""
    plan = resources.plan()
    table = next(each for each in exporting.list_tables(store) if each.name == _PEOPLE)
    columns = tuple(column for column in table.columns if column.name in plan.people_columns)
    short = ExportTable(table.name, columns)
    cells = {row.uid: row.name for row in store.list("party_cell")}
    followed = (row for row in _rows(store, short) if row["stage"] is not None)
    # A list without the table of cells names them itself.
    rows = [row | {"party_cell": cells.get(row["party_cell"])} for row in followed]
    return writing.lines("people", plan.people_title, schema.table_schema(short, frozenset()), rows)


def everything(store: Store) -> Iterator[Resource]:
    """Every table of the field registry that may leave the book and has rows, row by row."""
    tables = [table for table in exporting.list_tables(store) if exporting.count(store, table)]
    known = frozenset(table.name for table in tables)
    for table in tables:
        yield writing.lines(table.name, table.name, schema.table_schema(table, known), _rows(store, table))


def _rows(store: Store, table: ExportTable) -> Iterator[dict[str, Any]]:
    columns = {column.name: column for column in table.columns}
    for row in exporting.rows(store, table):
        yield {
            name: schema.plain_value(columns[name], value) if name in columns else value for name, value in row.items()
        }
