"""The cache: readings kept by what was read and by whom, so that no text is read twice."""

import os
import re
from pathlib import Path

import platformdirs

from presseschau.core.calls import WrongCall

#: Bytes that the readings may take; those that were not used for longest go first.
LIMIT = 2 << 30
FILE = "readings-1.sqlite"
#: The environment variables that say where the cache lies ("off": nowhere) and how large it may be.
PLACE, SIZE = "PRESSESCHAU_CACHE", "PRESSESCHAU_CACHE_LIMIT"
OFF = "off"
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


def cache_path(place: str = "") -> Path | None:
    """The cache's file, or None where the cache is off.

    Args:
        place: The folder; empty for that of PRESSESCHAU_CACHE, else the platform's for caches.
    """
    place = place or os.environ.get(PLACE, "")
    if place == OFF:
        return None
    folder = Path(place) if place else platformdirs.user_cache_path("presseschau", appauthor=False)
    return folder / FILE


def cache_limit() -> int:
    """The bytes that the cache may take: PRESSESCHAU_CACHE_LIMIT, or 2 GB.

    Raises:
        WrongCall: PRESSESCHAU_CACHE_LIMIT is no size.
    """
    told = os.environ.get(SIZE, "").strip()
    if not told:
        return LIMIT
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", told.upper())
    if not match:
        raise WrongCall(f"{SIZE} takes a size like 500M or 2G, not '{told}'.")
    return int(float(match[1]) * _UNITS[match[2]])
