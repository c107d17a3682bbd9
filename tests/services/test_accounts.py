"""Accounts on one book: the first one, opening as oneself, the recovery code, ending, going back to a copy."""

from datetime import date
from pathlib import Path

import pytest

from db import attempts, book, keys, undo
from db.errors import CannotUndo, CannotWrite, NotAllowed, WrongPassphrase
from db.recovery import code_text
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import accounts, backups, history, session
from tests import factory

TODAY = date(2026, 3, 2)
LAN, HOA, MAI = "mật khẩu của Lan", "mật khẩu của Hòa", "mật khẩu của Mai"


def key_of(store: Store, name: str) -> int:
    return int(next(account.id for account in accounts.list_accounts(store) if account.name == name))


@pytest.fixture
def shared(store: Store) -> Store:
    """An open book with a secretary, who works now, and a reader."""
    accounts.add(store, "Lan", "secretary", LAN)
    accounts.add(store, "Hòa", "reader", HOA)
    return store


def open_as(path: Path, passphrase: str, account: str | None = None) -> Store:
    return session.open_with_passphrase(path, passphrase, today=TODAY, account=account)


def test_a_renamed_account_opens_by_its_new_name_only_and_goes_back_with_a_copy(store: Store) -> None:
    factory.make_office(store)
    accounts.add(store, "Lan", "secretary", LAN)
    copy = backups.backup(store).path
    changes = accounts.rename(store, 1, "Lan Hương", HOA)
    assert "account" in changes
    assert store.user == "Lan Hương"
    content = keys.read_key_file(store.path)
    assert keys.account_names(content) == ("Lan Hương",)
    with pytest.raises(WrongPassphrase):
        keys.open_wrap(LAN, content)
    secret = store.secret
    store.close()
    backups.restore(store.path, copy, secret, "thử", "Lan Hương")
    again = session.open_with_passphrase(store.path, HOA, account="Lan Hương")
    assert [account.name for account in accounts.list_accounts(again)] == ["Lan Hương"]
    with pytest.raises(Invalid):
        accounts.rename(again, 1, "  ", HOA)
    again.close()


def test_a_book_is_used_by_one_person_until_there_are_accounts(store: Store) -> None:
    assert (store.rights, store.refusal("accounts"), accounts.names_at(store.path)) == (None, "", ())
    store.close()
    again = open_as(store.path, factory.PASSPHRASE)
    assert again.rights is None
    again.close()


def test_the_first_account_is_whoever_works_now(store: Store) -> None:
    with pytest.raises(Invalid, match=r"người phụ trách sổ\. Hãy chọn: Bí thư"):
        accounts.add(store, "Lan", "typist", LAN)
    assert store.rights is None
    accounts.add(store, "Lan", "secretary", LAN)
    assert store.rights is not None
    assert (store.user, store.rights.role) == ("Lan", "Bí thư")
    assert accounts.names_at(store.path) == ()
    store.close()
    with pytest.raises(WrongPassphrase):
        open_as(store.path, factory.PASSPHRASE)
    again = open_as(store.path, LAN)
    assert again.user == "Lan"
    again.close()


def test_everybody_opens_as_himself_and_the_log_says_who(shared: Store) -> None:
    shared.close()
    assert accounts.names_at(shared.path) == ("Lan", "Hòa")
    for name, passphrase, role in (("Hòa", HOA, "Người xem"), ("Lan", LAN, "Bí thư")):
        again = open_as(shared.path, passphrase, name)
        assert again.rights is not None
        assert (again.user, again.rights.role) == (name, role)
        assert again.list("change_log")[-1].user == name
        again.close()
    unasked = open_as(shared.path, HOA)
    assert unasked.user == "Hòa"
    unasked.close()


def test_the_passphrase_of_another_account_is_a_wrong_one(shared: Store) -> None:
    shared.close()
    with pytest.raises(WrongPassphrase, match="Mật khẩu không đúng"):
        open_as(shared.path, HOA, "Lan")
    assert attempts.attempts_file_of(shared.path).exists()


