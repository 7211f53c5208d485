"""Fuzzes every reader with atheris, which follows the branches taken: not part of the tests.

atheris is not locked. Run from the repository's root, in an environment that has it besides:
``uv venv --system-site-packages`` or ``PYTHONPATH=.venv/lib/python3.11/site-packages:lib:tests``,
``uv pip install atheris``, then
``python -m fuzz.atheris_readers CORPUS -max_total_time=600 -timeout=20 -rss_limit_mb=2048``.
The first byte of an input chooses the reader, the rest is the file. Readers are run as
``load_articles`` runs them, with cleaning, and a short text with the rules annotator behind it.
"""

import io
import sys
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["presseschau", "striprtf"]):
    import presseschau as ps
    from presseschau.articles import loading
    from presseschau.articles.readers import READERS
    from presseschau.articles.records import Refusal
    from presseschau.articles.sources import Found
    from presseschau.cleaning import clean
    from presseschau.tables import conform

from fuzz.seeds import seeds

SUFFIXES = sorted(READERS)
#: Longer texts than this are cleaned and not annotated: the readers are what is looked for.
SHORT = 2000


def read(data: bytes) -> None:
    """Reads one input as the file it says it is; anything but articles and refusals is a fault."""
    if len(data) < 2:
        return
    suffix, file = SUFFIXES[data[0] % len(SUFFIXES)], data[1:]
    found = Found(f"ordner/datei{suffix}", len(file), lambda: io.BytesIO(file), 0.0)
    articles = []
    for item in loading._read(found):
        if not isinstance(item, Refusal):
            article = loading._article(item, found.path, "")
            if isinstance(article, dict):
                articles.append(article)
    if not articles:
        return
    table = conform(loading._spell_outlets(articles), "articles")
    cleaned, _ = clean(table)
    if cleaned["text"].str.len().sum() <= SHORT:
        ps.analyze(table, annotator="rules", cache="off")


def main() -> None:
    """Writes the seeds into the corpus folder, if one is named, and fuzzes until stopped."""
    warnings.simplefilter("ignore")
    folders = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    for folder in folders[:1]:
        folder.mkdir(parents=True, exist_ok=True)
        for name, suffix, data in seeds():
            chosen = bytes([SUFFIXES.index(suffix)])
            (folder / f"seed-{name}").write_bytes(chosen + data)
            read(chosen + data)  # what is loaded on first use is no slow input
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
