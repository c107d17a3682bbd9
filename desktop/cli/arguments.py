"""The argument parser in Vietnamese: headings, help and what is said of wrong use."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

WRONG_USE = 2

# What the library says of wrong use, and how a Vietnamese reader is told.
_SAYINGS = (
    (r"the following arguments are required: (.+)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu: \1"),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", r"\1 không nhận \2; chọn trong: \3"),
    (r"argument (\S+): invalid int value: (.+)", r"\1 phải là số, không phải \2"),
    (r"argument (\S+): expected .*argument.*", r"\1 còn thiếu giá trị"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Vietnamese throughout."""

    def __init__(self, **settings: Any) -> None:
        own_help = settings.pop("add_help", True)
        super().__init__(formatter_class=_Formatter, add_help=False, **settings)
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        if own_help:
            self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the call and end with the status of wrong use."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"Sai cách dùng: {_translated(message)}.\n")


def common_options(for_commands: bool) -> Parser:
    """The options that may stand before or behind the command; behind it they say nothing unless typed."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS if for_commands else None)
    parser._optionals.title = "Chung cho mọi lệnh"
    add: Callable[..., Any] = parser.add_argument
    add("--book", type=Path, metavar="SỔ", help="tệp sổ")
    add("--today", type=day, metavar="NGÀY", help="coi là hôm nay (năm-tháng-ngày)")
    # A flag brings a default of its own, which would undo the same flag before the command.
    unsaid = argparse.SUPPRESS if for_commands else False
    add("--json", action="store_true", default=unsaid, help="in một tài liệu JSON")
    add("--account", metavar="TÊN", help="tài khoản, khi sổ có nhiều tài khoản")
    add("--passphrase-file", type=Path, metavar="TỆP", help="tệp chứa mật khẩu")
    return parser


def day(text: str) -> date:
    """A typed day of the calendar, year first."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng năm-tháng-ngày (4, 2 và 2 chữ số)") from None


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


def _translated(message: str) -> str:
    for pattern, saying in _SAYINGS:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, saying, message)
    return message