def test_the_recovery_code_opens_as_the_responsible_account(shared: Store) -> None:
    shared.close()
    keys.key_file_of(shared.path).unlink()
    again = session.open_with_code(shared.path, code_text(shared.secret), today=TODAY)
    assert again.user == "Lan"
    assert again.refusal("accounts") == ""
    session.set_passphrase(again, "mật khẩu mới của Lan")
    accounts.give_passphrase(again, key_of(again, "Hòa"), "mật khẩu mới của Hòa")
    again.close()
    assert accounts.names_at(shared.path) == ("Lan", "Hòa")
    open_as(shared.path, "mật khẩu mới của Lan", "Lan").close()


def test_the_code_opens_even_when_nobody_is_left_to_be_responsible(shared: Store) -> None:
    key = key_of(shared, "Lan")
    shared.close()
    raw = book.open_book(shared.path, shared.secret, "thử", today=TODAY)
    with raw.action("Hỏng") as action:
        action.update("account", key, {"role": "vai trò của bản sau"})
    raw.close()
    again = session.open_with_code(shared.path, code_text(shared.secret), today=TODAY)
    assert again.refusal("accounts") == ""
    again.close()
    later = open_as(shared.path, LAN, "Lan")
    assert later.refusal("write")
    later.close()


def test_changing_ones_own_passphrase_leaves_the_others(shared: Store) -> None:
    session.set_passphrase(shared, "mật khẩu mới của Lan")
    content = keys.read_key_file(shared.path)
    assert keys.open_wrap("mật khẩu mới của Lan", content).account == "Lan"
    assert keys.open_wrap(HOA, content).account == "Hòa"


