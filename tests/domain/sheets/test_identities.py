"""Who is the same person: the number first, else name and birth; never two people for one slip of the pen."""

import pytest

from desktop.domain.sheets.identities import Identities, Identity

LAN = Identity(1, "Lê Thị Lan", "1999-02-03", "038199117579", "thôn đông")


@pytest.mark.parametrize(
    ("name", "born_on", "citizen_id"),
    [
        ("Lê Thị Lan", "1999-02-03", "038199117579"),
        ("LÊ THỊ LAN", "1999-02-03", None),
        ("le thi lan", "1999", None),
        ("Lê Thị Lan", "1998-01-01", "038199117579"),
        ("Lê Thị Loan", "1999-02-03", "038199117579"),
        ("Lê Thị Lan", None, "038199117579"),
    ],
)
def test_recognised(name: str, born_on: str | None, citizen_id: str | None) -> None:
    assert Identities([LAN]).match(Identity(2, name, born_on, citizen_id)).found == LAN


@pytest.mark.parametrize(
    ("name", "born_on", "citizen_id", "is_alike"),
    [
        ("Lê Thị Lan", "1998-02-03", None, False),
        ("Lê Thị Loan", "1999-02-03", None, False),
        ("Lê Thị Lan", "1999-02-03", "038199000000", True),
        ("Lê Thị Lan", None, None, True),
    ],
)
def test_not_recognised(name: str, born_on: str | None, citizen_id: str | None, is_alike: bool) -> None:
    match = Identities([LAN]).match(Identity(2, name, born_on, citizen_id))
    assert match.found is None
    assert match.alike == (LAN if is_alike else None)


def test_another_persons_number_is_told_and_the_person_is_found_by_name() -> None:
    other = Identity(5, "Hà Văn Sơn", "1998-01-01", None)
    match = Identities([LAN, other]).match(Identity(2, "Hà Văn Sơn", "1998-01-01", LAN.citizen_id))
    assert (match.found, match.holder_of_number) == (other, LAN)


def test_without_a_birth_only_the_same_cell_tells() -> None:
    known = Identities([Identity(1, "Vi Văn An", None, None, "thôn đông")])
    assert known.match(Identity(2, "Vi Văn An", None, None, "thôn đông")).found is not None
    assert known.match(Identity(2, "Vi Văn An", None, None, "thôn tây")).found is None


def test_two_possible_people_are_none() -> None:
    twins = Identities([Identity(1, "Vi Văn An", "1999-01-01", None), Identity(2, "Vi Văn An", "1999-05-05", None)])
    assert twins.match(Identity(3, "Vi Văn An", "1999", None)).found is None
