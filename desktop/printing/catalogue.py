"""The forms of one edition: the shipped ones with those it takes over from others, each replaced by an office's own."""

import tomllib
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BadForm
from db.text import fold, nfc
from desktop.printing import forms, reader
from desktop.printing.forms import Form, FormError

if TYPE_CHECKING:
    from jinja2 import Template

    from desktop.printing.engine import Engine

# Where the texts lie that several forms share.
LETTERHEADS, PARTS = "letterheads", "parts"
# Says which edition's forms a folder takes over: extends = "…".
ORIGIN = "forms.toml"


@dataclass(frozen=True)
class ReadyForm:
    """A form and the file it comes from; its body is checked and compiled when the form is first printed."""

    form: Form
    path: Path
    engine: "Engine" = field(repr=False, compare=False)

    @property
    def template(self) -> "Template":
        """The body ready for filling. Raises FormError."""
        return self._compiled[0]

    @property
    def names(self) -> frozenset[str]:
        """The names that stand in the body. Raises FormError."""
        return self._compiled[1]

    @cached_property
    def _compiled(self) -> "tuple[Template, frozenset[str]]":
        reader.check(self.form.body, self.form.file)
        return self.engine.compile(self.form)

    @property
    def code(self) -> str:
        return self.form.code

    @property
    def title(self) -> str:
        return self.form.title


class Catalogue:
    """Forms by code, read once, each compiled when it is first printed; those of the office at once, to tell what is
    wrong with them.

    A shipped folder holds what differs from the folder it extends. `own` is the office's folder: what lies in it takes
    the place of the shipped form in every edition, what lies in a folder of it named for the edition only there.
    `own_codes` are the forms so replaced; `warnings` names the office's files that cannot be used.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        """`shipped` is the folder named for the edition. Raises FormError for a shipped form with a broken head."""
        from desktop.printing.engine import Engine

        self.edition = nfc(shipped.name)
        self._shipped = shipped
        self.warnings: list[str] = []
        self.own_codes: set[str] = set()
        chain = shipped_folders(shipped)
        own_folders = [folder for folder in _own_folders(own, self.edition) if folder.is_dir()]
        self._folders = (*reversed(own_folders), *chain)
        self._engine = Engine(self._letterhead)
        self._forms: dict[str, ReadyForm] = {}
        # A form that an edition writes anew keeps its place; the files of all are sorted together.
        held = {nfc(path.name): path for folder in reversed(chain) for path in folder.glob("*.md")}
        for name in sorted(held):
            ready = self._read(held[name])
            self._forms[ready.code] = ready
        for folder in own_folders:
            self._add_own(folder)

    def codes(self) -> tuple[str, ...]:
        """The codes of the forms, sorted as their files are."""
        return tuple(self._forms)

    def titles(self) -> dict[str, str]:
        """Code: title, sorted as the files are."""
        return {code: ready.title for code, ready in self._forms.items()}

    def form(self, code: str) -> ReadyForm:
        """The form with a code, capitals and marks of the letters aside. Raises BadForm."""
        found = self._forms.get(code)
        if found is None:
            wanted = fold(code)
            found = next((ready for known, ready in self._forms.items() if fold(known) == wanted), None)
        if found is not None:
            return found
        raise BadForm(
            f"Bộ mẫu “{self.edition}” không có mẫu “{code}”. Chưa in gì; các mẫu có: {', '.join(self._forms)}."
        )

    def ready(self) -> tuple[ReadyForm, ...]:
        """All forms, sorted as their files are."""
        return tuple(self._forms.values())

    def _read(self, path: Path) -> ReadyForm:
        return ReadyForm(_with_body(forms.read(path, self.edition), self._shipped.parent), path, self._engine)

    def _add_own(self, own: Path) -> None:
        for path in sorted(own.glob("*.md")):
            try:
                self._add_whole(self._read(path))
            except (FormError, OSError) as problem:
                reason = problem.reason if isinstance(problem, FormError) else "không đọc được tệp"
                line = f", dòng {problem.line}" if isinstance(problem, FormError) else ""
                self.warnings.append(f"Mẫu riêng “{path.name}”{line}: {reason}. Đã dùng mẫu có sẵn.")

    def _add_whole(self, ready: ReadyForm) -> None:
        """Take an office's form in when nothing is wrong in it. Raises FormError."""
        if ready.template:
            self._forms[ready.code] = ready
            self.own_codes.add(ready.code)

    def _letterhead(self, name: str) -> tuple[str, str]:
        """Text and file name of a letterhead or another part that forms share. Raises KeyError."""
        for folder in self._folders:
            for path in (folder / LETTERHEADS / f"{name}.md", folder / PARTS / f"{name}.md"):
                if path.is_file():
                    return path.read_text(encoding="utf-8-sig"), path.name
        raise KeyError(name)


def shipped_folders(shipped: Path) -> tuple[Path, ...]:
    """The folder of an edition's forms and those it extends, the nearest first. Raises FormError."""
    chain: list[Path] = []
    folder: Path | None = shipped
    while folder is not None:
        chain.append(folder)
        folder = _extended(folder)
        if folder is not None and (folder in chain or not folder.is_dir()):
            raise FormError(ORIGIN, 1, f"không nối được vào bộ mẫu “{folder.name}”")
    return tuple(chain)


def _with_body(form: Form, shipped_forms: Path) -> Form:
    """The form, with everything but its names from another one when it says so: body_of: edition/code."""
    if not form.body_of:
        return form
    edition, _, code = form.body_of.rpartition("/")
    folders = shipped_folders(shipped_forms / edition) if edition and (shipped_forms / edition).is_dir() else ()
    path = next((path for folder in folders if (path := folder / f"{code}.md").is_file()), None)
    if path is None or form.body.strip():
        reason = "đã lấy mẫu khác thì không viết gì dưới phần đầu" if path else f"không có mẫu “{form.body_of}”"
        raise FormError(form.file, _line_of_body(form), reason)
    origin = _with_body(forms.read(path, form.edition), shipped_forms)
    digest = form.digest + origin.digest
    return replace(origin, code=form.code, title=form.title, certainty=form.certainty, digest=digest)


def _line_of_body(form: Form) -> int:
    return len(form.body) - len(form.body.lstrip("\n")) + 1


def _extended(folder: Path) -> Path | None:
    origin = folder / ORIGIN
    if not origin.is_file():
        return None
    return folder.parent / str(tomllib.loads(origin.read_text(encoding="utf-8"))["extends"])


def _own_folders(own: Path | None, edition: str) -> tuple[Path, ...]:
    """The office's folders, the one that gives way first."""
    return () if own is None else (own, own / edition)


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
