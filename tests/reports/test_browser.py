"""Pages in a real browser: no script runs, nothing is cut off on a phone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from small_analysis import small_analysis, unexecuted

from presseschau.reports import making, report

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine"),
]
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
]
PROBE = (
    "<script>document.documentElement.dataset.wide=document.documentElement.scrollWidth</script>"
)
HOSTILE = "<script>document.documentElement.dataset.owned=1</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    analysis = small_analysis()
    analysis.articles["title"] = analysis.articles["title"] + HOSTILE
    analysis.save(folder / "saved")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "run_notebooks", unexecuted)
        return report(folder / "saved", folder / "out", pdf=False).folder


def seen(page: Path, width: int, profile: Path) -> str:
    """Gives the page as the browser holds it after loading."""
    command = [BROWSER, *QUIET, f"--user-data-dir={profile}", f"--window-size={width},900"]
    done = subprocess.run(
        [*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True
    )
    return done.stdout


def pages(folder: Path) -> list[Path]:
    return [folder / "index.html", next((folder / "articles").glob("*.html"))]


def test_a_hostile_title_is_shown_and_does_nothing(made, tmp_path):
    for page in pages(made):
        held = seen(page, 1280, tmp_path)
        assert "data-owned" not in held
        assert "&lt;script&gt;" in held


def test_no_page_is_wider_than_a_phone(made, tmp_path):
    for page in pages(made):
        text = page.read_text(encoding="utf-8")
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        probe = tmp_path / page.name
        probe.write_text(text.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
        wide = re.search(r'data-wide="(\d+)"', seen(probe, 500, tmp_path / "profile"))
        assert int(wide[1]) <= 500
