"""The period's hand-over: the superior's files filled, papers to sign, data beside them, and what was sent before."""
