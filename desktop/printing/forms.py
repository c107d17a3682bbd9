"""A form: the text file an office can read, copy and change, with its front matter checked line by line."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from db.errors import BadForm
from desktop.printing import names
from desktop.printing.blocks import LETTER_SIZE, Page

KNOWN_KEYS = {
    "code",
    "title",
    "about",
    "register",
    "needs",
    "number",
    "document",
    "certainty",
    "paper",
    "letter_size",
    "leading",
    "one_page",
    "border",
    "written",
    "body_of",
}
_PLAIN_KEYS = ("code", "title", "number", "document", "certainty", "written", "body_of")
REQUIRED_KEYS = ("code", "title", "certainty")
PAPERS = {"A4": False, "A4 landscape": True}
# How the certainty of a form begins when nobody has held its words against the original.
UNVERIFIED = "chưa đối chiếu"
_FENCE = "---"
_KEY = re.compile(r"([a-z_]+):\s*(.*)")


class FormError(BadForm):
    """A form file that cannot be used; names the file, the line and the reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"Mẫu “{file}”, dòng {line}: {reason}. Chưa in gì; hãy sửa dòng này rồi in lại.")
        self.file, self.line, self.reason = file, line, reason


@dataclass(frozen=True)
class Form:
    """One form of one edition: front matter and the body with as many lines before it as the file has."""

    code: str
    title: str
    edition: str
    file: str
    body: str
    page: Page
    needs: tuple[str, ...] = ()
    number: str = ""
    document: str = ""
    certainty: str = ""
    written: str = ""
    about: str = names.DEFAULT
    register: str = ""
    body_of: str = ""
    digest: str = ""  # what tells whether two files have the same words

    @property
    def vocabulary(self) -> names.Vocabulary:
        """The names that stand for something in this form."""
        return names.vocabulary(self.about, self.register)

    @property
    def is_verified(self) -> bool:
        """Whether the form was held against the original; if not, the office has to."""
        return not self.certainty.casefold().startswith(UNVERIFIED)


def read(path: Path, edition: str) -> Form:
    """The form in a file. Raises FormError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise FormError(path.name, line, "tệp không được lưu ở bảng mã UTF-8") from None
    return parse(text, path.name, edition)


def parse(text: str, file: str, edition: str) -> Form:
    """The form in a text; the body keeps the line numbers of the file. Raises FormError."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = _front_matter_end(lines, file)
    entries = _entries(lines, end, file)
    for key in REQUIRED_KEYS:
        if not entries.get(key, ("", 0))[0]:
            raise FormError(file, end + 1, f"phần đầu mẫu thiếu “{key}”")
    plain = {key: value for key, (value, _) in entries.items()}
    about, register = _subject(entries, file)
    for key in ("needs", "document"):
        _check_names(entries.get(key, ("", 0)), names.vocabulary(about, register), file)
    return Form(
        **{key: plain.get(key, "") for key in _PLAIN_KEYS},
        about=about,
        register=register,
        digest=hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16],
        needs=_listed(plain.get("needs", "")),
        edition=edition,
        file=file,
        page=_page(entries, file),
        body="\n" * (end + 1) + "\n".join(lines[end + 1 :]),
    )


def _listed(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.strip("[]").split(",") if name.strip())


def _subject(entries: dict[str, tuple[str, int]], file: str) -> tuple[str, str]:
    """What the form is about, and the register when it is one."""
    about, line = entries.get("about", (names.DEFAULT, 0))
    if about not in names.ABOUT:
        raise FormError(file, line, f"mẫu không thể về “{about}”; chỉ có {', '.join(names.ABOUT)}")
    register, line = entries.get("register", ("", line))
    if about == "register" and register not in names.REGISTERS:
        raise FormError(file, line, f"không có sổ “{register}”; chỉ có {', '.join(names.REGISTERS)}")
    return about, register


def _check_names(entry: tuple[str, int], known: names.Vocabulary, file: str) -> None:
    for name in _listed(entry[0]):
        if name not in known:
            raise FormError(file, entry[1], f"không có tên “{name}”")


def _front_matter_end(lines: list[str], file: str) -> int:
    if not lines or lines[0].strip() != _FENCE:
        raise FormError(file, 1, "dòng đầu phải là ---")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return number
    raise FormError(file, len(lines), "phần đầu mẫu chưa đóng bằng dòng ---")


def _entries(lines: list[str], end: int, file: str) -> dict[str, tuple[str, int]]:
    """Key: (value, line number) of the front matter."""
    entries: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines[1:end], start=2):
        if not line.strip() or line.startswith("%%"):
            continue
        match = _KEY.fullmatch(line.rstrip())
        if match is None:
            raise FormError(file, number, "phần đầu mẫu viết theo dạng “tên: giá trị”")
        if match[1] not in KNOWN_KEYS:
            raise FormError(file, number, f"không có mục “{match[1]}” ở phần đầu mẫu")
        entries[match[1]] = (match[2], number)
    return entries


def _page(entries: dict[str, tuple[str, int]], file: str) -> Page:
    paper, line = entries.get("paper", ("A4", 1))
    if paper not in PAPERS:
        raise FormError(file, line, f"khổ giấy “{paper}” không có; chỉ có {', '.join(PAPERS)}")
    size = _points(entries, "letter_size", LETTER_SIZE, file)
    return Page(
        landscape=PAPERS[paper],
        letter_size=size,
        leading=_points(entries, "leading", max(18.0, round(size * 1.36)), file),
        border=entries.get("border", ("", 0))[0] == "yes",
        least=_points(entries, "one_page", 0.0, file),
    )


def _points(entries: dict[str, tuple[str, int]], key: str, default: float, file: str) -> float:
    value, line = entries.get(key, ("", 0))
    if not value:
        return default
    try:
        points = float(value.replace(",", "."))
    except ValueError:
        points = 0.0
    if not 8 <= points <= 40:
        raise FormError(file, line, f"“{key}” phải là số từ 8 đến 40")
    return points
