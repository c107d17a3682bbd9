"""What one user of this machine prefers, kept as a small JSON file: the last book, text size, widths, filters."""

import json
from pathlib import Path
from typing import Any

from db.files import write_whole


class Preferences:
    """Read once, written at each change; a missing or unreadable file means no preferences."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, key: str, default: Any = None) -> Any:
        """A kept value, or the default; what a damaged file holds in another kind than the default is not kept."""
        kept = self._values.get(key, default)
        return kept if default is None or isinstance(kept, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold; on a disk that cannot be written it holds until the program ends."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        except Exception:  # noqa: BLE001, RUF100
            return


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
