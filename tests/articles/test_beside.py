import json
import zipfile

import pytest

from presseschau.articles import load_articles

TEXT = "Der Rat von Sundhafen hat am Dienstag den Ausbau des Hafens beschlossen. Er kostet viel."
NOTE = {
    "title": "Hafen wird ausgebaut",
    "published": "2026-11-23T16:30:00+00:00",
    "outlet": "Nordblick",
    "author": "Ina Kamp",
    "url": "https://nordblick.example/hafen",
    "feed": "https://nordblick.example/rss",
}


def written(folder, head="", note=None):
    folder.mkdir(exist_ok=True)
    body = f"<body><article><p>{TEXT}</p><p>{TEXT} Und er dauert drei Jahre.</p></article></body>"
    path = folder / "seite.html"
    path.write_text(f"<html><head>{head}</head>{body}</html>", encoding="utf-8")
    told = note if isinstance(note, str) else json.dumps(NOTE if note is None else note)
    (folder / "seite.html.json").write_text(told, encoding="utf-8")
    return folder


def test_a_note_fills_what_the_page_leaves_out(tmp_path):
    articles, rejects = load_articles(written(tmp_path / "in"))
    (row,) = articles.to_dict("records")
    assert rejects.empty
    for name in ("title", "outlet", "author", "url"):
        assert row[name] == NOTE[name]
    assert f"{row['published']:%Y-%m-%d %H:%M}" == "2026-11-23 17:30"
    assert row["path"] == "seite.html"


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("2026-11-22T09:15:00+01:00", "2026-11-22 09:15"),
        ("2026-11-23", "2026-11-23 17:30"),  # of the same day the note knows the hour
        ("2026-11-22", "2026-11-22 00:00"),
    ],
)
def test_the_page_comes_first(tmp_path, said, taken):
    head = (
        f'<meta property="article:published_time" content="{said}">'
        '<meta property="og:site_name" content="Die Wiesche">'
        '<meta property="og:title" content="Der Ausbau beginnt">'
    )
    articles, _ = load_articles(written(tmp_path / "in", head))
    assert articles.loc[0, "outlet"] == "Die Wiesche"
    assert articles.loc[0, "title"] == "Der Ausbau beginnt"
    assert f"{articles.loc[0, 'published']:%Y-%m-%d %H:%M}" == taken


@pytest.mark.parametrize("note", ["{", "[1]", '"x"', "[" * 100_000, "null"])
def test_a_broken_note_keeps_no_page_from_being_read(tmp_path, note):
    articles, rejects = load_articles(written(tmp_path / "in", note=note))
    assert len(articles) == 1
    assert rejects.empty


def test_notes_are_read_in_archives_too(tmp_path):
    folder = written(tmp_path / "in")
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"tag/{path.name}")
    articles, rejects = load_articles(tmp_path / "in.zip")
    assert list(articles["outlet"]) == ["Nordblick"]
    assert rejects.empty


def test_a_json_file_without_its_page_is_a_file_like_any_other(tmp_path):
    folder = written(tmp_path / "in", note={"text": TEXT, "title": "Allein"})
    (folder / "seite.html").unlink()
    articles, _ = load_articles(folder)
    assert list(articles["title"]) == ["Allein"]
