"""What reports count, read in bulk: people of a period, candidates, classes, plans, places."""
