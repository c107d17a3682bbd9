"""Tries the promises named, or all, prints a line for each, and exits with 1 when one is not reached."""

import argparse
import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.faults.promise import Trial

# The promises by number, each with the module that tries it. P10, P11 and P19 come with the exchange and the updates.
PROMISES = {
    "P1": "power_cuts",
    "P2": "crashes",
    "P3": "failing_disks",
    "P4": "damage",
    "P5": "good_backups",
    "P6": "updates",
    "P7": "whole_files",
    "P8": "secrecy",
    "P9": "recovery_code",
    "P12": "hostile_files",
    "P13": "plain_texts",
    "P14": "traces",
    "P15": "erasures",
    "P16": "two_programs",
    "P17": "wrong_clocks",
    "P18": "searches",
    "P20": "settings",
}


def trial(number: str) -> Trial:
    """What tries a promise; loaded when it is wanted."""
    measure: Trial = import_module(f"tests.faults.{PROMISES[number]}").measure
    return measure


def main(arguments: list[str]) -> int:
    """Try; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("numbers", nargs="*", choices=[[], *PROMISES], metavar="P1 … P20")
    parser.add_argument("--short", action="store_true", help="a few trials of each, as in the quick tests")
    chosen = parser.parse_args(arguments)
    broken = 0
    for number in chosen.numbers or PROMISES:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="ketnap-") as folder:
            outcome = trial(number)(Path(folder), not chosen.short)
        print(f"{outcome.line(number)}  ({time.monotonic() - begun:.0f} s)", flush=True)
        broken += outcome.is_kept is False
    return 1 if broken else 0


if __name__ == "__main__":
    # The screen that nobody sees says at every page that it has no window manager.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    sys.exit(main(sys.argv[1:]))
