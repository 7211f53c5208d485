"""A report with rights="quotes" shows no passage over the bound, and one with initials no name."""

import json
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
from small_analysis import small_analysis, unexecuted

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.core.resources import data_folder
from presseschau.core.tables import conform
from presseschau.core.titles import headed
from presseschau.lessons import sample_analysis
from presseschau.link.actors.register import Register, join_register, read_register
from presseschau.measures.spot_check import draw, precision, read_check
from presseschau.reports import making
from presseschau.reports.article_pages import evidence_pages
from presseschau.reports.privacy import initialled, initials, private_people
from presseschau.reports.provenance import data_hash
from presseschau.reports.rights import MOST_SHARE, MOST_WORDS, as_shown, quoted_only

WORDS = re.compile(r"[^\W_]+")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"(?s)<(script|style).*?</\1>", " ", html)))


def longest_in_common(text: str, page: str) -> int:
    """How many words in a row of a text stand in a page."""
    wanted, found = WORDS.findall(text), " " + " ".join(WORDS.findall(page)) + " "
    best, start = 0, 0
    for end in range(1, len(wanted) + 1):
        while start < end and f" {' '.join(wanted[start:end])} " not in found:
            start += 1
        best = max(best, end - start)
    return best


@pytest.fixture(scope="module")
def read() -> Analysis:
    """Some articles of the sample, an interview with long answers among them."""
    whole = sample_analysis()
    spoken = whole.quotes.groupby("article_id")["text"].apply(lambda t: t.str.len().sum())
    return whole.keep(spoken.nlargest(8).index)


@pytest.fixture(scope="module")
def shown(read) -> Analysis:
    return quoted_only(read)


def test_no_page_shows_a_passage_over_the_bound(read, shown):
    texts = read.articles.set_index("article_id")["text"]
    for name, html in evidence_pages(shown, "de"):
        text = texts[name.removesuffix(".html")]
        article = plain(html[html.index("<article") : html.index("</article>")])
        assert longest_in_common(text, plain(html)) <= MOST_WORDS
        assert len(WORDS.findall(article)) <= MOST_SHARE * len(text.split()) * 1.2  # hyphens
        assert "höchstens 60 Wörter am Stück und 25\u202f% eines Artikels" in plain(html)


def test_a_long_answer_is_cut_where_the_bound_is():
    text = " ".join(f"w{n}" for n in range(1000))
    one = small_analysis()
    quotes = one.quotes.assign(start=0, end=len(text), spans=f"0-{len(text)}", text=text)
    articles = one.articles.assign(text=text)
    cut = quoted_only(replace(one, articles=articles, quotes=quotes, tone=one.tone.head(0)))
    assert cut.quotes["text"].iloc[0].split() == [*text.split()[:60], "…"]
    assert cut.quotes["words"].iloc[0] == 1000


def test_what_is_cut_already_is_not_cut_again(shown):
    assert as_shown(shown, {"rights": "quotes"}) is shown


def test_what_was_shown_in_part_says_so_after_a_second_pass(read, shown):
    again = as_shown(shown, {"rights": "quotes", "private": "initials"})
    articles = again.articles
    assert set(articles["rights"]) == {"quotes"}
    assert set(articles["private"]) == {"initials"}
    assert articles["marks_lost"].equals(shown.articles["marks_lost"])


def test_parts_of_quotes_and_what_was_removed_keep_no_other_words(read, shown):
    texts = shown.articles.set_index("article_id")["text"].str.split().str.join(" ")
    hidden = 0
    for column in ("frame", "speaker"):
        for article_id, before, after in zip(
            read.quotes["article_id"], read.quotes[column], shown.quotes[column], strict=True
        ):
            assert bool(before) == bool(after)
            assert all(word in texts[article_id] for word in after.replace("…", " ").split())
            hidden += before != after
    assert hidden
    assert not shown.removed["text"].any()
    assert read.quotes["addressee"].any()
    assert not shown.quotes["addressee"].any()


def test_figures_and_offsets_stay_what_they_are(read, shown):
    for measure in (measures.share_of_voice, measures.presence, measures.speech_modes,
                    measures.tone_by, measures.manner):  # fmt: skip
        assert measure(shown).equals(measure(read)), measure
    lengths = read.articles["text"].str.len()
    assert (shown.articles["text"].str.len() == lengths).all()


