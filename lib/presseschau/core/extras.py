"""Extras: what a wing needs beyond the library, said in one sentence where it is not installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
#: The rooms whose packages are an extra's, by the extra of ``pip install 'presseschau[...]'``.
_EXTRAS = {"reports": "reports", "jobs": "jobs", "lab": "lab", "lessons": "teach"}


def advice(error: ModuleNotFoundError) -> str:
    """What to install where a package is missing; empty where it belongs to no extra.

    Args:
        error: As it was caught: the room that asked for the package stands in its traceback.
    """
    rooms = []
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE):
            rooms.append(file.relative_to(_PACKAGE).parts[0])
        trace = trace.tb_next
    extra = next((_EXTRAS[room] for room in reversed(rooms) if room in _EXTRAS), "")
    if not extra or str(error.name).startswith("presseschau"):
        return ""
    return f"The package '{error.name}' is missing; pip install 'presseschau[{extra}]' brings it."
