"""The rules: pure functions over records and rule data."""
