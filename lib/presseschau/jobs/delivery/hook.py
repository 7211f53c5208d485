"""The hook: a command of the user's own that runs after each report, without a shell."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence

from presseschau.jobs.settings import PASSWORD, USER

#: The end of what a command says is what tells why it stopped.
_SHOWN = 300


def run_hook(command: Sequence[str], facts: Mapping[str, str], timeout: float) -> tuple[bool, str]:
    """Runs a hook to its end, or ends it with all that it has started after so many seconds.

    In the program's arguments "{folder}", "{job}", "{series}", "{period}" and "{status}" stand for
    the facts. Its environment holds them, too, as PRESSESCHAU_FOLDER and so on, but not the mail
    server's user and password.

    Returns:
        Whether it ended well, and a sentence with the end of its output.
    """
    words = [_filled(word, facts) for word in command]
    inherited = {name: v for name, v in os.environ.items() if name not in (USER, PASSWORD)}
    own = {f"PRESSESCHAU_{name.upper()}": value for name, value in facts.items()}
    # Not a pipe: what the command leaves running would hold that open for ever.
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                env=inherited | own, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return False, f"The hook '{words[0]}' cannot be run ({error.strerror})."
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # with its children
                process.wait()
        output.seek(0)
        text = output.read()[-4 * _SHOWN :].decode("utf-8", "replace")
    from presseschau.reports.safety import harmless  # only now: a run without hooks needs it not

    end = " ".join(harmless(text).split())[-_SHOWN:]
    told = f" It said: {end}" if end else ""
    if code is None:
        return False, f"The hook '{words[0]}' was ended after {timeout:g} s.{told}"
    if code:
        return False, f"The hook '{words[0]}' ended with {code}.{told}"
    return True, f"The hook '{words[0]}' ran.{told}"


def _filled(word: str, facts: Mapping[str, str]) -> str:
    for name, value in facts.items():
        word = word.replace("{" + name + "}", value)
    return word
