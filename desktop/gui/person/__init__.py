"""The page of one person: header with the path of admission, and tabs for all that is held."""
