"""The recovery code: whatever the hand makes of it on the way, the same secret or a sentence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.recovery import (
    ALPHABET,
    CODE_LENGTH,
    BadRecoveryCode,
    code_groups,
    code_text,
    new_secret,
    parse_code,
)

secrets = st.integers(0, 31**25 - 1).map(lambda number: number.to_bytes(16, "big"))
LOOK_ALIKES = {"0": "Oo", "1": "IiLl", "5": "Ss", "2": "Zz"}


def test_the_alphabet_has_31_letters_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("OILSZ") & set(ALPHABET)


@given(secrets)
def test_a_code_is_six_groups_of_five(secret: bytes) -> None:
    groups = code_groups(secret)
    assert [len(group) for group in groups] == [5] * 6
    assert parse_code("-".join(groups)) == secret


@given(secrets, st.data())
def test_a_code_typed_by_hand_gives_the_same_secret(secret: bytes, data: st.DataObject) -> None:
    typed = ""
    for letter in "".join(code_groups(secret)):
        signs = LOOK_ALIKES.get(letter, "") + letter.lower() + letter
        typed += data.draw(st.sampled_from(signs)) + data.draw(
            st.sampled_from(["", " ", "-", "–", "\n", "\u00a0", " - "])
        )
    assert parse_code(typed) == secret


@given(secrets, st.integers(0, 29), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found_and_its_group_named(secret: bytes, place: int, letter: str) -> None:
    code = "".join(code_groups(secret))
    if code[place] == letter:
        return
    with pytest.raises(BadRecoveryCode) as caught:
        parse_code(code[:place] + letter + code[place + 1 :])
    assert f"nhóm thứ {place // 5 + 1}" in caught.value.sentence


@given(secrets, st.integers(0, 28))
def test_two_swapped_letters_are_found(secret: bytes, place: int) -> None:
    code = "".join(code_groups(secret))
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(BadRecoveryCode, match="Nhóm kiểm tra"):
            parse_code(swapped)


@given(st.text(max_size=60))
def test_anything_typed_gives_a_secret_or_a_sentence(typed: str) -> None:
    try:
        secret = parse_code(typed)
    except BadRecoveryCode as error:
        assert error.sentence.endswith(".")  # noqa: PT017
    else:
        assert parse_code(code_text(secret)) == secret


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "ở đây có 0"),
        ("ABCDE-FGHJK", "ở đây có 10"),
        ("ABCDE-FGHJK-MNPQR-TUVWX-Y0123", "ở đây có 25"),
        ("ÂBCDE-FGHJK-MNPQR-TUVWX-Y0123-45678", "bộ gõ tiếng Việt"),
        ("ĐBCDE-FGHJK-MNPQR-TUVWX-Y0123-45678", "bộ gõ tiếng Việt"),
        ("ABCDE+FGHJK", "không có “+”"),
        ("ABCDE-FGHJK-MNPQR-TUVWX-Y0123-45678", "Nhóm kiểm tra"),
    ],
)
def test_each_kind_of_slip_has_its_own_sentence(typed: str, says: str) -> None:
    with pytest.raises(BadRecoveryCode, match=re.escape(says)):
        parse_code(typed)


def test_new_codes_differ_and_use_every_letter() -> None:
    codes = {code_text(new_secret()) for _ in range(200)}
    assert len(codes) == 200
    assert {letter for code in codes for letter in code} == {*ALPHABET, "-"}
    assert len(new_secret()) == 16
    assert CODE_LENGTH == 25


def test_a_number_beyond_the_codes_is_no_secret() -> None:
    with pytest.raises(ValueError, match="not the secret"):
        code_groups((31**25).to_bytes(16, "big"))
