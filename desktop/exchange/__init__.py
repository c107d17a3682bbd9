"""What goes out of the office and comes back in other people's shapes: bytes in, bytes out, no book and no files."""
