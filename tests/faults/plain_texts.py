"""P13: text is only text: on paper, on the screen, in a search; whatever is typed, every dossier prints."""

import csv
import random
from io import BytesIO
from pathlib import Path
from typing import Any

from db import fields, members, people_list
from db.log import LogQuery
from db.people_list import PeopleQuery
from db.store import Store
from desktop.services import log_export, paper_orders, papers
from desktop.services.text_tables import write_table
from tests.faults import offices
from tests.faults.promise import Outcome

PROMISED = "0 images, links, formulas, errors; 5,000 fuzzed queries; every dossier prints"
MARK = "Mẫu"
PAYLOADS = (
    f"{MARK} <img src=/etc/hostname> <img src='file:///etc/hostname'/>",
    f"{MARK} <b>không đóng <i>lồng</b> nhau</i>",
    f"{MARK} <a href='http://example.invalid/'>bấm</a> http://example.invalid/",
    f"{MARK} &amp; &lt;b&gt; &#0; &#x41; &nbsp;",
    f"{MARK} {{{{ 7 * 7 }}}} {{% for a in b %}} {{# c #}}",
    f"{MARK}\n# Tiêu đề\n- mục\n1. Năm 2001\n    mã\n> trích\n:::signature\n---",
    f"=1+1 {MARK} @SUM(A1) +1 -1",
    rf"{MARK} \\host\chia-se\x.png file:///etc/hostname",
    f"{MARK}'; DROP TABLE person; -- \" OR 1=1 NEAR(* ^ :",
    f"{MARK} ![a](/etc/hostname) [b](http://example.invalid/) `c` **d** | e | f |",
    f"{MARK} %s %n {{0}} $(id) `id` %(name)s",
    f"{MARK} \u202eđảo\u202c \u200bkhông rộng\u200b e\u0302\u0301 \U0001f600 \x07\x0b\ufffe",
    f"{MARK} " + "dài" * 60,
    f"{MARK}\t{'ngắt dòng' * 4}\r\n\r\n\u2028\u2029",
)
_TEXTS = ("text", "long_text")
# What must differ from person to person, or names something else.
_OWN = ("citizen_id", "number", "rule_edition")
_HANGING = ("family_member", "career_period", "training_record", "abroad_stay", "reward", "discipline", "party_member")
_OF_DOSSIER = ("step", "dossier_item", "introduction", "opinion", "background_check")
_QUERY_SIGNS = "aăâđeêioô nguyễnòHÒ0129%_'\"*-()[]{}^:;\\/\x00\t\n,.~`!@#$&+=<>?|\u0301\u202eÐ😀"


FORMULAS = ("=", "+", "-", "@")


def measure(folder: Path, is_full: bool) -> Outcome:
    """Type each text into every field of a person, print everything, show it, and look for anything."""
    payloads, queries = (PAYLOADS, 5000) if is_full else (PAYLOADS[:6:2], 300)
    store = offices.opened(offices.make(folder, people=0))
    people = [_person_of(store, payload) for payload in payloads]
    wrong = [fault for person_id in people for fault in _print(store, person_id)]
    wrong += _show(store, people, folder)
    wrong += _search(store, queries)
    wrong += _write_tables(store, folder)
    store.close()
    reached = f"{len(wrong)} images, links, formulas or errors of {len(payloads)} texts in every field "
    reached += f"on PDF, Word, Excel and screen and {queries:,} queries"
    return Outcome("text is only text", "; ".join([reached, *wrong[:3]]), PROMISED, not wrong)


def _person_of(store: Store, payload: str) -> int:
    """A person with the text in every field that holds text, here and in all lists."""
    with store.action("Thêm") as action:
        person_id = action.insert("person", {**_values("person", payload), "stage": "source"})
        dossier_id = action.insert("dossier", {"person_id": person_id})
        member = {}
        for table in _HANGING:
            member[table] = action.insert(table, {**_values(table, payload), "person_id": person_id})
        for table in _OF_DOSSIER:
            action.insert(table, {**_values(table, payload), "dossier_id": dossier_id})
        assignment = {**_values("mentor_assignment", payload), "dossier_id": dossier_id}
        action.insert("mentor_assignment", {**assignment, "party_member_id": member["party_member"]})
    return person_id


