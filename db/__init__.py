"""The record store: records, field registry, text, queries, lock and backups; knows nothing of the program above it."""
