"""Places in a sheet as spreadsheets call them: AB3 is row 3, column 28."""

import re

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets call it: 3, 28 is AB3."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """A column, counted from one, as spreadsheets call it: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A column's letters as its number: AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_address(text: str) -> tuple[int, int] | None:
    """The row and column of a cell's name, whatever its case and dollar signs; None when it is no name of a cell."""
    found = _ADDRESS.fullmatch(text.strip().upper())
    return (int(found[2]), column_number(found[1])) if found else None
