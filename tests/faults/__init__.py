"""The promises of safety, each tried on the real program code: `python -m tests.faults` prints a line for each."""
