"""Schedule: what the operating system's own scheduler needs to start the jobs."""

import shlex
import sys
from pathlib import Path


def cron_line(jobs: Path, at: str = "07:00") -> str:
    """Gives a crontab line that runs the jobs every day.

    cron skips what it misses while the machine is off; the next run catches up.

    Args:
        jobs: The jobs.toml.
        at: The time of day, like "07:00".
    """
    hour, minute = (int(part) for part in at.split(":"))
    log = shlex.quote(str(jobs.resolve().with_suffix(".log")))
    # In a crontab "%" ends the command.
    command = f"{command_of(jobs)} >> {log} 2>&1".replace("%", r"\%")
    return f"{minute} {hour} * * * {command}\n"


def systemd_units(jobs: Path, at: str = "07:00") -> dict[str, str]:
    """Gives a service and a timer, by file name; missed runs start when the machine is up again.

    Args:
        jobs: The jobs.toml.
        at: The time of day, like "07:00".
    """
    # systemd reads "%" as a specifier, "$" as a variable and knows "\" and quotes only.
    words = [sys.executable, "-m", "presseschau.cli", "run", str(jobs.resolve())]
    command = " ".join('"' + _escaped(word) + '"' for word in words)
    service = (
        "[Unit]\n"
        "Description=Presseschau reports\n"
        "Wants=network-online.target\n"
        "After=network-online.target\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={command}\n"
        "# 3: done, but some inputs were refused.\n"
        "SuccessExitStatus=3\n"
        "Nice=10\n"
    )
    timer = (
        "[Unit]\n"
        "Description=Presseschau reports every day\n\n"
        "[Timer]\n"
        f"OnCalendar=*-*-* {at}:00\n"
        "Persistent=true\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )
    return {"presseschau.service": service, "presseschau.timer": timer}


def command_of(jobs: Path) -> str:
    """Gives the command that runs the jobs, with this Python and absolute paths."""
    words = [sys.executable, "-m", "presseschau.cli", "run", str(jobs.resolve())]
    return shlex.join(words)


def _escaped(word: str) -> str:
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, written)
    return word
