"""What the account may not do: controls that stay out of reach and say why, forms that are only read."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from db.store import Store


def permit(store: Store, right: str, *controls: QWidget) -> None:
    """Leave controls alone for an account that has a right; for others they are disabled for good, with the reason."""
    refusal = store.refusal(right)
    if not refusal:
        return
    for control in controls:
        _explain(control, refusal)
        control.setEnabled(False)
        control.installEventFilter(_Keeper(control))


def make_read_only(part: QWidget, refusal: str) -> None:
    """Let everything in a form be read and copied, nothing be typed or chosen."""
    for line in part.findChildren(QLineEdit):
        line.setReadOnly(True)
    for text in part.findChildren(QPlainTextEdit):
        text.setReadOnly(True)
    for control in (*part.findChildren(QComboBox), *part.findChildren(QAbstractButton)):
        _explain(control, refusal)
        control.setEnabled(False)


def _explain(control: QWidget, refusal: str) -> None:
    control.setToolTip(refusal)
    control.setAccessibleDescription(refusal)


class _Keeper(QObject):
    """Pages enable their buttons by what is chosen; one that is not permitted stays as it is."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or event.type() != QEvent.Type.EnabledChange:
            return False
        if not watched.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled):
            watched.setEnabled(False)
        return False
