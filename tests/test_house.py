"""What holds for the whole house: modules say what they own, no network, no law in code, names from the glossary."""

import ast
import functools
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted(path for folder in ("db", "desktop") for path in (ROOT / folder).rglob("*.py"))
MODULES = sorted([*PROGRAM, *(ROOT / "tests").rglob("*.py"), *(ROOT / ".ci").glob("*.py")])
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "socketserver", "ssl", "urllib3"}
NETWORK |= {"urllib.request", "xmlrpc", "PySide6.QtNetwork", "QtNetwork", "PySide6.QtWebSockets"}

# Names of provinces, those of today and those before they were joined.
PROVINCES = """An Giang|Bà Rịa|Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước
Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội
Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hồ Chí Minh|Thừa Thiên|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu
Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi
Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long
Vĩnh Phúc|Yên Bái""".replace("\n", "|")
LAW = {
    "a form code": re.compile(r"\b\d+[A-ZĐ]?\s*-\s*(KNĐ|HSĐV|TĐV|SHĐ|ĐTV)\b"),
    "a guidance": re.compile(r"\b\d+\s*-\s*(QĐ|QĐi|HD|CT|NQ|KH|QC)/"),
    "a year": re.compile(r"\b(19[5-9]|20[0-3])\d\b"),
    "a province": re.compile(rf"\b({PROVINCES})\b"),
}

# Words that romanised Vietnamese and office abbreviations leave in names; those that English shares are not here.
FOREIGN = """bi_thu|btv|cccd|chi_bo|chinh_thuc|cmnd|dang_bo|dang_uy|dang_vien|danh_sach|ds|du_bi|dv|dvct|dvdb|giay_to
gioi_thieu|giup_do|ho_so|ho_ten|hoc_vien|ket_nap|khen_thuong|knd|kndv|ky_luat|lop_hoc|ly_lich|ma_so|ngay_sinh|nq|qc|qcut
qd|quan_chung|que_quan|so_yeu|tham_tra|thon|xa_phuong""".replace("\n", "|")


@functools.cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def module_names(path: Path) -> list[str]:
    """Every module that a file imports, anywhere in it; for names taken from a module also the name below it."""
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def identifiers(path: Path) -> Iterator[str]:
    """Every name a file gives to something: modules, classes, functions, arguments, variables, attributes."""
    yield path.stem
    for node in ast.walk(tree(path)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def snake(name: str) -> str:
    """A name as a table is spelt: PartyCell and Stage.SYMPATHISER become party_cell and sympathiser."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.rpartition(".")[2]).lower()


def plain(distribution: str) -> str:
    """The name of a distribution as package tools compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def glossary(section: str) -> set[str]:
    content = tomllib.loads((ROOT / "resources/help/glossary.toml").read_text(encoding="utf-8"))
    return {snake(name) for entry in content[section] for name in entry["names"]}


def layout() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "db/migrations").glob("*.sql")))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_module_says_in_its_first_line_what_it_owns() -> None:
    assert MODULES
    assert [relative(path) for path in MODULES if not says_what_it_owns(path)] == []


def says_what_it_owns(path: Path) -> bool:
    sentence = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
    return text(path).startswith('"""' + sentence) and sentence.endswith(".")


def test_no_module_is_longer_than_a_room() -> None:
    lengths = {relative(path): len(text(path).splitlines()) for path in PROGRAM}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_nothing_imports_the_network() -> None:
    imported = [(relative(path), name) for path in PROGRAM for name in module_names(path)]
    assert imported
    assert [each for each in imported if each[1] in NETWORK or each[1].partition(".")[0] in NETWORK] == []


def test_what_the_program_imports_is_installed_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(re.split(r"[<>=!~ ;\[]", wish)[0]) for wish in project["dependencies"]}
    tops = {name.partition(".")[0] for path in PROGRAM for name in module_names(path)}
    foreign = tops - sys.stdlib_module_names - {"db", "desktop"}
    sources = importlib.metadata.packages_distributions()
    assert foreign
    assert [top for top in sorted(foreign) if named.isdisjoint(map(plain, sources.get(top, [])))] == []


def test_no_module_names_an_edition_a_year_a_province_or_a_form() -> None:
    modules = [path for path in PROGRAM if relative(path).startswith("desktop/")]
    assert modules
    found = [(relative(path), *each) for path in modules for each in law_in(path)]
    assert found == [], "the law and the office stand in resources/"


def law_in(path: Path) -> Iterator[tuple[str, str]]:
    """What a module says that belongs into resources/, each with its kind."""
    own = shipped_names()
    for value in spoken_values(tree(path)):
        if isinstance(value, str):
            yield from ((kind, value) for kind, pattern in LAW.items() if pattern.search(value))
            if value in own:
                yield "a shipped name", value
        elif isinstance(value, int) and 2010 <= value < 2040:
            yield "a year", str(value)


def spoken_values(module: ast.Module) -> list[object]:
    """The constants of a module but for its docstrings, which may show how a date is written."""
    alone = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    return [node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and id(node) not in alone]


@functools.cache
def shipped_names() -> set[str]:
    """The editions and form codes of resources/: the folders and rule files, and what the forms call themselves."""
    rules = [path.stem for path in (ROOT / "resources/rules").glob("*.toml")]
    editions = [path.name for path in (ROOT / "resources/forms").iterdir() if path.is_dir()]
    heads = [path.read_text(encoding="utf-8") for path in (ROOT / "resources/forms").rglob("*.md")]
    codes = [match[1] for head in heads if (match := re.search(r"^code: *(\S*\d\S*) *$", head, re.MULTILINE))]
    assert editions
    assert codes
    return {*rules, *editions, *codes}


def test_tables_and_stages_stand_in_the_glossary() -> None:
    tables = set(re.findall(r"CREATE TABLE (\w+)", layout()))
    stages = re.search(r"stage IN \((.*?)\)", layout(), re.DOTALL)
    assert tables
    assert stages
    assert tables <= glossary("term")
    assert set(re.findall(r"'(\w+)'", stages[1])) == glossary("stage")


def test_names_in_code_are_english_and_whole() -> None:
    foreign = re.compile(f"(^|_)({FOREIGN})(_|$)")
    names = {(relative(path), name) for path in PROGRAM for name in map(snake, identifiers(path))}
    assert names
    assert {each for each in names if foreign.search(each[1]) or not each[1].isascii()} == set()


def test_changelog_tells_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_no_path_of_a_machine_and_no_package_index() -> None:
    # Put together here, so that this file does not find itself.
    places = "|".join(("/" + "work/", "/" + "home/", "/" + "root/", "/" + "Users/", r"[A-Z]:\\" + "Users"))
    index = "|".join(("py" + r"pi\.org", "python" + r"hosted\.", "--(extra-)?" + "index-url", "--find" + "-links"))
    pattern = re.compile(f"{places}|{index}")
    suffixes = {".py", ".toml", ".md", ".sql", ".lock", ".spec", ".txt", ".csv", ".json", ".qss", ""}
    folders = [ROOT / name for name in ("db", "desktop", "resources", "tests", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in suffixes]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in suffixes and path.name != ".git"]
    found = [relative(path) for path in files if pattern.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert not found


def test_workbooks_are_saved_by_one_door() -> None:
    # The library's own saving writes every sheet, readable, into a temporary file.
    writers = [path for path in PROGRAM if "openpyxl" in text(path)]
    assert writers
    assert [relative(path) for path in writers if re.search(r"\b(book|workbook)\.save\(", text(path))] == []
