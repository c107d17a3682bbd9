"""The list of the areas: importing it registers every check."""

from desktop.domain.checks import votes

_ALL = (votes,)
NAMES = frozenset(area.__name__.rpartition(".")[2] for area in _ALL)
