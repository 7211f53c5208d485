"""Kernels that are forked: what Jupyter is told of one that ends."""

import subprocess
import sys

import pytest

from presseschau.reports.kernels import Kernel


@pytest.fixture
def process():
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as running:
        yield running
        running.kill()


def test_a_kernel_that_ends_between_two_looks_has_ended(process, monkeypatch):
    kernel = Kernel(process.pid)
    assert kernel.poll() is None
    process.kill()
    process.wait()
    monkeypatch.setattr(Kernel, "is_running", lambda self: True)  # it was, a moment ago
    assert kernel.poll() == 0


def test_who_has_ended_is_sent_no_signal(process):
    kernel = Kernel(process.pid)
    kernel.kill()
    process.wait()
    kernel.terminate()
    kernel.kill()
    assert kernel.poll() == 0
