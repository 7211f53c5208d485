"""Kernels that begin as forks of one process, which has loaded what notebooks need.

To load it takes three seconds, which each notebook of a report would spend anew.
"""

import atexit
import gc
import json
import os
import select
import signal
import subprocess
import sys
import time
from asyncio import to_thread
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from threading import Lock
from typing import Any

import psutil
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

#: What the suite's notebooks load, each module with all that it needs itself.
_NEEDED = (
    *("ipykernel.kernelapp", "ipykernel.debugger", "matplotlib_inline.backend_inline"),
    *("presseschau.pipeline.opening", "presseschau.measures", "presseschau.views.charts"),
    *("presseschau.views.page", "pyarrow.dataset"),
)
#: Seconds without a kernel after which the process ends.
_IDLE = 60


class ForkedKernels(AsyncKernelManager):
    """Jupyter's manager of a kernel, for one that is forked; elsewhere than on Linux it is not."""

    async def _async_pre_start_kernel(self, **how: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None and sys.platform == "linux":
            self.provisioner = _Forking(kernel_id="", kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**how)


class _Forking(LocalProvisioner):
    async def launch_kernel(self, cmd: list[str], **how: Any) -> Any:
        if cmd[0] != sys.executable or "ipykernel_launcher" not in cmd:  # another's kernel
            return await super().launch_kernel(cmd, **how)
        given = cmd[cmd.index("ipykernel_launcher") + 1 :]
        asked = {"given": given, "folder": str(how["cwd"]), "settings": dict(how["env"])}
        self.pid = self.pgid = await to_thread(_forked, asked)
        self.process, self.cwd = Kernel(self.pid), how["cwd"]
        return self.connection_info


class Kernel(psutil.Process):
    """A grandchild as Jupyter wants to see it: like a child, which may end between two looks."""

    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        """None while it runs, then 0."""
        with suppress(psutil.NoSuchProcess):
            if self.is_running() and self.status() != psutil.STATUS_ZOMBIE:
                return None
        return 0

    def wait(self, timeout: float | None = None) -> int:
        """Only asked when it has ended."""
        return 0

    def send_signal(self, sig: int) -> None:
        """Sends a signal; to one that has ended, none."""
        with suppress(psutil.NoSuchProcess):
            super().send_signal(sig)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGKILL)


_parents: list[subprocess.Popen] = []
_turn = Lock()


def load() -> None:
    """Lets the process that forks load what notebooks need, while this one does something else."""
    if sys.platform == "linux":
        with _turn:
            _parent()


def _parent() -> subprocess.Popen:
    if not _parents:
        fixed = os.environ | {"PYTHONHASHSEED": "0"}  # a page is the same each time
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        command = [sys.executable, "-m", __name__]
        _parents.append(subprocess.Popen(command, env=fixed, start_new_session=True, **pipes))
    return _parents[0]


def _forked(asked: Mapping[str, Any]) -> int:
    """Asks the process that forks for a kernel, and gives the kernel's number."""
    with _turn:
        for _ in range(2):  # one that was about to end, for it had no kernel, has a successor
            parent = _parent()
            with suppress(BrokenPipeError):
                parent.stdin.write(json.dumps(asked) + "\n")
                parent.stdin.flush()
                if kernel := parent.stdout.readline():
                    return int(kernel)
            _end()
        raise RuntimeError("The process that begins kernels has ended; is there memory enough?")


@atexit.register
def _end() -> None:
    while _parents:
        with suppress(BrokenPipeError), _parents.pop() as parent:  # what was asked may be left
            parent.kill()


def _fork() -> dict[str, Any] | None:
    """Forks whenever it is asked to: gives what is asked in each fork, and None at the end."""
    while True:
        if not select.select([sys.stdin], [], [], _IDLE)[0]:
            with suppress(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)
                continue  # a kernel is at work
            return None
        line = sys.stdin.readline()
        if not line:
            return None
        if not (kernel := os.fork()):
            return json.loads(line)
        print(kernel, flush=True)


def _begin(asked: dict[str, Any]) -> None:
    """Becomes the kernel that is asked for."""
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.chdir(asked["folder"])
    # It shows as many columns as fit a terminal, had it been loaded outside of a kernel.
    import_module("pandas").options.display.max_columns = 20
    os.environ.clear()
    os.environ.update(asked["settings"])
    time.tzset()
    sys.argv = ["ipykernel_launcher", *asked["given"]]
    import_module("ipykernel.kernelapp").launch_new_instance()


if __name__ == "__main__":
    del sys.path[0]  # where this process began: a kernel has a folder of its own
    os.environ |= {
        "JPY_PARENT_PID": str(os.getpid()),  # whoever dies takes its kernels along
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    for number in (signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    sys.modules["debugpy"] = None  # is large, and nobody debugs a report
    for module in _NEEDED:
        with suppress(ImportError):
            import_module(module)
    import_module("presseschau.annotate.rules.gazetteer").is_word("Wort")  # loads the dictionary
    gc.set_threshold(20_000)  # as the command does, and what is loaded stays
    gc.freeze()
    if asked := _fork():
        _begin(asked)
