"""Start the program: `python -m desktop`, the command `ketnap`, and the entry of the built program."""

import atexit
import gc
import sys

from desktop.cli import main

# So many new objects are waited for before those that hold each other are looked for: some ten megabytes.
_OBJECTS = 50_000


def run() -> int:
    """The program as a process of its own; returns the exit status."""
    if getattr(sys, "frozen", False):
        # Files are read in a child process; in the built program the child begins here, too.
        from multiprocessing import freeze_support

        freeze_support()
    # Nearly all that a command reads and makes it keeps: looking for circles of what it does not, after every 700
    # objects and once more at the end, where all is given back with the process, takes a tenth of its time.
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)
    return main()


if __name__ == "__main__":
    sys.exit(run())
