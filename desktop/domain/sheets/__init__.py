"""Understanding the lists an office keeps: which column is what, which row is a person, what each cell means."""
