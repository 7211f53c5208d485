"""A packed report opens elsewhere, and what was changed in it is found."""

import hashlib
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from small_analysis import unexecuted
from small_corpus import small_corpus
from typer.testing import CliRunner

from presseschau.cli import app
from presseschau.core.analysis import Analysis
from presseschau.core.calls import WrongCall
from presseschau.reports import GIVEN, making
from presseschau.study.packing import MANIFEST, pack, verify


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A report on the small corpus, without kernels."""
    folder = tmp_path_factory.mktemp("packing")
    small_corpus().save(folder / "saved")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "run_notebooks", unexecuted)
        making.report(folder / "saved", folder / "november", ["quotes"], {"top": 5}, pdf=False)
    return folder / "november"


@pytest.fixture(scope="module")
def whole(made):
    return pack(made, made.parent / "whole.zip")


@pytest.fixture(scope="module")
def hashed(made):
    return pack(made, made.parent / "hashed.zip", "hashes")


def rewritten(archive, out, **changed: bytes | None):
    """The archive with files changed, added, or (None) left out."""
    with zipfile.ZipFile(archive) as read, zipfile.ZipFile(out, "w") as write:
        files = {name: read.read(name) for name in read.namelist()} | changed
        for name, content in files.items():
            if content is not None:
                write.writestr(name, content)
    return out


def holding(checks):
    return {check.what: check.holds for check in checks}


def test_an_archive_verifies_itself_and_is_the_same_again(made, whole):
    assert holding(verify(whole)) == dict.fromkeys(
        ("files", "articles", "versions", "figures"), True
    )
    before = whole.read_bytes()
    assert pack(made, whole).read_bytes() == before
    names = set(zipfile.ZipFile(whole).namelist())
    assert {"run.json", "methods.txt", "citation.bib", "requirements.lock"} <= names
    assert {"tables/quotes.parquet", "notebooks/quotes.ipynb", "figures/voice.csv"} <= names


def test_without_texts_no_passage_leaves_the_house_and_the_articles_verify_it(made, hashed):
    with zipfile.ZipFile(hashed) as opened:
        content = b"".join(opened.read(name) for name in opened.namelist())
        assert not [name for name in opened.namelist() if name.startswith(("tables", "notebooks"))]
    for passage in ("Der Haushalt steht", "verschleppt den Umbau", "kommt zu spät"):
        assert passage.encode() not in content
    assert holding(verify(hashed)) == {"files": True, "articles": True}
    again = verify(hashed, made.parent / "saved")
    assert holding(again) == dict.fromkeys(("files", "articles", "versions", "figures"), True)


@pytest.mark.parametrize("private", ["", "initials"])
def test_files_that_name_people_go_along_unless_names_are_hidden(made, tmp_path, private):
    folder = shutil.copytree(made, tmp_path / "out")
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    own = {name: str(folder / f"{name}.csv") for name in GIVEN}
    for path in own.values():
        Path(path).write_text("name\nFrauke Tamm\n", encoding="utf-8")
    run["parameters"] |= own | {"private": private}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    with zipfile.ZipFile(pack(folder, tmp_path / "out.zip")) as archive:
        given = {name for name in archive.namelist() if name.startswith("given/")}
    hidden = {"given/actors.csv", "given/corrections.csv"} if private else set()
    assert given == {f"given/{name}.csv" for name in GIVEN} - hidden
    if private:
        figures = verify(tmp_path / "out.zip", made.parent / "saved")[-1]
        assert figures.said.endswith("; not packed, so left out: actors.csv, corrections.csv")


@pytest.mark.parametrize(
    "changed",
    [
        {"run.json": b"{}"},
        {"run.json": b"\xff"},
        {"methods.txt": None},
        {"tables/more.parquet": b"x"},
    ],
)
def test_a_changed_file_is_named(whole, tmp_path, changed):
    archive = rewritten(whole, tmp_path / "other.zip", **changed)
    (check,) = [check for check in verify(archive) if not check.holds]
    assert next(iter(changed)) in check.said


def test_other_articles_are_told_from_those_counted(hashed, tmp_path):
    small_corpus().select(outlet="Bote").save(tmp_path / "part")
    checks = {check.what: check for check in verify(hashed, tmp_path / "part")}
    assert checks["articles"].said == "5 of 10 texts the same"
    assert not checks["figures"].holds


def test_another_version_is_said_and_no_fault(whole, tmp_path):
    with zipfile.ZipFile(whole) as opened:
        run = json.loads(opened.read("run.json")) | {"lexicon": "0" * 12}
        manifest = json.loads(opened.read(MANIFEST))
    text = json.dumps(run).encode()
    manifest["files"]["run.json"] = hashlib.sha256(text).hexdigest()
    new = {"run.json": text, MANIFEST: json.dumps(manifest).encode()}
    checks = {c.what: c for c in verify(rewritten(whole, tmp_path / "old.zip", **new))}
    assert checks["versions"].said.startswith("lexicon 000000000000 is ")
    assert checks["figures"].holds


def test_a_reader_that_is_unknown_here_is_a_version_and_no_fault(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "out")
    replace(Analysis.load(folder / "tables"), annotator="shouting:read").save(folder / "tables")
    checks = verify(pack(folder, tmp_path / "out.zip"))
    assert all(holding(checks).values())
    assert "is shouting:read here" in checks[2].said


def test_what_is_no_archive_gets_a_sentence(made, whole, tmp_path):
    (tmp_path / "text.zip").write_text("no zip")
    for path, said in ((tmp_path / "text.zip", "is no archive of"), (tmp_path / "no.zip", "There")):
        with pytest.raises(WrongCall, match=said):
            verify(path)
    for manifest in (b"\xff", b"{", b"[]", b'{"files": {"run.json": ""}}'):
        with pytest.raises(WrongCall, match="is no archive of"):
            verify(rewritten(whole, tmp_path / "told.zip", **{MANIFEST: manifest}))
    evil = rewritten(whole, tmp_path / "evil.zip", **{"../x": b"x"})
    with pytest.raises(WrongCall, match="do not trust it"):
        verify(evil)
    with pytest.raises(WrongCall, match="is no report"):
        pack(tmp_path, tmp_path / "x.zip")
    with pytest.raises(WrongCall, match="neither 'whole' nor 'hashes'"):
        pack(made, tmp_path / "x.zip", "some")


def test_the_command_packs_and_verifies(made, tmp_path):
    out = str(tmp_path / "november.zip")
    done = CliRunner().invoke(app, ["pack", str(made), "--out", out])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["pack", "--verify", out])
    assert done.exit_code == 0, done.output
    assert "figures   ok  6 tables, all the same" in done.output
    rewritten(out, tmp_path / "bad.zip", **{"methods.txt": b"x"})
    done = CliRunner().invoke(app, ["pack", "--verify", str(tmp_path / "bad.zip")])
    assert done.exit_code == 1
    assert CliRunner().invoke(app, ["pack"]).exit_code == 2
