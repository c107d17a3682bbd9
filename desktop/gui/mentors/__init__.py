"""The place of the mentors: whom each helps, and members still to be verified."""
