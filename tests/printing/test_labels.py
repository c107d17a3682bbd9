"""Every label a form must have stands on the paper, in the order of the form."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from db.records import Record
from desktop.printing.blocks import texts
from desktop.printing.names import DEFAULT
from tests.printing import factory, subjects
from tests.printing.conftest import EDITION, shipped_catalogue

LABELS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LABELS)
def test_labels_stand_in_their_order(name: str) -> None:
    edition, _, code = name.rpartition("/")
    case = factory.recognised_case()
    again = replace(case, dossier=Record((case.dossier or Record()) | {"is_readmission": 1}))
    ready = shipped_catalogue(edition or EDITION).form(code)
    is_of_person = ready.form.about == DEFAULT
    paper = subjects.composed(
        ready, (again, {}) if is_of_person else subjects.full(ready.form.about, ready.form.register)
    )
    text, place = "\n".join(texts(paper.document.blocks)).casefold(), 0
    for label in LABELS[name]:
        place = text.find(label.casefold(), place)
        assert place >= 0, f"“{label}” is missing or stands too early"
        place += len(label)
