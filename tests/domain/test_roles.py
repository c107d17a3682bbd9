"""The table of roles: what each role may do, and the sentence that refuses the rest."""

import pytest

from db import rights
from db.errors import NotAllowed
from desktop import paths
from desktop.domain import roles

TABLE = roles.table()
EVERY = [(role, right) for role in TABLE.roles for right in rights.RIGHTS]
# What the office reads of the roles, spelled a second time so that no right moves unseen.
PROMISED = {
    "secretary": set(rights.RIGHTS),
    "organisation_clerk": {"write", "decide", "print", "export", "import", "backup", "settings", "reports"},
    "typist": {"write", "print", "import", "backup"},
    "reader": set(),
}


@pytest.mark.parametrize(("role", "right"), EVERY)
def test_each_role_against_each_right(role: str, right: str) -> None:
    held = TABLE.rights("Lan", role)
    if right in PROMISED[role]:
        held.require(right)
        assert held.refusal(right) == ""
    else:
        with pytest.raises(NotAllowed) as refused:
            held.require(right)
        sentence = refused.value.sentence
        assert sentence.startswith(
            f"Tài khoản “Lan” ({TABLE.title(role)}) không được {TABLE.words[right]}. Không có gì"
        )
        assert sentence.endswith(f"Việc này dành cho: {', '.join(TABLE.holders(right))}.")
        assert TABLE.holders(right)


def test_the_roles_have_their_titles() -> None:
    titles = [role.title for role in TABLE.roles.values()]
    assert titles == ["Bí thư", "Cán bộ tổ chức", "Người nhập liệu", "Người xem"]


def test_an_unknown_role_may_nothing() -> None:
    held = TABLE.rights("Lan", "vai trò của bản sau")
    assert all(held.refusal(right) for right in rights.RIGHTS)


def test_a_mistyped_right_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no right wirte"):
        TABLE.rights("Lan", "secretary").require("wirte")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('write = "ghi vào sổ"', ""),
        ('may = ["write", "print", "import", "backup"]', 'may = ["fly"]'),
        ('"restore", "erase"', '"erase"'),
        ('account = { right = "accounts" }', 'account = { right = "fly" }'),
    ],
)
def test_a_table_that_does_not_fit_the_program_is_refused(before: str, after: str) -> None:
    text = paths.roles().read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(ValueError, match="right"):
        roles.parse(text.replace(before, after))
