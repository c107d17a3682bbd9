"""Folded words for comparing names: the same few names of bodies come back with every person of an office."""

from functools import lru_cache

from db import text

fold = lru_cache(maxsize=8192)(text.fold)
