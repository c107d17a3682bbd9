"""The place of the classes: those held or attended, their learners, results and certificates."""
