"""Accounts on one book: who works now and as what, adding and changing accounts, giving them passphrases.

A book without accounts is used by one person, who may do everything. The first account is that of the responsible
person; the recovery code, and a passphrase that names nobody, open the book as that account.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db import accounts as closed
from db import keys
from db.changes import Changes
from db.errors import KnownError, NotAllowed
from db.files import write_whole
from db.records import Record
from db.rights import ACCOUNTS, Rights
from db.store import Action, Store
from db.text import fold
from desktop.domain import roles
from desktop.domain.validation import Invalid, check_values

_NOBODY_LEFT = (
    "Đây là tài khoản cuối cùng được quản lý tài khoản. Không có gì thay đổi. "
    "Hãy giao quyền đó cho một tài khoản khác trước."
)


def names_at(path: Path) -> tuple[str, ...]:
    """The names to choose from before a passphrase is typed: of several accounts; none when there is no choice."""
    with suppress(KnownError):
        return names_in(keys.read_key_file(path))
    return ()


def names_in(key_file: bytes) -> tuple[str, ...]:
    """The same for the content of a key file."""
    with suppress(KnownError):
        names = keys.account_names(key_file)
        return names if len(names) > 1 else ()
    return ()


def list_accounts(store: Store) -> list[Record]:
    """Every account, the oldest first."""
    return store.list("account")


def enter(store: Store, name: str) -> None:
    """Let the open book know who works: the account of a wrap, or the responsible one when `name` is empty.

    Raises NotAllowed when the account is not one of the book, or no longer used.
    """
    held = list_accounts(store)
    if not held:
        _require_alone(store, name)
        return
    rights = _rights(held, name)
    store.act_as(rights.account if rights else store.user, rights)


def require_of_closed(path: Path, copy: Path, opened: keys.Opened, right: str) -> None:
    """Ask for a right before a closed book is touched: by its accounts, or by the copy's when it cannot be read."""
    held = closed.read(path, opened.secret)
    if held is None:
        held = closed.read(copy, opened.secret)
    rights = _rights(held, opened.account) if held else None
    if rights is not None:
        rights.require(right)


def carry_over(store: Store, held: Iterable[Record]) -> None:
    """Give a book that went back to a copy the accounts it had before; others that the copy brought are ended."""
    wanted = {account.uid: account for account in held}
    with store.action("Giữ các tài khoản sau khi khôi phục", right=ACCOUNTS) as action:
        for present in list_accounts(store):
            kept = wanted.pop(present.uid, None)
            if kept is None:
                action.update("account", present.id, _ended(present, wanted.values()))
            else:
                action.update("account", present.id, _state(kept))
        for account in wanted.values():
            action.insert("account", {"uid": account.uid} | _state(account))


def add(store: Store, name: str, role: str, passphrase: str) -> tuple[int, Changes]:
    """Add an account with a passphrase of its own; the first one becomes that of whoever works now.

    Raises Invalid, NotAllowed, EmptyPassphrase, CannotWrite; then nothing has changed.
    """
    store.require(ACCOUNTS)
    held = list_accounts(store)
    values = check_values("account", {"name": name, "role": role}, is_new=True)
    _require_new_name(held, values["name"])
    _require_role(role, is_first=not held)
    with _changing(store, f"Thêm tài khoản {values['name']}") as action:
        account_id = action.insert("account", values)
        keys.put_wrap(store.path, values["name"], passphrase, store.secret)
    if not held:
        enter(store, values["name"])
    return account_id, action.changes


def change_role(store: Store, account_id: int, role: str) -> Changes:
    """Give an account another role. Raises Invalid, NotAllowed for the last one that may manage accounts."""
    account = store.get("account", account_id)
    _require_role(role, is_first=False)
    if ACCOUNTS not in roles.table().roles[role].may:
        _require_another_holder(store, account)
    with _changing(store, f"Đổi vai trò của {account.name} thành {roles.table().title(role)}") as action:
        action.update("account", account_id, {"role": role})
    if store.rights is not None and store.rights.account == account.name:
        enter(store, account.name)
    return action.changes


def rename(store: Store, account_id: int, name: str, passphrase: str) -> Changes:
    """Give an account another name, and with it a passphrase: the key file binds one to the other.

    What the log says of the old name stays. Raises Invalid, NotAllowed, EmptyPassphrase, CannotWrite.
    """
    account = store.get("account", account_id)
    values = check_values("account", {"name": name, "role": account.role}, is_new=True)
    _require_new_name([each for each in list_accounts(store) if each.id != account_id], values["name"])
    with _changing(store, f"Đổi tên tài khoản {account.name} thành {values['name']}") as action:
        action.update("account", account_id, {"name": values["name"], "is_active": 1})
        keys.put_wrap(store.path, values["name"], passphrase, store.secret)
        if values["name"] != account.name:
            keys.drop_wrap(store.path, account.name, store.secret)
    if store.rights is not None and store.rights.account == account.name:
        enter(store, values["name"])
    return action.changes


