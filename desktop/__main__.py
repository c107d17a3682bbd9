"""Start the program: `python -m desktop`, the command `ketnap`, and the entry of the built program."""

import atexit
import gc
import sys

from desktop.cli import main


def run() -> int:
    """The program as a process of its own; returns the exit status."""
    if getattr(sys, "frozen", False):
        # Files are read in a child process; in the built program the child begins here, too.
        from multiprocessing import freeze_support

        freeze_support()
    # What is left at the end is given back with the process; looking through it for circles first takes a tenth of
    # the time of a command.
    atexit.register(gc.freeze)
    return main()


if __name__ == "__main__":
    sys.exit(run())
