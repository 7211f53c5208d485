"""The README's pictures show what there is: drawn anew, they look like those beside it."""

import shutil
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from browser.lab import IN_BROWSER, browser_page, notebook_page, wait_idle
from PIL import Image

from presseschau.core.resources import data_folder, notebooks_folder
from presseschau.reports import report

pytestmark = IN_BROWSER
README = Path(__file__).parents[2] / "README.md"
WIDTH = 1180
#: How far the grey of pictures may lie apart on average, of 255: fonts differ between machines.
FAR = 8
#: The size at which pictures are compared.
COARSE = (148, 140)


def grey(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("L").resize(COARSE, Image.Resampling.BOX), dtype=float)


def check(shot: bytes, name: str) -> None:
    """Compares a picture with the README's, and takes its place where it shows something else."""
    old, new = README.parent / ".github" / name, Image.open(BytesIO(shot))
    assert f"(.github/{name})" in README.read_text(encoding="utf-8")
    if old.is_file() and np.abs(grey(Image.open(old)) - grey(new)).mean() < FAR:
        return
    new.convert("RGB").quantize(128).save(old, optimize=True)
    pytest.fail(f"{old} showed something else and is drawn anew: look at it, and commit it.")


def test_the_picture_of_the_report(tmp_path):
    given = {"actors": str(data_folder() / "actors.csv")}
    made = report(data_folder() / "sample", tmp_path / "sample", parameters=given, pdf=False)
    with browser_page() as page:
        page.set_viewport_size({"width": WIDTH, "height": 1000})
        page.goto((made.folder / "index.html").as_uri())
        check(page.screenshot(), "report.png")


def test_the_picture_of_the_workbench(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    shutil.copy(notebooks_folder() / "explore.ipynb", folder)
    shutil.copytree(data_folder() / "sample", tmp_path / "data" / "sample")
    with notebook_page(folder, "explore.ipynb") as page:
        page.set_viewport_size({"width": WIDTH + 170, "height": 2000})
        page.locator(".ps-view").get_by_label("Redeanteile", exact=True).check()
        page.locator(".ps-workbench figure img").wait_for()
        wait_idle(page)
        page.locator(".ps-outlet select").select_option("Nordblick")
        page.get_by_text("n = 19 Artikel").wait_for()
        wait_idle(page)
        page.mouse.move(0, 0)
        bench = page.locator(".ps-workbench").first.bounding_box()
        clip = {"x": bench["x"], "y": bench["y"], "width": WIDTH, "height": 1240}
        check(page.screenshot(clip=clip), "explore.png")
