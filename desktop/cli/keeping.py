"""The commands that keep a book safe: backup, restore, verify."""

from pathlib import Path

from desktop.cli import passphrases
from desktop.cli.books import book_path, opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument


def _backup(options: Options) -> Answer:
    from desktop.services import backups

    with opened(options) as store:
        made = backups.backup(store, options.to)
    return Answer(backups.plain(made), [f"Đã sao lưu: {made.path}", f"Số người trong sổ: {made.people}"])


def _restore(options: Options) -> Answer:
    from desktop.services import backups, session

    path = book_path(options)
    account = passphrases.choose_account(path, options.account)
    opener = backups.find_opener(path, options.file, passphrases.get(options.passphrase_file), account=account)
    done = backups.restore(path, options.file, opener.secret, session.user_name(), opener.account)
    told = [f"Đã khôi phục {path} từ bản {done.copy.made_at:%d/%m/%Y %H:%M}, {done.copy.people} người."]
    if done.set_aside is not None:
        told.append(f"Sổ trước khi khôi phục được giữ ở {done.set_aside}")
    set_aside = str(done.set_aside) if done.set_aside else None
    document = {"book": str(path), "restored": backups.plain(done.copy), "set_aside": set_aside}
    return Answer(document, [*told, *done.remarks])


def _verify(options: Options) -> Answer:
    from desktop.services import backups

    with opened(options) as store:
        found = backups.verify(store)
    document = {"book": str(found.book), "people": found.people, "scans": found.scans, "problems": list(found.problems)}
    told = found.problems or (f"Sổ lành: {found.people} người, {found.scans} bản chụp.",)
    return Answer(document, told, DONE_WITH_FINDINGS if found.problems else DONE)


COMMANDS: dict[str, Command] = {
    "backup": Command(_backup, "sao lưu sổ", (argument("--to", type=Path, metavar="THƯ_MỤC"),)),
    "restore": Command(_restore, "quay lại một bản sao lưu", (argument("file", type=Path, metavar="TỆP"),)),
    "verify": Command(_verify, "kiểm tra sổ"),
}
