"""The use cases: one function per thing a clerk does."""
