"""Where files are: the resources shipped with the program, the folder of a user's books, the fonts of the system."""

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder of what the office and the law change; beside the code, or inside the built program."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parent.parent
    return root / "resources"


def rules() -> Path:
    """The folder of shipped rule editions."""
    return resources() / "rules"


def roles() -> Path:
    """The table of what each role may do."""
    return resources() / "roles.toml"


def forms() -> Path:
    """The folder of shipped forms, one folder an edition."""
    return resources() / "forms"


def reports() -> Path:
    """The folder of the reports, their forms and dimensions."""
    return resources() / "reports"


def scan_tree() -> Path:
    """The numbers and names of scanned papers."""
    return resources() / "scan-tree.toml"


def demo() -> Path:
    """The folder of the words an invented office is made of."""
    return resources() / "demo"


def fonts() -> Path:
    """The folder of shipped fonts."""
    return resources() / "fonts"


def user_folder() -> Path:
    """Where a user's books lie unless another place is chosen."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Kết Nạp"


def own_forms(book: Path) -> Path:
    """The folder of an office's own forms, beside its book."""
    return book.parent / "Mẫu riêng"


def hand_over() -> Path:
    """The folder that says what goes upward each period."""
    return resources() / "handover"


def calendar() -> Path:
    """The folder of what the program knows of working days: the public holidays, and what is changed about them."""
    return resources() / "calendar"


def own_rules(book: Path) -> Path:
    """The folder of an office's own files of rules, beside its book."""
    return book.parent / "Quy định riêng"


def backups(book: Path) -> Path:
    """The folder of the automatic copies, beside the book."""
    return book.parent / "Sao lưu"


def system_fonts() -> list[Path]:
    """The folders in which the system keeps fonts; those that exist."""
    if sys.platform == "win32":
        places = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    else:
        places = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return [place for place in places if place.is_dir()]


def style() -> Path:
    """The folder of the style sheet of the window and its few pictures."""
    return resources() / "style"


def help_texts() -> Path:
    """The folder of the texts that F1 shows."""
    return resources() / "help"


def preferences() -> Path:
    """The file in which a user of this machine has preferences kept; never anything of the book."""
    from platformdirs import user_config_path

    return user_config_path("Ket Nap", appauthor=False) / "preferences.json"
