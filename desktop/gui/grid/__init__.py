"""Grids that are typed into: lines of plans and figures, kept apart from the book until they are saved."""
