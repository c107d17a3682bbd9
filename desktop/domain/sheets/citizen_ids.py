"""Personal identification numbers: twelve digits that also tell province, century, sex and year of birth."""

import re
from collections.abc import Collection

from desktop.domain.sheets.cell_rules import Reading
from desktop.domain.sheets.model import CellValue
from desktop.domain.sheets.plain_text import shown

LENGTH = 12
_OLD_LENGTH = 9
_SEPARATORS = re.compile(r"[\s.\-'’`_]")
_SEX_WORDS = {"male": "nam", "female": "nữ"}


def read_citizen_id(value: CellValue, sex: str | None, born_on: str | None, provinces: Collection[str]) -> Reading:
    """The number; one that lost its leading zeros in a sheet is mended when sex and year of birth allow it."""
    digits = _SEPARATORS.sub("", shown(value))
    if not (digits.isascii() and digits.isdigit()):
        return Reading(rejected=f"không phải là dãy {LENGTH} chữ số")
    if len(digits) == LENGTH:
        doubts = contradictions(digits, sex, born_on, provinces)
        return Reading(digits, doubt="; ".join(doubts) or None)
    if len(digits) in (LENGTH - 1, LENGTH - 2):
        return _mended(digits, sex, born_on, provinces)
    if len(digits) == _OLD_LENGTH:
        return Reading(
            rejected=f"là số chứng minh nhân dân cũ ({_OLD_LENGTH} chữ số), không phải số định danh {LENGTH} chữ số"
        )
    return Reading(rejected=f"có {len(digits)} chữ số; số định danh cá nhân phải đủ {LENGTH} chữ số")


def contradictions(digits: str, sex: str | None, born_on: str | None, provinces: Collection[str]) -> list[str]:
    """What twelve digits say against what else is known of the person."""
    told_sex = "female" if int(digits[3]) % 2 else "male"
    told_year = 1900 + int(digits[3]) // 2 * 100 + int(digits[4:6])
    found = []
    if digits[:3] not in provinces:
        found.append(f"ba số đầu {digits[:3]} không phải mã tỉnh")
    if sex and sex != told_sex:
        found.append(f"số này là của {_SEX_WORDS[told_sex]}, trong danh sách là {_SEX_WORDS[sex]}")
    if born_on and int(born_on[:4]) != told_year:
        found.append(f"số này là của người sinh năm {told_year}, trong danh sách là {born_on[:4]}")
    return found


def _mended(digits: str, sex: str | None, born_on: str | None, provinces: Collection[str]) -> Reading:
    whole = digits.zfill(LENGTH)
    doubts = contradictions(whole, sex, born_on, provinces)
    # Two zeros are much to guess: only with sex and year to confirm it.
    if not doubts and (len(digits) == LENGTH - 1 or (sex and born_on)):
        zeros = LENGTH - len(digits)
        return Reading(whole, mended=f"mất {zeros} số 0 ở đầu, đề nghị thêm lại", kept=None)
    reason = f"có {len(digits)} chữ số"
    if doubts:
        reason += f"; thêm số 0 ở đầu thì không khớp: {'; '.join(doubts)}"
    return Reading(rejected=f"{reason}; số định danh cá nhân phải đủ {LENGTH} chữ số")
