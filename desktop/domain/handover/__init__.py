"""What goes to the superior: which figure belongs into which cell of its file, and what a period still lacks."""
