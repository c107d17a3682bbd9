"""Writing a made hand-over and noting it: a folder is whole or not there, and no line stands without its folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from db.changes import Changes
from db.errors import KnownError
from db.files import flush_folder, known_disk_errors, part_of, replace_patiently, write_whole
from db.store import Action, Store
from desktop.domain.reports.periods import text_of, words
from desktop.services.handover import templates
from desktop.services.handover.making import Made
from desktop.services.reports import runs
from desktop.vietnamese import show_number


@dataclass(frozen=True)
class Sent:
    """A hand-over on the disk: its folder, the paths of its files, and what it changed in the book."""

    folder: Path
    files: tuple[Path, ...]
    changes: Changes


def write(store: Store, made: Made, out: Path) -> Sent:
    """Write the files into a folder of their own under `out` and note what goes to the superior; locked reports are
    noted as sent where the account may do that.

    Raises CannotWrite, NotAllowed, KnownError when the folder is there already; then nothing was written or noted.
    """
    folder = out / f"gui-cap-tren-{text_of(made.order.wish.period).replace('..', '_')}-lan-{made.order.sequence:02}"
    if folder.exists():
        raise KnownError(f"Thư mục “{folder}” đã có. Chưa lập gì. Hãy chọn nơi khác hoặc đổi tên thư mục đó.")
    part = part_of(folder)
    try:
        with known_disk_errors(folder):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
        for file in made.files:
            write_whole(part / file.name, file.content)
        label = f"Gửi cấp trên {words(made.order.wish.period)}, lần {made.order.sequence:02}"
        # The folder gets its name inside the action, so that the line in the book goes with it.
        with _withdrawn_unless_noted(store, made, folder, part), store.action(label, right="export") as action:
            _note(store, action, made)
            with known_disk_errors(folder):
                replace_patiently(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    with known_disk_errors(folder):
        flush_folder(out)
    if not store.refusal(runs.RIGHT):
        for run_id in made.order.completed_runs:
            runs.mark_sent(store, run_id)
    told = f"Xuất gói dữ liệu gửi cấp trên, lần {made.order.sequence}: {show_number(made.counts['people'])} người"
    store.event(told, detail={"content": made.order.wish.content, "fingerprint": made.fingerprint}, kind="export")
    return Sent(folder, tuple(folder / file.name for file in made.files), action.changes)


def _note(store: Store, action: Action, made: Made) -> None:
    action.insert("hand_over", _row(made))
    for template in made.order.templates:
        if template.template_id is not None:
            # A new version of a superior's file is known from now on.
            templates.write(store, action, template)


@contextmanager
def _withdrawn_unless_noted(store: Store, made: Made, folder: Path, part: Path) -> Iterator[None]:
    """After an error take the final name away again: even where nothing can be deleted any more, no half folder
    bears it. Where the very last flush fails the line may stand in the book after all; then the folder stays, too."""
    try:
        yield
    except BaseException:
        if not _is_noted(store, made):
            with suppress(OSError):
                replace_patiently(folder, part)
        raise


def _is_noted(store: Store, made: Made) -> bool:
    """Whether the line may stand in the book: a whole folder too many is better than a line without one."""
    with suppress(KnownError):
        return store.find("hand_over", sequence=made.order.sequence) is not None
    return True


def _row(made: Made) -> dict[str, object]:
    period = made.order.wish.period
    return {
        "sequence": made.order.sequence,
        "starts_on": period.first.isoformat(),
        "ends_on": period.last.isoformat(),
        "extent": made.order.wish.content,
        "made_at": made.made_at,
        "made_by": made.order.made_by,
        "fingerprint": made.fingerprint,
        "people": made.counts["people"],
        "figures": made.counts["figures"],
        "files": len(made.files),
    }
