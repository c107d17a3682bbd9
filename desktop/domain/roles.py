"""The roles of accounts: the table of what each may do, read from the shipped data."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from db.errors import KnownError
from db.rights import RIGHTS, Guard, Rights
from desktop import paths


@dataclass(frozen=True)
class Role:
    """One role: its key, its Vietnamese title, its rights."""

    key: str
    title: str
    may: frozenset[str]


@dataclass(frozen=True)
class RoleTable:
    """Every role in the order of the data, each right in words, and the tables that need a right of their own."""

    roles: Mapping[str, Role]
    words: Mapping[str, str]
    guards: Mapping[str, Guard]

    def holders(self, right: str) -> tuple[str, ...]:
        """The titles of the roles that have a right."""
        return tuple(role.title for role in self.roles.values() if right in role.may)

    def title(self, key: str) -> str:
        """The title of a role; its key when this program does not know it."""
        return self.roles[key].title if key in self.roles else key

    def rights(self, account: str, key: str) -> Rights:
        """What an account of a role may do; an unknown role may nothing."""
        may = self.roles[key].may if key in self.roles else frozenset[str]()
        holders = {right: self.holders(right) for right in RIGHTS}
        return Rights(account, self.title(key), may, self.words, holders, self.guards)


@functools.cache
def table() -> RoleTable:
    """The shipped table. Raises KnownError when the file is not as the program was delivered with."""
    try:
        return parse(paths.roles().read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise KnownError(
            f"Bảng vai trò “{paths.roles().name}” bị thiếu hoặc hỏng nên không biết tài khoản được làm gì. "
            "Sổ không bị thay đổi. Hãy cài lại Kết Nạp."
        ) from None


def parse(text: str) -> RoleTable:
    """The table in a text. Raises ValueError, KeyError or TypeError for one that cannot be used."""
    content = tomllib.loads(text)
    roles = {key: Role(key, each["title"], frozenset(each["may"])) for key, each in content["roles"].items()}
    guards = {name: Guard(each["right"], frozenset(each.get("kinds", ()))) for name, each in content["guards"].items()}
    named = {right for role in roles.values() for right in role.may} | {guard.right for guard in guards.values()}
    words = dict(content["rights"])
    if set(words) != set(RIGHTS) or not named <= set(RIGHTS):
        raise ValueError("the rights of the table are not those of the program")
    made = RoleTable(roles, words, guards)
    if not all(made.holders(right) for right in RIGHTS):
        raise ValueError("a right that no role has")
    return made
