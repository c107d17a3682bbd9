"""The superior's own Excel file: chosen cells get figures, and nothing else in it changes."""
