"""Editors made from the field registry: one for each kind of field, and forms of them."""
