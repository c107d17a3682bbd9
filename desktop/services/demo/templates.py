"""The Excel file of the invented office's superior, with the figure for each of its cells chosen already."""

import hashlib
from pathlib import Path

from desktop.services.demo.places import Office


def add_templates(office: Office, folder: Path) -> None:
    """The file of `folder` that the words of the office name, and its cells."""
    words = office.words.office["superior_template"]
    content = (folder / words["file"]).read_bytes()
    values = {"name": words["name"], "file_name": words["file"], "content": content}
    key = office.rows.add("superior_template", values | {"sha256": hashlib.sha256(content).hexdigest()})
    for row in words["rows"]:
        for letters, figure in words["columns"].items():
            found_by = {"row_label": row["label"], "row_place": 1, "row_total": 1}
            found_by["column_heading"] = words["headings"][letters]
            place = {"superior_template_id": key, "sheet": words["sheet"], "address": f"{letters}{row['row']}"}
            figures = {"report": words["report"], "line": row["line"], "figure": figure}
            office.rows.add("template_cell", place | found_by | figures)
