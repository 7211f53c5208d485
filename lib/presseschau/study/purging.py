"""Purging: folders that bear the day on which they must be gone, and their end."""

import datetime as dt
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from presseschau.core.calls import WrongCall
from presseschau.core.outputs import DELETE_ON
from presseschau.core.placing import write_whole

_HOW = "The day from which on 'presseschau purge' deletes this folder with all that is in it.\n"


def set_day(folder: str | Path, day: str) -> dt.date:
    """Writes into a folder the day from which on it is to be deleted.

    Raises:
        WrongCall: There is no such folder or day, or all of one's own files would go.
    """
    folder = Path(folder)
    if not folder.is_dir() or folder.is_symlink():
        raise WrongCall(f"There is no folder '{folder}'.")
    whole = folder.resolve()
    if any(place.is_relative_to(whole) for place in (Path.home(), Path.cwd())):
        raise WrongCall(f"'{folder}' holds more than articles; give a day to a folder within it.")
    found = _day(day, f"'{day}' is")
    write_whole(folder / DELETE_ON, f"{found}\n{_HOW}")
    return found


def due(places: Iterable[str | Path], today: dt.date) -> list[tuple[Path, dt.date]]:
    """The folders in some places, themselves among them, whose day has come, with their days.

    Links are not followed.

    Raises:
        WrongCall: There is no such place, or what stands in a folder's file is no day.
    """
    found = []
    for place in map(Path, places):
        if not place.is_dir():
            raise WrongCall(f"There is no folder '{place}'.")
        if place.is_symlink():
            raise WrongCall(f"'{place}' is a link; name the folder that it leads to.")
        for here, folders, files in os.walk(place):
            if DELETE_ON not in files:
                continue
            path = Path(here, DELETE_ON)
            day = _day(path.read_text(encoding="utf-8").partition("\n")[0], f"{path}, line 1:")
            if day <= today:
                found.append((Path(here), day))
                folders.clear()  # all of it goes
    return found


def purge(folders: Iterable[Path]) -> None:
    """Deletes folders, and empties the cache, which may hold what was read in them."""
    from presseschau.pipeline.cache import cache_path
    from presseschau.pipeline.cache.batches import open_cache

    gone = False
    try:
        for folder in folders:
            gone = True  # in part, if not all of it
            for path in sorted(folder.iterdir(), key=lambda path: path.name == DELETE_ON):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()  # the day last: what a kill leaves is deleted next time
            folder.rmdir()
    finally:
        cache = cache_path()
        if gone and cache and cache.is_file():
            with open_cache() as opened:
                opened.clean()


def _day(text: str, place: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise WrongCall(f"{place} no day; write it as YYYY-MM-DD.") from None
