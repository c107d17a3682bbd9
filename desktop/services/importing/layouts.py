"""Mappings of columns that a clerk corrected by hand, kept in the book under a name."""

from db.changes import Changes
from db.errors import KnownError
from db.store import Store
from desktop.domain.sheets.mapping import Mapping


def list_layouts(store: Store) -> list[str]:
    """The names of all kept layouts."""
    return [row.name for row in store.list("import_layout", order="name")]


def load_layout(store: Store, name: str) -> Mapping:
    """The layout of a name. Raises KnownError when there is none."""
    held = store.find("import_layout", name=name)
    if held is None:
        names = ", ".join(f"“{each}”" for each in list_layouts(store)) or "chưa có mẫu nào"
        raise KnownError(f"Không có mẫu cột “{name}”. Sổ không thay đổi. Các mẫu đã lưu: {names}.")
    try:
        return Mapping.from_json(held.mapping)
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError(f"Mẫu cột “{name}” không đọc được. Sổ không thay đổi. Hãy lưu lại mẫu này.") from error


def save_layout(store: Store, name: str, mapping: Mapping) -> Changes:
    """Keep a layout under a name; one of the same name is replaced."""
    values = {"name": name, "mapping": mapping.to_json()}
    held = store.find("import_layout", name=name)
    with store.action(f"Lưu mẫu cột “{name}”", right="import") as action:
        if held is None:
            action.insert("import_layout", values)
        else:
            action.update("import_layout", held.id, values)
    return action.changes
