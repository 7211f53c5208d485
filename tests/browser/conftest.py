"""Who runs what: a file stays with one worker, which starts one JupyterLab for it."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
#: The lessons are the longest file: their second half may go to another worker.
LATE_LESSON = re.compile(r"\[0[5-8]-")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE:
            part = " late" if LATE_LESSON.search(item.name) else ""
            item.add_marker(pytest.mark.xdist_group(item.path.stem + part))
