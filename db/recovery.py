"""The printed recovery code: 25 letters without look-alikes that stand for the secret of a book, and a check group."""

import hashlib
import secrets
import unicodedata

from db.errors import WrongPassphrase

# Of each pair that is mistaken on paper one stands for both: O is 0, I and L are 1, S is 5, Z is 2.
ALPHABET = "0123456789ABCDEFGHJKMNPQRTUVWXY"
LOOK_ALIKES = str.maketrans("OILSZ", "01152")
SEPARATORS = " -–—_.,;:/\t\r\n\u00a0"
GROUP_LENGTH = 5
CODE_LENGTH = 25
SECRET_LENGTH = 16  # 31**25 codes are just under 124 bits

_BASE = len(ALPHABET)
_TURN_OFF_INPUT_METHOD = "Hãy tắt bộ gõ tiếng Việt (Unikey) rồi gõ lại."
_NOTHING_CHANGED = "Sổ không bị thay đổi."


class BadRecoveryCode(WrongPassphrase):
    """What was typed cannot be a recovery code at all, whatever the book."""


def new_secret() -> bytes:
    """A secret of 16 bytes at random; every code is equally likely."""
    return secrets.randbelow(_BASE**CODE_LENGTH).to_bytes(SECRET_LENGTH, "big")


def code_groups(secret: bytes) -> tuple[str, ...]:
    """The code of a secret as it is printed: five groups of five and, last, the check group."""
    number = int.from_bytes(secret, "big")
    if len(secret) != SECRET_LENGTH or number >= _BASE**CODE_LENGTH:
        raise ValueError("not the secret of a recovery code")
    code = _letters(number, CODE_LENGTH)
    return _groups(code + _check_group(code))


def code_text(secret: bytes) -> str:
    """The code in one line, groups joined by hyphens."""
    return "-".join(code_groups(secret))


def parse_code(typed: str) -> bytes:
    """The secret of a typed code; small letters, blanks, hyphens and look-alikes are forgiven.

    Raises BadRecoveryCode with a sentence that says what is wrong: marks, strange signs, length, or the check group.
    """
    letters = _plain_letters(typed)
    code, check = letters[:CODE_LENGTH], letters[CODE_LENGTH:]
    if check != _check_group(code):
        raise BadRecoveryCode(
            f"Nhóm kiểm tra của mã khôi phục không khớp: {_likely_slip(letters)}. {_NOTHING_CHANGED} "
            "Hãy so lại từng nhóm với tờ mã khôi phục."
        )
    number = 0
    for letter in code:
        number = number * _BASE + ALPHABET.index(letter)
    return number.to_bytes(SECRET_LENGTH, "big")


def _plain_letters(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).translate(str.maketrans("", "", SEPARATORS)).upper()
    marked = [sign for sign in plain if sign.isalpha() and not sign.isascii()]
    if marked:
        raise BadRecoveryCode(
            f"Mã khôi phục không có chữ “{marked[0]}” (có dấu). {_NOTHING_CHANGED} {_TURN_OFF_INPUT_METHOD}"
        )
    letters = plain.translate(LOOK_ALIKES)
    strange = [sign for sign in letters if sign not in ALPHABET]
    if strange:
        raise BadRecoveryCode(
            f"Mã khôi phục chỉ có chữ cái và chữ số, không có “{strange[0]}”. {_NOTHING_CHANGED} Hãy gõ lại theo tờ mã."
        )
    wanted = CODE_LENGTH + GROUP_LENGTH
    if len(letters) != wanted:
        raise BadRecoveryCode(
            f"Mã khôi phục có {wanted} ký tự (sáu nhóm năm ký tự), ở đây có {len(letters)}. {_NOTHING_CHANGED} "
            "Hãy gõ đủ cả nhóm kiểm tra."
        )
    return letters


def _check_group(code: str) -> str:
    digest = hashlib.sha256(b"recovery code check group" + code.encode("ascii")).digest()
    return _letters(int.from_bytes(digest, "big") % _BASE**GROUP_LENGTH, GROUP_LENGTH)


def _letters(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, place = divmod(number, _BASE)
        letters = ALPHABET[place] + letters
    return letters


def _groups(letters: str) -> tuple[str, ...]:
    return tuple(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def _likely_slip(letters: str) -> str:
    """Where one wrong letter or two swapped neighbours would explain the check group; only the group is named."""
    for place in range(len(letters)):
        for candidate in _slips_at(letters, place):
            if candidate[CODE_LENGTH:] == _check_group(candidate[:CODE_LENGTH]):
                return f"có lẽ gõ nhầm ở nhóm thứ {place // GROUP_LENGTH + 1}"
    return "có ký tự gõ nhầm"


def _slips_at(letters: str, place: int) -> list[str]:
    before, here, after = letters[:place], letters[place], letters[place + 1 :]
    replaced = [before + letter + after for letter in ALPHABET if letter != here]
    swapped = [before + after[0] + here + after[1:]] if after else []
    return replaced + swapped
