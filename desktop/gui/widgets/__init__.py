"""The controls shared by all pages."""
