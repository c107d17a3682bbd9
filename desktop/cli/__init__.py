"""The terminal: every use case without a screen; it parses, calls one service, prints."""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date

from db.errors import KnownError
from desktop import VERSION, crash_report
from desktop.cli import handover, keeping, papers, passphrases, people, reports, rules, window
from desktop.cli.arguments import Parser, common_options
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, KNOWN_ERROR, Answer

__all__ = ["COMMANDS", "DONE", "DONE_WITH_FINDINGS", "KNOWN_ERROR", "PASSPHRASE_VARIABLE", "build_parser", "main"]

PASSPHRASE_VARIABLE = passphrases.VARIABLE
# In the order of the help.
_COMMANDS = window.COMMANDS | people.COMMANDS | rules.COMMANDS | papers.COMMANDS
_COMMANDS |= reports.COMMANDS | handover.COMMANDS | keeping.COMMANDS
COMMANDS: tuple[str, ...] = tuple(_COMMANDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    _speak_unicode()
    options = build_parser().parse_args(arguments)
    options.today = options.today or date.today()
    try:
        answer = _COMMANDS[options.command].run(options)
        _print(answer, options.json)
        return answer.status
    except KnownError as error:
        print(error.sentence, file=sys.stderr)
        return KNOWN_ERROR
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        print(crash_report.SENTENCE, crash_report.report(error), sep="\n", file=sys.stderr)
        return KNOWN_ERROR


def build_parser() -> Parser:
    """The parser of every command; help in Vietnamese."""
    common = common_options(for_commands=True)
    parser = Parser(
        prog="ketnap",
        parents=[common_options(for_commands=False)],
        description="Kết Nạp: hồ sơ phát triển đảng viên, không cần mạng.",
    )
    parser.add_argument("--version", action="version", version=f"ketnap {VERSION}", help="hiện số phiên bản")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh")
    parser.set_defaults(command="open")
    for name, command in _COMMANDS.items():
        sub = commands.add_parser(name, parents=[common], help=command.help, description=command.help)
        for flags, settings in command.arguments:
            sub.add_argument(*flags, **settings)
    return parser


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.document, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            print(line)
    sys.stdout.flush()


def _speak_unicode() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
