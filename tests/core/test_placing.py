import errno
import os

import pytest

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


def test_of_a_folder_that_is_replaced_no_file_is_missing_at_any_time(tmp_path, monkeypatch):
    out, moving, seen = tmp_path / "corpus", os.replace, []
    for _ in range(2):
        with replacing(out) as new:
            for name in ("articles", "card"):
                (new / name).write_text("told", encoding="utf-8")
        assert {path.name for path in tmp_path.iterdir()} == {"corpus"}

        def watched(part, target):
            moving(part, target)
            seen.append({path.name for path in out.iterdir()})

        monkeypatch.setattr(os, "replace", watched)
    assert seen == [{"articles", "card"}] * 2


def test_a_disk_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "page").write_text("old", encoding="utf-8")
    (tmp_path / ".part").write_text("new", encoding="utf-8")

    def full(opened):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        place(tmp_path / ".part", tmp_path / "page")
    assert (tmp_path / "page").read_text(encoding="utf-8") == "old"
