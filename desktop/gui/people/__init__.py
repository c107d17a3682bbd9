"""The place of the people: the list, and adding one."""
