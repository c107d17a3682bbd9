"""Start the program: `python -m desktop`, and the entry of the built program."""

import sys

from desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
