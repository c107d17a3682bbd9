"""How the window looks: Fusion, one style sheet, one accent, and a text size that the clerk chooses."""

from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths

COLOURS = {
    "accent": "#a4262c",
    "accent_dark": "#861f24",
    "faint_accent": "#b98184",
    "tint": "#fdf5f5",
    "selected": "#f6e0df",
    "surface": "#ffffff",
    "side": "#f5f4f2",
    "stripe": "#fbfaf9",
    "hover": "#eae8e5",
    "pressed": "#dedbd7",
    "line": "#dcd9d5",
    "hair": "#eeecea",
    "edge": "#a8a39d",
    "scroll": "#c3beb8",
    "ink": "#1f1d1b",
    "muted": "#5c5751",
    "faint": "#8a847d",
    "good": "#1e6b3a",
    "soon": "#8a5200",
}
FAMILIES = ("Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans")
SMALLEST, USUAL, LARGEST = 90, 100, 150
_POINTS = 10.5
_ROLES = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "stripe",
    QPalette.ColorRole.Button: "side",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "surface",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
}


def apply(app: QApplication, percent: int = USUAL) -> None:
    """Dress the application in the given text size, a percentage between SMALLEST and LARGEST."""
    points = _POINTS * max(SMALLEST, min(LARGEST, percent)) / 100
    app.setStyle("Fusion")
    app.setPalette(_palette())
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    app.setFont(font)
    app.setStyleSheet(style_sheet(points))


def style_sheet(points: float) -> str:
    """The style sheet for a text size in points."""
    folder = paths.style()
    sheet = Template((folder / "ketnap.qss").read_text(encoding="utf-8"))
    sizes = {"title": f"{points * 1.55:.1f}", "heading": f"{points * 1.18:.1f}"}
    return sheet.substitute(COLOURS, images=folder.as_posix(), **sizes)


def _palette() -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(COLOURS[name]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(COLOURS["faint"]))
    return palette
