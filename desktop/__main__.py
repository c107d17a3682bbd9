"""Start the program: `python -m desktop`, and the entry of the built program."""

import sys

from desktop.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # Files are read in a child process; in the built program the child begins here, too.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