def give_passphrase(store: Store, account_id: int, passphrase: str) -> Changes:
    """Give an account a new passphrase; one that was ended is used again. Raises EmptyPassphrase, NotAllowed."""
    account = store.get("account", account_id)
    label = f"Đặt mật khẩu mới cho {account.name}"
    with _changing(store, label) as action:
        action.update("account", account_id, {"is_active": 1})
        keys.put_wrap(store.path, account.name, passphrase, store.secret)
    if not action.changes:
        store.event(label, kind="passphrase")
    return action.changes


def end(store: Store, account_id: int) -> Changes:
    """End an account: its passphrase opens the book no more, its name stays in the log. Raises NotAllowed."""
    account = store.get("account", account_id)
    if store.rights is not None and store.rights.account == account.name:
        raise NotAllowed("Đây là tài khoản đang dùng nên không ngừng được. Hãy mở sổ bằng tài khoản khác rồi làm lại.")
    _require_another_holder(store, account)
    with _changing(store, f"Ngừng tài khoản {account.name}") as action:
        action.update("account", account_id, {"is_active": 0})
        keys.drop_wrap(store.path, account.name, store.secret)
    return action.changes


@contextmanager
def _changing(store: Store, label: str) -> Iterator[Action]:
    """An action that also writes the key file: both are changed, or neither."""
    store.require(ACCOUNTS)
    path = keys.key_file_of(store.path)
    before = path.read_bytes() if path.is_file() else None
    try:
        with store.action(label, right=ACCOUNTS) as action:
            yield action
    except BaseException:
        if before is not None and path.read_bytes() != before:
            write_whole(path, before)
        raise


def _rights(held: list[Record], name: str) -> Rights | None:
    """What an account of a book may do; everything when even the responsible account is not there to be found."""
    table = roles.table()
    if not name:
        holders = (account for account in held if account.is_active and _may_manage(account))
        responsible = next(holders, None)
        return table.rights(responsible.name, responsible.role) if responsible else None
    account = next((account for account in held if account.name == name and account.is_active), None)
    if account is None:
        raise _unknown(name)
    return table.rights(account.name, account.role)


def _require_alone(store: Store, name: str) -> None:
    """In a copy from before the accounts, a passphrase that is one of several does not tell what its owner may do."""
    if name and names_at(store.path):
        raise _unknown(name)


def _unknown(name: str) -> NotAllowed:
    return NotAllowed(
        f"Tài khoản “{name}” không có hoặc đã ngừng trong sổ này. Sổ chưa được mở và không bị thay đổi. "
        "Hãy nhờ người quản lý tài khoản, hoặc mở bằng mã khôi phục."
    )


def _require_new_name(held: list[Record], name: str) -> None:
    if any(fold(account.name) == fold(name) for account in held):
        raise Invalid({"name": f"Tên tài khoản: đã có “{name}”. Hãy đặt tên khác, hoặc đặt mật khẩu mới cho tên đó."})


def _require_role(role: str, is_first: bool) -> None:
    table = roles.table()
    if role not in table.roles:
        raise Invalid({"role": "Vai trò: chưa chọn."})
    if is_first and ACCOUNTS not in table.roles[role].may:
        wanted = ", ".join(table.holders(ACCOUNTS))
        raise Invalid({"role": f"Vai trò: tài khoản đầu tiên là của người phụ trách sổ. Hãy chọn: {wanted}."})


def _require_another_holder(store: Store, account: Record) -> None:
    others = (each for each in list_accounts(store) if each.id != account.id and each.is_active)
    if account.is_active and _may_manage(account) and not any(map(_may_manage, others)):
        raise NotAllowed(_NOBODY_LEFT)


def _may_manage(account: Record) -> bool:
    known = roles.table().roles
    return account.role in known and ACCOUNTS in known[account.role].may


def _state(account: Record) -> dict[str, object]:
    return {"name": account.name, "role": account.role, "is_active": account.is_active}


def _ended(account: Record, others: Iterable[Record]) -> dict[str, object]:
    """An account that only the copy has: no longer used, and its name free for another that has it now."""
    is_taken = any(fold(other.name) == fold(account.name) for other in others)
    return {"is_active": 0} | ({"name": f"{account.name} (cũ)"} if is_taken else {})