def test_passages_that_stand_are_the_articles_own_words(read, shown):
    for before, after in zip(read.articles["text"], shown.articles["text"], strict=True):
        for word in re.finditer(r"[^\s…]+", after):
            assert before[word.start() : word.end()] == word[0]


def test_public_is_who_has_an_office_or_is_said_to_be():
    people = sample_analysis()
    private = set(private_people(people))
    assert {"Mats Ohde", "Wilma Kock"} <= private
    assert not {"Ruth Amelung", "Emre Yıldız", "Petra Krull"} & private
    said = people.actors["name"].map({"Mats Ohde": "ja", "Ruth Amelung": "nein"}).fillna("")
    own = replace(people, actors=people.actors.assign(public=said))
    assert "Mats Ohde" not in set(private_people(own))
    assert "Ruth Amelung" in set(private_people(own))
    register = Register(read_register(data_folder() / "actors.csv"))
    known = replace(people, actors=join_register(people.actors, register))
    assert "Thea Lindqvist" not in set(private_people(known))  # her group stands there


def test_no_private_name_is_left_anywhere():
    whole = sample_analysis()
    private = private_people(whole)
    hidden = as_shown(whole, {"private": "initials"})
    mentions = whole.mentions[whole.mentions["actor_id"].isin(private.index)]
    public = " ".join(whole.actors.loc[~whole.actors["actor_id"].isin(private.index), "aliases"])
    texts = hidden.articles.set_index("article_id")["text"]
    for row in mentions.itertuples():
        assert row.text not in texts[row.article_id][row.start : row.end]
        surname = private[row.actor_id].split()[-1]
        if surname not in public and len(surname) > 2:
            assert not re.search(rf"\b{surname}\b", texts[row.article_id]), surname
    full = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in private if " " in name))
    for name, table in hidden.tables():
        for column in table.select_dtypes("str"):
            if column in ("path", "author", "detail"):  # of files, of those who wrote
                continue
            assert not table[column].str.contains(full).any(), (name, column)
    assert (hidden.articles["text"].str.len() == whole.articles["text"].str.len()).all()
    assert hidden.actors["name"].is_unique


def test_a_part_of_a_private_name_is_hidden_whatever_it_was_read_as():
    text = "Im Ort sagte Jan Ohde-Kock, Ohde bleibe gelassen. Kock schweigt. Breesen ruht."
    places = [("Jan Ohde-Kock", "PER", "jan"), ("Ohde", "LOC", "ohde"), ("Breesen", "LOC", "br")]
    rows = [
        {"article_id": "a", "start": text.index(name), "end": text.index(name) + len(name)}
        | {"text": name, "kind": kind, "actor_id": actor}
        for name, kind, actor in places
    ]
    rows[1] |= {"start": text.index("Ohde-"), "end": text.index("Ohde-") + 4}
    actors = [
        {"actor_id": actor, "name": name, "aliases": name, "kind": kind, "roles": "Ohdes Freund"}
        for name, kind, actor in places
    ]
    said = {"article_id": "a", "actor_id": "br", "role": "Ohdes Freund"}
    hidden = initialled(
        Analysis(
            articles=conform([{"article_id": "a", "text": text}], "articles"),
            mentions=conform(rows, "mentions"),
            actors=conform(actors, "actors"),
            roles=conform([said], "roles"),
        )
    )
    for name, table in hidden.tables():
        for column in table.select_dtypes("str"):
            assert not table[column].str.contains("Ohde|Kock|ohde").any(), (name, column)
    assert set(hidden.actors["name"]) == {"J. O.", "O.", "Breesen"}


