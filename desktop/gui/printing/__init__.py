"""Papers on screen before they are on paper: what to print, what is missing, the pages, printer and files."""
