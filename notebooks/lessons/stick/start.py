"""Richtet die Lektionen auf diesem Rechner ein, ohne Netz, und öffnet JupyterLab auf Deutsch."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

STICK = Path(__file__).resolve().parent
# Nicht auf dem Stick: dort wäre die Umgebung langsam und auf dem nächsten Rechner unbrauchbar.
UMGEBUNG = Path(os.environ.get("LOCALAPPDATA", Path.home() / ".local")) / "presseschau-lektionen"
HEFTE = Path.home() / "Presseschau"
EINSTELLUNGEN = {
    "@jupyterlab/translation-extension:plugin": {"locale": "de_DE"},
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
# Erklärt Fehler auch in einem Kernel, in dem die erste Zelle des Hefts noch nicht gelaufen ist.
KERNEL = 'c.InteractiveShellApp.extensions = ["presseschau.lessons.failures"]\n'
# Was nur braucht, wer die Pakete selbst entwickelt.
UNGEBRAUCHT = ("tests", "include", "*.map", "*.pdb")


def main():
    if not (3, 11) <= sys.version_info[:2] <= (3, 14):
        sys.exit("Die Lektionen brauchen Python 3.11 bis 3.14: siehe LIESMICH.txt.")
    python = UMGEBUNG / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Erst am Ende geschrieben: Wer das Einrichten abbricht, beginnt beim nächsten Mal von vorn.
    fertig = UMGEBUNG / "eingerichtet.txt"
    stand = str([path.stat().st_size for path in STICK.glob("wheels/presseschau-*.whl")])
    if not fertig.exists() or fertig.read_text(encoding="utf-8") != stand:
        print("Die Lektionen werden eingerichtet. Das dauert beim ersten Mal einige Minuten.")
        richte_ein(python)
        fertig.write_text(stand, encoding="utf-8")
    teile_aus()
    befehl = [python, "-m", "jupyterlab", f"--ServerApp.root_dir={HEFTE}", *sys.argv[1:]]
    sys.exit(subprocess.call(befehl))


def richte_ein(python):
    try:
        venv.create(UMGEBUNG, clear=True, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit("Diesem Python fehlt venv. Unter Debian und Ubuntu: apt install python3-venv.")
    befehl = [python, "-m", "pip", "--isolated", "install", "-qq", "--no-index"]
    # Übersetzt wird erst, was gebraucht wird: alles auf einmal kostet Minuten und 250 MB.
    befehl += ["--no-compile", "--disable-pip-version-check", "-f", STICK / "wheels"]
    if subprocess.call([*befehl, "presseschau[lessons]"]):
        sys.exit("Das Einrichten ist misslungen: siehe oben und LIESMICH.txt.")
    for muster in UNGEBRAUCHT:
        for pfad in list(UMGEBUNG.rglob(muster)):
            shutil.rmtree(pfad, ignore_errors=True) if pfad.is_dir() else pfad.unlink()
    schreibe("share/jupyter/lab/settings/overrides.json", json.dumps(EINSTELLUNGEN))
    schreibe("etc/ipython/ipython_kernel_config.py", KERNEL)


def schreibe(name, text):
    pfad = UMGEBUNG / name
    pfad.parent.mkdir(parents=True, exist_ok=True)
    pfad.write_text(text, encoding="utf-8")


def teile_aus():
    """Legt die Hefte in den eigenen Ordner; was dort schon liegt, bleibt, wie es ist."""
    for quelle in sorted((STICK / "lektionen").rglob("*")):
        ziel = HEFTE / quelle.relative_to(STICK / "lektionen")
        if quelle.is_file() and not ziel.exists():
            ziel.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(quelle, ziel)


main()
