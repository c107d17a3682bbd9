"""The engine of the rules: editions made into checks, held against a case; what the rules say is data."""
