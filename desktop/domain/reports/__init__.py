"""Reports: what is counted for a period, how it compares, what does not fit together."""
