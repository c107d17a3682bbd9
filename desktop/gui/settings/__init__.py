"""Text size, the office, its cells, the passphrase."""
