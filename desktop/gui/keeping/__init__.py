"""The place of import, copies, restore, check and the log."""
