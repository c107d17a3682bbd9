"""The place "Việc cần làm"."""
