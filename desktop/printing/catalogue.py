"""The forms of one edition: the shipped ones, each replaced by the office's own file where there is one."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BadForm
from db.text import fold, nfc
from desktop.printing import forms, reader
from desktop.printing.forms import Form, FormError

if TYPE_CHECKING:
    from jinja2 import Template

LETTERHEADS = "letterheads"


@dataclass(frozen=True)
class ReadyForm:
    """A form with its compiled body and the names that stand in it."""

    form: Form
    template: "Template"
    names: frozenset[str]

    @property
    def code(self) -> str:
        return self.form.code

    @property
    def title(self) -> str:
        return self.form.title


class Catalogue:
    """Forms by code, read and compiled once; `own` is the office's folder, laid out as the shipped one.

    `warnings` names the office's files that cannot be used and are replaced by the shipped ones.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        """`shipped` is the folder named for the edition. Raises FormError for a broken shipped form."""
        from desktop.printing.engine import Engine

        self.edition = nfc(shipped.name)
        self.warnings: list[str] = []
        self._folders = tuple(folder for folder in (own, shipped) if folder is not None and folder.is_dir())
        self._engine = Engine(self._letterhead)
        self._forms: dict[str, ReadyForm] = {}
        for path in sorted(shipped.glob("*.md")):
            self._add(path)
        if own is not None and own.is_dir():
            self._add_own(own)

    def codes(self) -> tuple[str, ...]:
        """The codes of the forms, sorted as their files are."""
        return tuple(self._forms)

    def titles(self) -> dict[str, str]:
        """Code: title, sorted as the files are."""
        return {code: ready.title for code, ready in self._forms.items()}

    def form(self, code: str) -> ReadyForm:
        """The form with a code, capitals and marks of the letters aside. Raises BadForm."""
        wanted = fold(code)
        for known, ready in self._forms.items():
            if fold(known) == wanted:
                return ready
        raise BadForm(
            f"Bộ mẫu “{self.edition}” không có mẫu “{code}”. Chưa in gì; các mẫu có: {', '.join(self._forms)}."
        )

    def _add(self, path: Path) -> None:
        form = forms.read(path, self.edition)
        reader.check(form.body, form.file)
        self._forms[form.code] = ReadyForm(form, *self._engine.compile(form))

    def _add_own(self, own: Path) -> None:
        for path in sorted(own.glob("*.md")):
            try:
                self._add(path)
            except (FormError, OSError) as problem:
                reason = problem.reason if isinstance(problem, FormError) else "không đọc được tệp"
                line = f", dòng {problem.line}" if isinstance(problem, FormError) else ""
                self.warnings.append(f"Mẫu riêng “{path.name}”{line}: {reason}. Đã dùng mẫu có sẵn.")

    def _letterhead(self, name: str) -> tuple[str, str]:
        """Text and file name of a letterhead. Raises KeyError."""
        for folder in self._folders:
            path = folder / LETTERHEADS / f"{name}.md"
            if path.is_file():
                return path.read_text(encoding="utf-8-sig"), path.name
        raise KeyError(name)


def open_catalogue(shipped: Path, own: Path | None = None) -> Catalogue:
    """The catalogue of an edition, parsed once, and again when a file of the office has changed. Raises FormError."""
    return _parsed(shipped, own, _stamp(own))


@lru_cache(maxsize=4)
def _parsed(shipped: Path, own: Path | None, stamp: tuple[tuple[str, int], ...]) -> Catalogue:
    return Catalogue(shipped, own)


def _stamp(own: Path | None) -> tuple[tuple[str, int], ...]:
    """What tells that a file of the folder was changed, added or taken away."""
    files = sorted(own.rglob("*.md")) if own is not None and own.is_dir() else []
    return tuple((str(path), path.stat().st_mtime_ns) for path in files)
