"""What a run imports: a reader's libraries when such a file is met, and no others."""

import json
import shutil
import subprocess
import sys

import pytest

from presseschau.core.resources import data_folder

#: What rules over text files must do without.
HEAVY = {
    "docx",
    "filelock",
    "lxml",
    "multiprocessing",
    "onnxruntime",
    "openpyxl",
    "striprtf",
    "tokenizers",
    "trafilatura",
}
RUN = """
import importlib.abc, json, sys
class Refusing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {heavy}:
            raise ImportError(name + " is not to be had here")
sys.meta_path.insert(0, Refusing())
import presseschau as ps
articles, rejects = ps.load_articles({source!r})
loaded = [name for name in sys.modules if name.startswith("presseschau")]
analysis = ps.analyze(articles, rejects, annotator="rules", cache="off")
print(json.dumps([len(articles), rejects["reason"].tolist(), len(loaded), len(analysis.quotes)]))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a process says that read text files of the sample without the heavy libraries."""
    source, files = tmp_path_factory.mktemp("bote"), data_folder() / "sample" / "sundhafener-bote"
    for file in [*sorted(files.glob("2026-03-0*.txt")), files / "2026-03-30-leer.txt"]:
        shutil.copy(file, source)
    command = [sys.executable, "-c", RUN.format(heavy=HEAVY, source=str(source))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_rules_over_text_files_need_no_heavy_library(told):
    articles, refused, _, quotes = told
    assert articles == 6
    assert refused == ["empty file"]  # the sample has one on purpose
    assert quotes > articles


def test_loading_text_files_loads_few_of_our_modules(told):
    assert told[2] <= 30
