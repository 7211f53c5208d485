"""JupyterLab in a real browser: a server of its own in a folder, driven as a person would."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine"),
]
#: Seconds until the slowest notebook of the suite is through, on two busy cores.
PATIENCE = 120
expect.set_options(timeout=PATIENCE * 1000)
#: All cells stay in the page, so that they can be looked at without scrolling; no news are asked.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@contextmanager
def running_lab(folder: Path) -> Iterator[str]:
    """Serves a folder by JupyterLab on this machine only; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = folder / ".jupyter"
    for name, values in SETTINGS.items():
        path = own / "settings/@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    environment = {
        "JUPYTER_CONFIG_DIR": own / "config",
        "JUPYTER_RUNTIME_DIR": own / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": own / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": own / "workspaces",
        "IPYTHONDIR": own / "ipython",
        "XDG_CACHE_HOME": own / "cache",
    }
    given = {f"--ServerApp.root_dir={folder}", f"--port={port}", "--ServerApp.port_retries=0"}
    given |= {"--ip=127.0.0.1", "--no-browser", "--IdentityProvider.token=", "--allow-root"}
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *sorted(given)],
            env=os.environ | {name: str(value) for name, value in environment.items()},
            stdout=log,
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api/status", server)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(300):
        assert server.poll() is None, "JupyterLab ended; see lab.log."
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("JupyterLab did not start.")


@contextmanager
def browser_page() -> Iterator[Page]:
    """Opens a page that may speak to this machine only; the browser ends with it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="de-DE")
        page.set_default_timeout(PATIENCE * 1000)
        page.route("**/*", lambda route, request: _only_here(route, request.url))
        yield page
        browser.close()


def _only_here(route, url: str) -> None:
    here = url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:"))
    route.continue_() if here else route.abort()


@contextmanager
def notebook_page(folder: Path, name: str) -> Iterator[Page]:
    """Opens a folder's notebook in JupyterLab and runs it through."""
    with running_lab(folder) as address, browser_page() as page:
        open_notebook(page, address, name)
        run_all(page)
        yield page


def open_notebook(page: Page, address: str, path: str) -> None:
    """Opens a notebook alone in the window and waits until its kernel is ready."""
    page.goto(f"{address}/doc/tree/{path}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    wait_idle(page)


def wait_idle(page: Page) -> None:
    """Waits until the status line says that the kernel rests."""
    page.get_by_text(re.compile(r"ipykernel.* \| Idle$")).wait_for()


def run_all(page: Page) -> None:
    """Runs all cells from the menu and waits until the last one is through."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    _wait_for_cells(page)


def _wait_for_cells(page: Page) -> None:
    page.wait_for_function(
        """() => [...document.querySelectorAll('.jp-CodeCell')].every(cell => {
            const text = cell.querySelector('.jp-Editor, .cm-content').textContent.trim();
            const said = cell.querySelector('.jp-InputPrompt').textContent;
            return !text || /\\[[0-9]+\\]/.test(said);
        }) || document.querySelector('[data-mime-type$="jupyter.stderr"]')"""
    )
    wait_idle(page)


def errors(page: Page) -> list[str]:
    """Gives what went wrong in the notebook's cells: errors and lines on stderr."""
    return page.locator('[data-mime-type$="jupyter.stderr"]').all_inner_texts()


def cell(page: Page, words: str) -> Locator:
    """Gives the code cell that begins with some words."""
    found = re.compile("^" + re.escape(words))
    lines = page.locator(".cm-content").filter(has_text=found)
    return page.locator(".jp-CodeCell").filter(has=lines).first


def fill_cell(page: Page, words: str, text: str) -> None:
    """Writes another text into a cell and runs it."""
    place = cell(page, words)
    prompt = place.locator(".jp-InputPrompt").element_handle()
    before = prompt.text_content()
    place.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")
    # What is run before a cell has failed is given up by the kernel.
    page.wait_for_function(
        "([prompt, before]) => /[0-9]/.test(prompt.textContent) && prompt.textContent !== before",
        arg=[prompt, before],
    )
    wait_idle(page)


def output_of(page: Page, words: str) -> str:
    """Runs a cell and gives what it shows."""
    place = cell(page, words)
    before = place.locator(".jp-InputPrompt").inner_text()
    place.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    prompt = place.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]"))
    prompt.filter(has_not_text=before).wait_for()
    wait_idle(page)
    return place.locator(".jp-OutputArea").inner_text()


def restart_and_run_all(page: Page) -> None:
    """Restarts the kernel from the menu, runs all cells and waits until the last one is through."""
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Clear Outputs of All Cells…").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    # Cleared only after the restart: no number of the run before is taken for one of the next.
    page.wait_for_function(
        "() => [...document.querySelectorAll('.jp-InputPrompt')]"
        ".every(prompt => !/[0-9*]/.test(prompt.textContent))"
    )
    wait_idle(page)
    run_all(page)
