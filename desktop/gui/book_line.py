"""Words about the book: whose data this is, who works, the last copy, what copy is due, what the last end left."""

from datetime import datetime

from db import drives
from desktop.gui.context import AppContext


def describe_book(context: AppContext) -> str:
    """The office's name, the account if there are accounts, the age of the newest copy and of the last hand-over."""
    from desktop.services import backups
    from desktop.services.handover import history

    office = context.store.find("office", id=1)
    name = office.name if office else context.store.path.stem
    copies = backups.list_backups(context.store.path)
    if context.store.rights is not None:
        name = f"{name}   ·   {context.store.rights.account} ({context.store.rights.role})"
    copied = _age(copies[0].made_at) if copies else "Chưa sao lưu lần nào"
    return f"{name}   ·   {copied}   ·   {history.last_words(context.store, context.today())}"


def second_place_reminder(context: AppContext) -> str:
    """Why a copy in a second place is due; nothing when it is not, or when somebody else has to make it."""
    from desktop.services import backups

    if context.store.refusal("backup"):
        return ""
    due = backups.due(context.store, context.today())
    return next((reminder.sentence for reminder in due if reminder.kind == "second_place"), "")


def opening_words(context: AppContext) -> str:
    """What should be known at the start: that the book was cut short, that it lies on a stick, what was typed then."""
    from desktop.services import drafts

    cut_short = "Lần trước chương trình dừng đột ngột. Sổ đã được kiểm tra: còn nguyên, không mất gì đã lưu."
    told = (
        cut_short if context.store.was_cut_short else "",
        drives.warning_about(context.store.path),
        drafts.reminder(context.store),
    )
    return " ".join(words for words in told if words)


def _age(made_at: datetime) -> str:
    return f"Sao lưu lần cuối: {made_at:%H:%M ngày %d/%m/%Y}"
