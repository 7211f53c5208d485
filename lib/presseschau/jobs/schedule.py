"""Schedule: what the operating system's own scheduler needs to start the jobs."""

import shlex
import sys
from pathlib import Path

#: The units of systemd, with gaps for the command and the time.
_UNITS = Path(__file__).with_name("units")


def cron_line(jobs: Path, at: str = "07:00") -> str:
    """A crontab line that runs the jobs every day.

    cron skips what it misses while the machine is off; the next run catches up.
    """
    hour, minute = (int(part) for part in at.split(":"))
    log = shlex.quote(str(jobs.resolve().with_suffix(".log")))
    # In a crontab "%" ends the command.
    command = f"{shlex.join(_words(jobs))} >> {log} 2>&1".replace("%", r"\%")
    return f"{minute} {hour} * * * {command}\n"


def systemd_units(jobs: Path, at: str = "07:00") -> dict[str, str]:
    """A service and a timer, by file name; missed runs start when the machine is up again."""
    # systemd reads "%" as a specifier, "$" as a variable and knows "\" and quotes only.
    escaped = str.maketrans({"\\": "\\\\", '"': '\\"', "%": "%%", "$": "$$"})
    command = " ".join(f'"{word.translate(escaped)}"' for word in _words(jobs))
    units = {path.name: path.read_text(encoding="utf-8") for path in sorted(_UNITS.iterdir())}
    return {name: unit.format(command=command, at=at) for name, unit in units.items()}


def _words(jobs: Path) -> list[str]:
    """The command that runs the jobs, with this Python and absolute paths."""
    return [sys.executable, "-m", "presseschau.cli", "run", str(jobs.resolve())]
