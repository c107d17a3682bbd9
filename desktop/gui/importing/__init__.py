"""A list of an office into the book: understood, previewed, applied."""
