"""The list of the areas: importing it registers every check."""

from desktop.domain.checks import (
    age_and_schooling,
    background_checks,
    bodies_and_numbers,
    certificates_and_classes,
    dossier_age,
    family,
    introducers,
    life_dates,
    moving,
    papers_needed,
    path_dates,
    probation,
    readmission,
    special_groups,
    time_limits,
    votes,
    where_admitted,
)

_ALL = (
    age_and_schooling,
    certificates_and_classes,
    introducers,
    path_dates,
    life_dates,
    family,
    background_checks,
    votes,
    bodies_and_numbers,
    time_limits,
    probation,
    special_groups,
    readmission,
    where_admitted,
    moving,
    dossier_age,
    papers_needed,
)
NAMES = tuple(area.__name__.rpartition(".")[2] for area in _ALL)
