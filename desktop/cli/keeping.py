"""The commands that keep a book safe: backup, restore, verify."""

from pathlib import Path

from db.errors import KnownError
from desktop.cli import passphrases
from desktop.cli.books import book_path, opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument


def _backup(options: Options) -> Answer:
    from desktop.services import backups, moving

    with opened(options) as store:
        if options.move is not None:
            made = moving.pack(store, options.move)
            told = [f"Đã ghi cả sổ vào {options.move} để chuyển sang máy khác; sổ ở máy này từ nay chỉ còn xem và in."]
            return Answer(backups.plain(made) | {"path": str(options.move)}, told)
        made = backups.backup(store, options.to)
    return Answer(backups.plain(made), [f"Đã sao lưu: {made.path}", f"Số người trong sổ: {made.people}"])


def _receive(options: Options) -> Answer:
    """The file of another computer becomes the book named by --book, where there is none yet."""
    from desktop.services import moving, session

    if options.book is None:
        raise KnownError("Chưa rõ sổ sẽ nằm ở đâu. Chưa ghi gì. Hãy thêm --book TỆP, nơi chưa có sổ nào.")
    incoming = moving.look_at(options.file)
    account = passphrases.choose_among(incoming.accounts, options.account)
    opener = moving.find_opener(options.file, passphrases.get(options.passphrase_file), account)
    remarks = moving.receive(options.file, opener, options.book, session.user_name())
    when = f"{incoming.made_at:%H:%M %d/%m/%Y}"
    told = f"Đã nhận sổ {incoming.stem}, ghi lúc {when}, {incoming.people} người: {options.book}"
    made_at = incoming.made_at.isoformat(timespec="seconds")
    restored = {"path": str(options.file), "made_at": made_at, "people": incoming.people}
    return Answer({"book": str(options.book), "restored": restored, "set_aside": None}, [told, *remarks])


def _restore(options: Options) -> Answer:
    from db.office_file import SUFFIX
    from desktop.services import backups, session

    if options.file.suffix.casefold() == SUFFIX:
        return _receive(options)
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
    from desktop.services import backups, repairing

    done: tuple[str, ...] = ()
    with opened(options) as store:
        if options.repair:
            made = repairing.check_and_repair(store)
            done, found = made.done, made.found
        else:
            found = backups.verify(store)
    document = {"book": str(found.book), "people": found.people, "scans": found.scans, "problems": list(found.problems)}
    told = found.problems or (f"Sổ lành: {found.people} người, {found.scans} bản quét.",)
    return Answer(document | {"repaired": list(done)}, [*done, *told], DONE_WITH_FINDINGS if found.problems else DONE)


COMMANDS: dict[str, Command] = {
    "backup": Command(
        _backup,
        "sao lưu sổ",
        (
            argument("--to", type=Path, metavar="THƯ_MỤC", help="nơi khác thư mục sao lưu thường dùng"),
            argument("--move", type=Path, metavar="TỆP", help="cả sổ vào một tệp .ketnap để chuyển sang máy khác"),
        ),
    ),
    "restore": Command(
        _restore,
        "quay lại một bản sao lưu, hoặc nhận sổ từ máy khác (tệp .ketnap) vào nơi ghi ở --book",
        (argument("file", type=Path, metavar="TỆP"),),
    ),
    "verify": Command(
        _verify,
        "kiểm tra sổ",
        (argument("--repair", action="store_true", help="sao lưu, rồi sửa những gì sửa được, rồi kiểm tra"),),
    ),
}
