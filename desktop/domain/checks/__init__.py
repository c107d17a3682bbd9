"""The checks by area: named functions that an edition chooses and gives its numbers, level and citation."""
