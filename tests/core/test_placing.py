import errno
import os
import shutil
import subprocess
import sys

import pytest

from presseschau.core import placing
from presseschau.core.placing import place, replacing, write_whole


@pytest.fixture
def order(monkeypatch):
    """What reaches the disk, and what moves, in this order."""
    seen = []
    settle, move = os.fsync, os.replace

    def settling(opened):
        seen.append(os.path.basename(os.readlink(f"/proc/self/fd/{opened}")))
        settle(opened)

    def moving(part, target):
        seen.append(f"{os.path.basename(part)} -> {os.path.basename(target)}")
        move(part, target)

    monkeypatch.setattr(os, "fsync", settling)
    monkeypatch.setattr(os, "replace", moving)
    return seen


pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="needs /proc")


def test_a_folder_moves_when_all_of_it_is_on_the_disk(tmp_path, order):
    part = tmp_path / "here" / ".part"
    (part / "tables").mkdir(parents=True)
    (part / "tables" / "quotes").write_text("a", encoding="utf-8")
    (part / "index.html").write_text("b", encoding="utf-8")
    place(part, tmp_path / "here" / "report")
    moved = order.index(".part -> report")
    assert set(order[:moved]) == {"quotes", "tables", "index.html", ".part"}
    assert order.index("quotes") < order.index("tables") < order.index(".part")
    assert order[moved + 1 :] == ["here"]
    assert (tmp_path / "here" / "report" / "tables" / "quotes").read_text(encoding="utf-8") == "a"


def test_a_file_moves_when_all_of_it_is_on_the_disk(tmp_path, order):
    target = write_whole(tmp_path / "here" / "page", "größer\n")
    moved = order.index(".page.part -> page")
    assert set(order[:moved]) == {".page.part"}
    assert order[moved + 1 :] == ["here"]
    assert target.read_bytes() == "größer\n".encode()


def test_a_file_that_is_written_can_bear_another_time(tmp_path):
    written = write_whole(tmp_path / "page", b"new", modified=86400.0)
    assert written.stat().st_mtime == 86400


def test_a_full_disk_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    target = write_whole(tmp_path / "page", "old")

    def full(opened):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["page"]
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_that_is_replaced_is_old_or_new_and_keeps_other_files(
    tmp_path, monkeypatch, at_once
):
    if not at_once:  # as on a file system that cannot let two names change places
        monkeypatch.setattr(placing, "_exchange", lambda one, other: False)
    out = tmp_path / "corpus"
    for word in ("old", "new"):
        with replacing(out) as part:
            for name in ("articles", "card"):
                (part / name).write_text(word, encoding="utf-8")
        (out / "mine").mkdir(exist_ok=True)
        (out / "mine" / "note").write_text("note", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
    told = {path.name: path.read_text("utf-8") for path in out.rglob("*") if path.is_file()}
    assert told == {"articles": "new", "card": "new", "note": "note"}


KILLED = """
import os, pathlib, signal, sys
from presseschau.core import placing
moves = []
def stop(call):
    def stopped(*given):
        moves.append(given)
        if len(moves) == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given)
    return stopped
if sys.argv[2] == "no":
    placing._exchange = lambda *_: False
for name in ("open", "fsync", "replace", "unlink", "rmdir", "link", "mkdir"):
    setattr(os, name, stop(getattr(os, name)))
with placing.replacing(sys.argv[1]) as part:
    (part / "a").write_text("new")
    (part / "b").write_text("new")
"""


@pytest.mark.parametrize("exchange", ["yes", "no"])
def test_a_run_that_is_killed_leaves_old_or_new_and_the_next_clears_up(tmp_path, exchange):
    out, ends = tmp_path / "out", set()
    for step in range(1, 40, 3):
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for name in ("a", "b"):
            (out / name).write_text("old", encoding="utf-8")
        command = [sys.executable, "-c", KILLED, str(out), exchange, str(step)]
        ends.add(subprocess.run(command, check=False).returncode)
        if exchange == "yes":
            told = {(out / name).read_text("utf-8") for name in ("a", "b")}
            assert len(told) == 1
        with replacing(out) as part:
            (part / "c").write_text("next", encoding="utf-8")
        assert {path.name for path in out.iterdir()} == {"a", "b", "c"}
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert -9 in ends


def test_a_second_run_into_a_folder_is_told_so_at_once(tmp_path):
    with replacing(tmp_path / "out") as part:
        (part / "a").write_text("first", encoding="utf-8")
        with (
            pytest.raises(ValueError, match=r"Another run is writing '.*out'; wait until"),
            replacing(tmp_path / "out"),
        ):
            pass
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "a"]


def test_a_disk_that_takes_nothing_is_noticed_before_the_work(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(type(tmp_path), "write_bytes", full)
    worked = []
    with pytest.raises(OSError, match="No space left"), replacing(tmp_path / "deep" / "out"):
        worked.append(True)
    assert not worked
    assert not list(tmp_path.iterdir())


def test_a_disk_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "page").write_text("old", encoding="utf-8")
    (tmp_path / ".part").write_text("new", encoding="utf-8")

    def full(opened):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        place(tmp_path / ".part", tmp_path / "page")
    assert (tmp_path / "page").read_text(encoding="utf-8") == "old"