def test_ids_of_the_private_stand_in_no_table():
    whole = sample_analysis()
    private = [actor for actor in private_people(whole).index if "-" in actor][:2]
    mentions = whole.mentions.assign(candidates=";".join(private))
    asked = dict.fromkeys(whole.corrections, "") | {"what": "speaker", "action": "change"}
    asked |= {"article_id": whole.articles["article_id"].iloc[0], "value": private[0]}
    corrections = pd.DataFrame([asked])
    hidden = initialled(replace(whole, mentions=mentions, corrections=corrections))
    assert hidden.mentions["candidates"].iloc[0].count("-private") == 2
    assert hidden.corrections["value"].iloc[0].endswith("-private")
    for name, table in hidden.tables():
        for column in table.select_dtypes("str"):
            assert not table[column].str.contains("|".join(private)).any(), (name, column)


def test_spot_checks_and_paths_name_nobody_private_either():
    whole = sample_analysis()
    drawn = draw(whole, 400).reset_index(drop=True).assign(verdict="right", by="ab")
    private = private_people(whole)
    kept = ~drawn["claim"].str.rstrip(" +−").isin(private)
    assert 0 < kept.sum() < len(drawn)
    paths = [f"texte/{name}.txt" for name in private]
    articles = whole.articles.assign(path=(paths * len(whole.articles))[: len(whole.articles)])
    read = replace(whole, articles=articles, check=drawn.to_csv(index=False))
    hidden = initialled(read)
    check = read_check(hidden.check)
    full = "|".join(rf"\b{re.escape(name)}\b" for name in private if " " in name)
    assert not check["claim"].str.contains(full).any()
    assert set(check["claim"].str.rstrip(" +−")) <= set(hidden.actors["name"])
    assert (check["claim"].str[-1] == drawn["claim"].str[-1])[drawn["what"] == "judgement"].all()
    assert check.loc[kept, "claim"].equals(drawn.loc[kept, "claim"])
    own = precision(check, whole.annotator)
    assert own.equals(precision(read_check(read.check), whole.annotator))
    assert not hidden.articles["path"].str.contains(full).any()
    kept = initialled(whole).articles["path"]
    assert kept[kept != ""].isin(whole.articles["path"]).all()
    assert (kept != "").sum() > len(kept) / 2


def test_names_of_the_public_stay_and_two_of_one_initial_stay_apart():
    hidden = initialled(sample_analysis())
    assert "Ruth Amelung" in set(hidden.actors["name"])
    assert hidden.articles["text"].str.contains("Amelung").any()
    shares = measures.share_of_voice(hidden, 200)
    assert len(shares) == len(measures.share_of_voice(sample_analysis(), 200))
    assert initials("Tim von Müller") == "T. M."


def test_a_report_says_what_it_shows_and_holds_no_text_to_put_together(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "run_notebooks", unexecuted)
    small_analysis().save(tmp_path / "saved")
    values = {"rights": "quotes", "private": "initials"}
    made = making.report(tmp_path / "saved", tmp_path / "out", ["quotes"], values, pdf=False)
    method = plain((made.folder / "method" / "index.html").read_text(encoding="utf-8"))
    assert "Gezeigt werden nur Passagen: höchstens 60 Wörter" in method
    assert "rights" in method
    tables = Analysis.load(made.folder / "tables")
    assert tables.tokens.empty
    assert "lobte" not in "".join(tables.articles["text"])
    pages = "".join(p.read_text(encoding="utf-8") for p in made.folder.rglob("*.html"))
    assert "Frauke Tamm" not in pages + (made.folder / "methods.txt").read_text(encoding="utf-8")


def test_titles_made_up_for_pages_change_no_checksum(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "run_notebooks", unexecuted)
    one = small_analysis()
    one = replace(one, articles=one.articles.assign(title=""))
    one.save(tmp_path / "saved")
    made = making.report(
        tmp_path / "saved", tmp_path / "out", ["quotes"], {"rights": "quotes"}, pdf=False
    )
    saved = Analysis.load(made.folder / "tables")
    assert not saved.articles["title"].any()
    run = json.loads((made.folder / "run.json").read_text(encoding="utf-8"))
    assert run["data"] == data_hash(saved)
    assert run["data"] in (made.folder / "methods.txt").read_text(encoding="utf-8")
    method = (made.folder / "method" / "index.html").read_text("utf-8")
    assert run["data"] in method.partition('id="provenance"')[2]
    page = unescape((made.folder / "articles" / "a1.html").read_text("utf-8"))
    assert headed(saved.articles)["title"][0] in page
