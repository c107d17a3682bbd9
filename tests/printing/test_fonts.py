"""Which letters a paper is set in."""

import shutil
from pathlib import Path

from desktop import paths
from desktop.printing import fonts

NAMES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")


def system_with(folder: Path, names: tuple[str, ...]) -> list[Path]:
    for name, style in zip(names, fonts.STYLES, strict=False):
        shutil.copy(paths.fonts() / fonts.SHIPPED_FILES[style], folder / name)
    return [folder]


def test_the_shipped_faces_are_whole_and_licensed() -> None:
    family = fonts.shipped(paths.fonts())
    assert all(getattr(family, style).is_file() for style in fonts.STYLES)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (paths.fonts() / "LICENSE-OFL.txt").read_text(encoding="utf-8")


def test_times_new_roman_where_the_system_has_it_whole(tmp_path: Path) -> None:
    family = fonts.choose(None, system_with(tmp_path, NAMES), paths.fonts())
    assert (family.name, family.bold) == ("Times New Roman", tmp_path / "timesbd.ttf")


def test_shipped_faces_where_one_of_the_four_is_missing(tmp_path: Path) -> None:
    assert fonts.choose(None, system_with(tmp_path, NAMES[:3]), paths.fonts()) == fonts.shipped(paths.fonts())


def test_the_office_chooses_by_name(tmp_path: Path) -> None:
    folders = system_with(tmp_path, ("a.ttf", "b.ttf", "c.ttf", "d.ttf"))
    family = fonts.choose("liberation  serif", folders, tmp_path / "nowhere")
    assert family.name == "Liberation Serif"
    assert fonts.choose("Không Có", folders, paths.fonts()) == fonts.shipped(paths.fonts())


def test_a_face_found_on_the_system_is_used(tmp_path: Path) -> None:
    found = fonts._search("Liberation Serif", tuple(system_with(tmp_path, ("a.ttf", "b.ttf", "c.ttf", "d.ttf"))))
    assert found is not None
    assert found.bold_italic == tmp_path / "d.ttf"


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"not a font")
    assert fonts.choose("Times New Roman", [tmp_path], paths.fonts()) == fonts.shipped(paths.fonts())
