import sys
import time

from presseschau.jobs import settings
from presseschau.jobs.delivery.hook import run_hook

FACTS = {
    "folder": "/tmp/Berichte & mehr/2026-11-20",
    "job": "morgen",
    "series": "morgen--süd",
    "period": "2026-11-20",
    "status": "built",
}


def python(program: str, *words: str, timeout: float = 20):
    return run_hook([sys.executable, "-c", program, *words], FACTS, timeout)


def test_words_and_environment_hold_the_facts_and_no_shell_reads_them(monkeypatch):
    monkeypatch.setenv(settings.PASSWORD, "geheim")
    program = (
        "import os, sys; print(sys.argv[1:], os.environ['PRESSESCHAU_SERIES'],"
        " os.environ['PRESSESCHAU_STATUS'], 'PRESSESCHAU_SMTP_PASSWORD' in os.environ)"
    )
    done, said = python(program, "{folder}", "$HOME; {period}", "{other}")
    assert done
    expected = "['/tmp/Berichte & mehr/2026-11-20', '$HOME; 2026-11-20', '{other}']"
    assert said.endswith(f"It said: {expected} morgen--süd built False")


def test_a_failing_hook_is_told_with_the_end_of_its_output():
    done, said = python("import sys; print('viel ' * 500); sys.exit('kein Netz\\x1b[31m')")
    assert not done
    assert "ended with 1. It said: " in said
    assert said.endswith("kein Netz\ufffd[31m")
    assert len(said) < 500
    assert not run_hook(["gibt-es-nicht"], FACTS, 5)[0]


def test_a_hook_that_hangs_is_ended_with_its_children(tmp_path):
    sign = tmp_path / "child"
    program = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(sign)!r}).write_text(str(child.pid))\n"
        "print('hier', flush=True); time.sleep(60)"
    )
    started = time.monotonic()
    done, said = python(program, timeout=3)
    assert time.monotonic() - started < 20
    assert not done
    assert "was ended after 3 s. It said: hier" in said
    child = int(sign.read_text())
    for _ in range(100):
        if not _lives(child):
            return
        time.sleep(0.05)
    raise AssertionError("The child still lives.")


def _lives(process: int) -> bool:
    """Tells whether a process runs; one that has ended may wait to be buried."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