def _values(table: str, payload: str) -> dict[str, Any]:
    """The text in each field, as long as the field takes; the first of its choices for one that has some."""
    values: dict[str, Any] = {}
    for field in fields.fields_of(table):
        if field.name in _OWN:
            continue
        if field.kind in _TEXTS:
            values[field.name] = payload[: field.max_length]
        elif field.kind == "choice" and field.choices:
            values[field.name] = next(iter(field.choices))
    return values


def _print(store: Store, person_id: int) -> list[str]:
    """What is wrong with the papers of a person: errors, pictures, links, or words that are not on them."""
    try:
        made = papers.make(paper_orders.gather(store, person_id, offices.TODAY))
        word = papers.write_files(made, store.path.parent / f"{person_id}.docx")[0].path.read_bytes()
    except Exception as error:
        return [f"printing {person_id}: {type(error).__name__} {error}"]
    return [*_faults_of_pdf(made.pdf), *_faults_of_word(word)]


def _faults_of_pdf(content: bytes) -> list[str]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    pictures = sum(len(page.images) for page in reader.pages)
    links = sum("/Annots" in page for page in reader.pages)
    text = "".join(page.extract_text() for page in reader.pages)
    doing = [name for name in ("/OpenAction", "/AA") if name in reader.trailer["/Root"]]  # type: ignore[operator]
    found = [f"PDF: {pictures} pictures"] * bool(pictures) + [f"PDF: {links} pages with links"] * bool(links)
    return (
        found + [f"PDF: {name}" for name in doing] + ["PDF: the text is not on it"] * (MARK.upper() not in text.upper())
    )


def _faults_of_word(content: bytes) -> list[str]:
    import docx

    document = docx.Document(BytesIO(content))
    parts = {part.partname: part for part in document.part.package.iter_parts()}
    outside = [each.target_ref for part in parts.values() for each in part.rels.values() if each.is_external]
    pictures = [name for name in parts if "/media/" in name]
    formulas = content.count(b"w:fldSimple")
    text = "".join(node.text or "" for node in document.element.body.iter() if str(node.tag).endswith("}t"))
    found = [f"Word: points to {target}" for target in outside] + [f"Word: picture {name}" for name in pictures]
    return found + ["Word: fields"] * bool(formulas) + ["Word: the text is not in it"] * (MARK not in text)


def _show(store: Store, people: list[int], folder: Path) -> list[str]:
    from tests.faults import showing_window

    return showing_window.faults(store, people, folder / "preferences.json")


def _search(store: Store, count: int) -> list[str]:
    chance = random.Random(13)
    wrong: list[str] = []
    for _ in range(count):
        text = "".join(chance.choices(_QUERY_SIGNS, k=chance.randrange(1, 25)))
        try:
            query = PeopleQuery(text)
            if people_list.count(store, query) != len(people_list.page(store, query, 0, 100)):
                wrong.append(f"search {text!r}: another number")
            members.find_members(store, text, 20)
        except Exception as error:
            wrong.append(f"search {text!r}: {type(error).__name__} {error}")
    return wrong


def _write_tables(store: Store, folder: Path) -> list[str]:
    """The log, in which every name stands, as Excel and CSV: no cell is a formula, whoever opens it."""
    import openpyxl

    for name in ("log.xlsx", "log.csv"):
        log_export.export(store, LogQuery(), folder / name)
    write_table(folder / "formulas.xlsx", ["Việc"], [[text] for text in FORMULAS])
    wrong = []
    for name in ("log.xlsx", "formulas.xlsx"):
        cells = [cell for row in openpyxl.load_workbook(folder / name).active.iter_rows() for cell in row]
        wrong += [f"{name}: {cell.value}" for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with (folder / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        wrong += [f"log.csv: {cell}" for row in csv.reader(file) for cell in row if cell.startswith(FORMULAS)]
    return wrong
