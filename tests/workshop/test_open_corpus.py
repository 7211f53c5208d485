"""The readers' notation gives exact rows or clear faults; the corpus is loaded with its texts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presseschau.core.text import split_sentences
from workshop.corpus.judged_texts import (
    load_names,
    load_passages,
    load_targets,
    load_translations,
    target_key,
)
from workshop.corpus.notation import compile_rows
from workshop.corpus.rows import compiled, digest, load_corpus, split_of
from workshop.corpus.text_places import Sheet
from workshop.gold import own_corpus
from workshop.gold.germeval import Name, NameSentence

TEXT = (
    "Die Sanierung des Hallenbads wird teurer. Bürgermeisterin Renate Kolb (SPD) sagte der "
    "„Altenroder Post“, sie habe davon erst am Montag erfahren. „Das ist kein Ruhmesblatt“, "
    "räumte sie ein. Fraktionschef Jens Uhl forderte einen Ausschuss. Uhl erlitt einen Unfall."
)
SHEET = Sheet(TEXT, split_sentences(TEXT))
NOTES = """
// the reader's notes
A kolb PER f | Renate Kolb | aliases: Kolb | roles: Bürgermeisterin
A uhl PER m | Jens Uhl | aliases: Uhl | roles: Fraktionschef
A post ORG | Altenroder Post
R kolb | 1: sie; 2: sie
Q indirect S | 1: sie habe [..] erfahren | s= 1: Renate Kolb (SPD) | c= 1: sagte | to= 1: der „Altenroder Post“ | a=kolb
Q direct S | 2: „Das ist kein Ruhmesblatt“ | s= 2: sie | c= 2: räumte + 2: ein | f= 2: , räumte sie ein | a=kolb
Q reported S | 3: * | s= 3: Fraktionschef Jens Uhl | a=uhl | also=kolb
T - kolb by kolb | 2: kein Ruhmesblatt
V - uhl | 4: erlitt einen Unfall
"""  # noqa: E501


def test_places_become_exact_offsets():
    rows, faults = compile_rows(SHEET, NOTES)
    assert faults == []
    quotes = rows["quotes"]
    assert [TEXT[q["start"] : q["end"]] for q in quotes] == [
        "sie habe davon erst am Montag erfahren",
        "„Das ist kein Ruhmesblatt“",
        "Fraktionschef Jens Uhl forderte einen Ausschuss.",
    ]
    assert [TEXT[a:b] for a, b in quotes[1]["cue"]] == ["räumte", "ein"]
    assert quotes[2]["also"] == ["kolb"]
    named = [m for m in rows["mentions"] if m["form"] == "name"]
    assert [m["text"] for m in named] == ["Renate Kolb", "Altenroder Post", "Jens Uhl", "Uhl"]
    assert [m["text"] for m in rows["mentions"] if m["form"] == "reference"] == ["sie", "sie"]
    [judged] = rows["tone"]
    assert (judged["actor"], judged["voice"], judged["tenor"]) == ("kolb", "kolb", -1)
    assert rows["valence"][0]["valence"] == -1


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Q direct S | 2: „Das war“ | a=kolb", "does not stand in that sentence"),
        ("Q loud S | 2: „Das“ | a=kolb", "write: Q type medium"),
        ("Q direct S | 2: „Das ist kein Ruhmesblatt“", "a= is missing"),
        ("Q direct S | 9: Das | a=kolb", "there is no sentence 9"),
        ("Q direct S | Das | a=kolb", "is no place"),
        ("T - merz by kolb | 2: kein Ruhmesblatt", "no actor line for 'merz'"),
        ("T - kolb by merz | 2: kein Ruhmesblatt", "no actor line for voice 'merz'"),
        ("A other PER m | Otto Ohm", "'other' is mentioned nowhere"),
        ("A kolb2 PER | Renate Kolb", "may be kolb or kolb2"),
        ("X kolb | 2: sie", "lines begin with A, R, Q, T or V"),
        ("R kolb | 1: e", "does not stand in that sentence"),
    ],
)
def test_a_fault_is_said_with_its_line(line, fault):
    _, faults = compile_rows(SHEET, NOTES + line)
    assert len(faults) >= 1
    assert any(fault in said for said in faults)


def test_what_stands_twice_must_be_told_apart():
    text = "Er sagte, er gehe, weil er müsse."
    sheet = Sheet(text, [(0, len(text))])
    actor = "A x PER m | Er\n"
    _, faults = compile_rows(sheet, actor + "R x | 0: er")
    assert "stands there 2 times" in faults[0]
    rows, faults = compile_rows(sheet, actor + "R x | 0#2: er")
    assert faults == []
    assert rows["mentions"][-1]["start"] == text.index("er müsse")


@given(st.data())
def test_any_stretch_of_words_is_found_where_it_stands(data):
    one = st.sampled_from(["Amt", "Bad", "und", "„Chor“", "der", "Dom,", "ist"])
    words = data.draw(st.lists(one, min_size=4, max_size=12))
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    start = len(" ".join(words[:first])) + bool(first)
    stretch = " ".join(words[first:last])
    before = sum(
        text.startswith(stretch, n)
        and (n == 0 or not text[n - 1].isalnum() or not stretch[0].isalnum())
        and not (stretch[-1].isalnum() and text[n + len(stretch) : n + len(stretch) + 1].isalnum())
        for n in range(start + 1)
    )
    sheet = Sheet(text, [(0, len(text))])
    note = f"A x ORG | {text}\nQ direct S | 0#{before}: {stretch} | a=x"
    rows, faults = compile_rows(sheet, note)
    if not faults:  # overlapping repeats are counted once by the notation
        [quote] = rows["quotes"]
        assert text[quote["start"] : quote["end"]] == stretch


def sheet_of(doc: str) -> dict:
    return {"doc": doc, "title": "Bad", "date": "2025-01-01", "outlet": "Post", "text": TEXT,
            "sentences": SHEET.sentences}  # fmt: skip


def test_the_corpus_is_loaded_with_its_texts(tmp_path):
    own = compiled(sheet_of("own-0001"), NOTES, "Bericht", with_text=True)
    news = compiled(sheet_of("wn-7"), NOTES, "Wikinews", with_text=False)
    assert "text" not in news
    for name, row in {"own": own, "wikinews": news}.items():
        line = json.dumps(row, ensure_ascii=False)
        (tmp_path / f"{name}.jsonl").write_text(line + "\n", encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    document = {"originalText": TEXT}
    (texts / "7 - Bad (2025).json").write_text(json.dumps(document), encoding="utf-8")
    parts = ("train", "dev", "test")
    articles = list(load_corpus(texts, tmp_path, parts))
    assert [article.doc for article in articles] == ["own-0001", "wn-7"]
    assert all(article.text == TEXT for article in articles)
    assert [a.doc for a in load_corpus("", tmp_path, parts)] == ["own-0001"]
    (texts / "7 - Bad (2025).json").write_text('{"originalText": "other"}', encoding="utf-8")
    with pytest.raises(ValueError, match="is not the one that was read"):
        list(load_corpus(texts, tmp_path, parts))


def test_notes_with_faults_are_refused():
    with pytest.raises(ValueError, match="own-0001: line"):
        compiled(sheet_of("own-0001"), "A nobody", "Bericht", with_text=True)


def test_the_parts_of_the_corpus_are_fixed():
    parts = [split_of(f"own-{n:04d}") for n in range(600)]
    assert 430 < parts.count("train") < 520
    assert {"dev", "test"} < set(parts)
    assert split_of("own-0001") == split_of("own-0001")
    assert digest("a") != digest("b")


def test_passages_name_their_actors_and_the_words_that_judge():
    passages = list(load_passages())
    assert len({one.text for one in passages}) == len(passages) == 1920
    for one in passages:
        named = {mention["actor"] for mention in one.rows["mentions"]}
        assert named == {actor["id"] for actor in one.rows["actors"]}, one.doc
        for row in one.rows["tone"]:
            assert row["actor"] in named
            assert row["tenor"] in (1, -1)
            assert all(one.text[start:end].strip() for start, end in row["words"])


def test_a_name_is_found_with_its_surname_and_its_genitive():
    first = next(one for one in load_passages() if one.doc == "passage-001")
    for mention in first.rows["mentions"]:
        form = first.text[mention["start"] : mention["end"]]
        assert form.rstrip("s’'").split()[-1] in mention["actor"]


def test_targets_are_judged_with_words_or_not_at_all():
    targets = load_targets()
    assert {target.tenor for target in targets.values()} == {-1, 0, 1}
    for (checksum, span), target in targets.items():
        assert span[0] < span[1], checksum
        assert bool(target.words) == bool(target.tenor), checksum


def test_a_target_is_known_by_its_sentence_and_place():
    assert target_key("Sie lobte ihn.", (10, 13)) != target_key("Sie lobte ihn.", (0, 3))
    assert target_key("Sie lobte ihn.", (0, 3)) == (digest("Sie lobte ihn.")[:16], (0, 3))


def test_a_judged_name_is_found_in_its_sentence_as_print_sets_it(tmp_path):
    tokens = [
        "Müllers",
        "Spiel",
        "war",
        '"',
        "stark",
        '"',
        ",",
        "sagte",
        "Wien",
        "(",
        "ORF",
        ")",
        ".",
    ]
    names = [Name(0, 0, "PER"), Name(8, 8, "LOC"), Name(10, 10, "ORG")]
    key = digest(" ".join(tokens))[:16]
    row = f"{key}\t0\t1\tsaid\t4-4\n"
    (tmp_path / "names.tsv").write_text(f"sha256\tname\ttenor\tvoice\twords\n{row}")
    [one] = load_names([NameSentence(tokens, names), NameSentence(["Wien", "."], [])], tmp_path)
    assert one.text == 'Müllers Spiel war "stark", sagte Wien (ORF).'
    assert [one.text[m["start"] : m["end"]] for m in one.rows["mentions"]] == [
        "Müllers", "Wien", "ORF",
    ]  # fmt: skip
    [tone] = one.rows["tone"]
    assert one.text[tone["start"] : tone["end"]] == "stark"
    assert tone["tenor"] == 1
    assert tone["actor"] == one.rows["mentions"][0]["actor"]


def test_a_translated_target_stands_at_its_place():
    count = 0
    for _, text, targets in load_translations():
        assert targets
        for start, end in targets.values():
            assert text[start:end].strip()
            assert "⟦" not in text
            count += 1
    assert count == 8629


def test_a_part_of_the_corpus_measures_what_a_report_shows(monkeypatch):
    some = list(load_corpus(splits=["dev"]))[:8]
    monkeypatch.setattr(own_corpus, "load_corpus", lambda _, splits: some)
    scores = own_corpus.evaluate_corpus("", "dev", "rules")
    assert scores["counts"]["articles"] == len(some)
    assert scores["counts"]["quotes_in_gold"] == sum(
        quote["type"] != "Reported" for article in some for quote in article.rows["quotes"]
    )
    low, high = scores["quotes"]["right_with_actor"]["interval"]
    assert 0.2 < low < scores["quotes"]["right_with_actor"]["f1"] < high < 0.95
