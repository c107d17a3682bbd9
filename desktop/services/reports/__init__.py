"""Reports as use cases: made, saved, completed, sent, opened again; figures typed for the time before the program."""
