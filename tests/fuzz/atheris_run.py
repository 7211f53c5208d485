"""Fuzzes a target with atheris, which follows the branches taken: not part of the tests.

atheris is not locked. Run from the repository's root, in an environment that has it, with
``PYTHONPATH=.venv/lib/python3.11/site-packages:lib:tests``:

    python -m fuzz.atheris_run TARGET CORPUS -max_total_time=600 -timeout=20 -rss_limit_mb=2048

Each fault is told once, its input saved in the folder CORPUS-faults, and the run goes on.
"""

import hashlib
import sys
import time
import traceback
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["presseschau", "striprtf"]):
    from fuzz.targets import targets

    import presseschau.annotate.rules  # noqa: F401 - an annotator is loaded on first use otherwise

#: What a short input may take, in seconds, and each of its bytes: more grows too fast.
SECONDS, A_BYTE = 2.0, 0.002


def main() -> None:
    """Writes the seeds into the corpus folder and fuzzes until stopped."""
    warnings.simplefilter("ignore")
    target = targets()[sys.argv.pop(1)]
    folder = Path(next(word for word in sys.argv[1:] if not word.startswith("-")))
    faults = folder.with_name(f"{folder.name}-faults")
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds):
        (folder / f"seed-{number}").write_bytes(data)
        target.work(data)  # what is loaded on first use is no slow input
    known: set[str] = set()

    def run(data: bytes) -> None:
        start = time.process_time()
        try:
            target.work(data)
            taken = time.process_time() - start
            assert taken < SECONDS + A_BYTE * len(data), f"{taken:.1f} s for {len(data)} bytes"
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} {frame.filename}:{frame.lineno}"
            if fault not in known:
                known.add(fault)
                faults.mkdir(exist_ok=True)
                name = hashlib.sha256(fault.encode()).hexdigest()[:12]
                (faults / name).write_bytes(data)
                traceback.print_exc()
                print(f"FAULT {name}: {fault}", file=sys.stderr, flush=True)

    atheris.Setup(sys.argv, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
