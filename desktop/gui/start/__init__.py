"""Opening a book, and making the first one."""