def test_a_reader_may_change_the_own_passphrase_only(shared: Store) -> None:
    accounts.enter(shared, "Hòa")
    session.set_passphrase(shared, "mật khẩu mới của Hòa")
    before = keys.read_key_file(shared.path)
    for deed in (
        lambda: accounts.give_passphrase(shared, key_of(shared, "Lan"), MAI),
        lambda: accounts.add(shared, "Mai", "secretary", MAI),
        lambda: accounts.change_role(shared, key_of(shared, "Hòa"), "secretary"),
        lambda: accounts.end(shared, key_of(shared, "Lan")),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert keys.read_key_file(shared.path) == before


@pytest.mark.parametrize(
    ("name", "role", "field"),
    [("", "reader", "name"), ("  ", "reader", "name"), ("hoa", "reader", "name"), ("Mai", "", "role")],
)
def test_an_account_that_cannot_be_kept(shared: Store, name: str, role: str, field: str) -> None:
    before = keys.read_key_file(shared.path)
    with pytest.raises(Invalid) as refused:
        accounts.add(shared, name, role, MAI)
    assert list(refused.value.problems) == [field]
    assert keys.read_key_file(shared.path) == before


def test_without_a_passphrase_neither_row_nor_wrap_is_written(shared: Store) -> None:
    before, rows = keys.read_key_file(shared.path), accounts.list_accounts(shared)
    with pytest.raises(keys.EmptyPassphrase):
        accounts.add(shared, "Mai", "typist", "  ")
    assert (keys.read_key_file(shared.path), accounts.list_accounts(shared)) == (before, rows)


def test_a_book_that_cannot_be_written_leaves_the_key_file(shared: Store) -> None:
    before = keys.read_key_file(shared.path)
    shared.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(CannotWrite):
        accounts.add(shared, "Mai", "typist", MAI)
    shared.connection.execute("PRAGMA query_only = OFF")
    assert keys.read_key_file(shared.path) == before


def test_another_role_holds_at_once_for_whoever_works(shared: Store) -> None:
    accounts.change_role(shared, key_of(shared, "Hòa"), "secretary")
    accounts.change_role(shared, key_of(shared, "Lan"), "organisation_clerk")
    assert shared.refusal("accounts").startswith("Tài khoản “Lan” (Cán bộ tổ chức) không được quản lý tài khoản.")
    assert shared.refusal("decide") == ""


def test_the_last_account_that_manages_accounts_stays(shared: Store) -> None:
    lan = key_of(shared, "Lan")
    with pytest.raises(NotAllowed, match="đang dùng"):
        accounts.end(shared, lan)
    with pytest.raises(NotAllowed, match="cuối cùng được quản lý tài khoản"):
        accounts.change_role(shared, lan, "typist")
    accounts.add(shared, "Mai", "secretary", MAI)
    accounts.end(shared, key_of(shared, "Mai"))
    with pytest.raises(NotAllowed, match="cuối cùng được quản lý tài khoản"):
        accounts.change_role(shared, lan, "typist")


def test_an_ended_account_opens_nothing_until_it_gets_a_passphrase_again(shared: Store) -> None:
    hoa, old = key_of(shared, "Hòa"), keys.read_key_file(shared.path)
    accounts.end(shared, hoa)
    assert keys.account_names(keys.read_key_file(shared.path)) == ("Lan",)
    keys.key_file_of(shared.path).write_bytes(old)
    shared.close()
    with pytest.raises(NotAllowed, match="đã ngừng"):
        open_as(shared.path, HOA, "Hòa")
    again = open_as(shared.path, LAN, "Lan")
    accounts.give_passphrase(again, hoa, MAI)
    again.close()
    open_as(shared.path, MAI, "Hòa").close()


def test_changes_of_accounts_are_not_taken_back(shared: Store) -> None:
    last = undo.list_actions(shared)[0]
    assert last.is_lasting
    with pytest.raises(CannotUndo, match="tài khoản"):
        history.undo(shared, last.number)


def test_going_back_to_a_copy_keeps_the_accounts_of_today(store: Store) -> None:
    before_accounts = backups.backup(store)
    accounts.add(store, "Lan", "secretary", LAN)
    accounts.add(store, "Hòa", "reader", HOA)
    with_two = backups.backup(store)
    accounts.add(store, "Mai", "typist", MAI)
    accounts.end(store, key_of(store, "Hòa"))
    wanted = [(account.name, account.role, account.is_active) for account in accounts.list_accounts(store)]
    store.close()
    for copy in (before_accounts, with_two):
        opened = backups.find_opener(store.path, copy.path, LAN, account="Lan")
        backups.restore(store.path, copy.path, opened.secret, "máy", opened.account)
        again = open_as(store.path, MAI, "Mai")
        held = [(account.name, account.role, account.is_active) for account in accounts.list_accounts(again)]
        assert sorted(held) == sorted(wanted)
        log = again.list("change_log")
        assert [row.user for row in log if row.label.startswith(backups.RESTORED)] == ["Lan"]
        assert log[-1].user == "Mai"
        again.close()


def test_only_who_may_restore_goes_back_to_a_copy(shared: Store) -> None:
    copy = backups.backup(shared)
    shared.close()
    before = shared.path.read_bytes()
    opened = backups.find_opener(shared.path, copy.path, HOA, account="Hòa")
    with pytest.raises(NotAllowed, match="khôi phục sổ"):
        backups.restore(shared.path, copy.path, opened.secret, "máy", opened.account)
    assert shared.path.read_bytes() == before
    # Breaking the book first does not help: the copy knows the accounts, too.
    shared.path.write_bytes(before[:4096] + bytes(len(before) - 4096))
    with pytest.raises(NotAllowed, match="khôi phục sổ"):
        backups.restore(shared.path, copy.path, opened.secret, "máy", opened.account)


def test_one_of_several_passphrases_does_not_open_a_book_from_before_the_accounts(
    shared: Store, tmp_path: Path
) -> None:
    older = factory.new_store(tmp_path, "cũ.book", shared.secret)
    older.close()
    keys.key_file_of(older.path).write_bytes(keys.read_key_file(shared.path))
    with pytest.raises(NotAllowed, match="mã khôi phục"):
        open_as(older.path, HOA, "Hòa")
    session.open_with_code(older.path, code_text(shared.secret), today=TODAY).close()


def test_an_automatic_copy_asks_for_no_right(shared: Store) -> None:
    accounts.enter(shared, "Hòa")
    shared.changed = True
    session.close(shared)
    assert len(backups.list_backups(shared.path)) == 1
