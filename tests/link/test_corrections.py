"""Corrections: written, read back, applied on every run, counted, orphaned with a reason."""

import csv
import threading
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_analysis import TEXT, small_analysis, span, unexecuted
from typer.testing import CliRunner

from presseschau import measures
from presseschau.cli import app
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform, format_spans
from presseschau.link.corrections import (
    COLUMNS,
    apply_corrections,
    evaluate_corrections,
    read_corrections,
    take_back,
    unsaid,
    write_correction,
)
from presseschau.pipeline.analyzing import analyze
from presseschau.pipeline.opening import open_analysis
from presseschau.reports import making as reports

BASE = small_analysis()
QUOTE = {"article_id": "a1", "start": 52, "end": 139}
ARTICLE = (
    "Die Bürgermeisterin Hanne Wulff will den alten Speicher erhalten. „Der Speicher gehört zu"
    " uns“, sagte Wulff am Dienstag. Ihr Stellvertreter Ole Brix kritisierte die Pläne scharf."
    " „Das wird viel zu teuer“, sagte Brix der Zeitung."
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "corrections.csv"


def corrected(path, *rows: dict, analysis: Analysis | None = None) -> Analysis:
    write_correction(path, *rows)
    return apply_corrections(analysis or BASE, read_corrections(path))


def place(words: str, article_id: str = "a1", text: str = TEXT, start: int = 0) -> dict:
    first, last = span(text, words, start)
    return {"article_id": article_id, "start": first, "end": last, "text": words}


def states(analysis: Analysis) -> list[tuple]:
    columns = ["state", "reason"]
    return list(analysis.corrections[columns].itertuples(index=False, name=None))


def scored(analysis: Analysis) -> Analysis:
    return replace(analysis, tone=analysis.tone.assign(tenor_score=0.8))


# The file


def test_what_was_written_is_read_back(path):
    write_correction(path, QUOTE | {"what": "quote", "action": "confirm", "note": 'sagt "ja"; gut'})
    write_correction(path, {"what": "actor", "action": "merge", "actor": "a", "value": "b"})
    table = read_corrections(path)
    assert list(table.columns) == [*COLUMNS, "line"]
    assert table["note"].tolist() == ['sagt "ja"; gut', ""]
    assert table["start"].tolist() == [52, -1]
    assert table["line"].tolist() == [2, 3]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel reads the umlauts


def test_a_file_that_excel_saved_is_read_and_kept_as_it_is(path):
    text = (
        "Article_ID,start,end,what,action,value,Gelesen von\r\n"
        "a1,52,139,Quote,CHANGE,indirect,Jörg\r\n,,,,,,\r\n"
    )
    path.write_bytes(text.encode("cp1252"))
    assert read_corrections(path)["value"].tolist() == ["Indirect"]
    write_correction(path, QUOTE | {"what": "quote", "action": "delete"})
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Gelesen von"] for row in rows] == ["Jörg", ""]
    assert rows[0]["action"] == "CHANGE"
    assert read_corrections(path)["action"].tolist() == ["change", "delete"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a1;52;139;satz;delete;;", r"line 2: 'what' is 'satz'; write one of: quote, speaker"),
        ("a1;52;139;speaker;add;;", r"line 2: 'action' is 'add'; for a speaker write one of"),
        (";52;139;quote;delete;;", r"line 2: 'article_id' is empty"),
        ("1,2E+11;52;139;quote;delete;;", r"line 2: .* which Excel made of an id"),
        ("a1;52,5;139;quote;delete;;", r"line 2: 'start' is '52,5'; write a whole number"),
        ("a1;139;52;quote;delete;;", r"line 2: 'end' \(52\) does not stand behind 'start' \(139\)"),
        ("a1;52;139;quote;change;;laut", r"line 2: 'value' is 'laut'; write a type of quote"),
        ("a1;52;139;speaker;change;;", r"line 2: 'value' is empty; write the actor's id"),
        ("a1;52;139;tenor;change;;1", r"line 2: 'actor' is empty"),
        ("a1;52;139;tenor;change;tamm;2", r"line 2: 'value' is '2'; write a tenor"),
        (";;;actor;split;tamm;x", r"line 2: 'text' is empty; write the name"),
        ("a1;52;139;quote;delete;;;;;;;", r"line 2: There are 12 cells, but 7 columns"),
        ('a1;52;139;quote;delete;;"x', r"line 2: A quotation mark is not closed"),
    ],
)
def test_a_wrong_row_gets_a_sentence_with_its_line(path, row, said):
    path.write_text(f"article_id;start;end;what;action;actor;value\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_corrections(path)


def test_every_wrong_row_is_named(path):
    path.write_text("article_id;start;end;what;action\n" + "a1;1;2;quote;x\n" * 12)
    with pytest.raises(ValueError, match=r"line 2: (.|\n)*line 11: (.|\n)*And 2 more rows"):
        read_corrections(path)


def test_a_missing_column_or_file_is_said(path):
    with pytest.raises(FileNotFoundError, match="There is no file of corrections"):
        read_corrections(path)
    path.write_text("article_id;what\na1;quote\n")
    with pytest.raises(ValueError, match="There is no column start, end, action"):
        read_corrections(path)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(junk=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
@pytest.mark.parametrize("head", [b"", b"article_id;start;end;what;action;actor;value\n"])
def test_junk_gives_rows_or_a_sentence(path, head, junk):
    path.write_bytes(head + junk)
    try:
        table = read_corrections(path)
    except ValueError as error:
        assert path.name in str(error)  # noqa: PT017 - a sentence is one of two good ends
    else:
        assert apply_corrections(BASE, table).corrections["state"].ne("").all()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(note=st.text(max_size=40), start=st.integers(0, 500), size=st.integers(1, 50))
def test_any_note_makes_the_round(path, note, start, size):
    path.unlink(missing_ok=True)
    row = {"article_id": "a1", "start": start, "end": start + size, "what": "quote"}
    write_correction(path, row | {"action": "confirm", "note": note})
    first = read_corrections(path)
    assert first[["start", "end"]].iloc[0].tolist() == [start, start + size]
    path.unlink()
    write_correction(path, first.iloc[0].drop("line").to_dict())
    assert read_corrections(path).equals(first)


def test_a_note_is_no_formula_for_excel(path):
    write_correction(path, QUOTE | {"what": "quote", "action": "confirm", "note": "=1+1"})
    assert ";'=1+1" in path.read_text(encoding="utf-8-sig")
    assert read_corrections(path)["note"].tolist() == ["=1+1"]


def test_two_people_can_save_at_once(path):
    def save(start: int) -> None:
        row = {"article_id": "a1", "start": start, "end": start + 1, "what": "quote"}
        write_correction(path, row | {"action": "confirm"})

    threads = [threading.Thread(target=save, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_corrections(path)["start"]) == list(range(12))


def test_a_wrong_row_is_not_written(path):
    with pytest.raises(ValueError, match="write a type of quote"):
        write_correction(path, QUOTE | {"what": "quote", "action": "change", "value": "laut"})
    assert not path.exists()


def test_only_what_was_written_last_is_taken_back(path):
    first = QUOTE | {"what": "quote", "action": "confirm", "note": "-1 ist kein Wert"}
    second = {"article_id": "b2", "what": "quote", "action": "reviewed"}
    write_correction(path, first)
    before = path.read_bytes()
    write_correction(path, second)
    with pytest.raises(ValueError, match="has changed since"):
        take_back(path, first)
    take_back(path, second)
    assert path.read_bytes() == before
    take_back(path, first)
    assert read_corrections(path).empty


def test_what_a_file_says_already_is_not_unsaid_until_something_else_is_said_of_it(path):
    first = QUOTE | {"what": "quote", "action": "change", "value": "indirect", "note": "=1"}
    assert len(unsaid(path, first)) == 1
    write_correction(path, first, QUOTE | {"what": "speaker", "action": "delete"})
    assert unsaid(path, first) == []
    write_correction(path, QUOTE | {"what": "quote", "action": "delete"})
    [again] = unsaid(path, first)
    assert again["value"] == "Indirect"


# Applying


def test_a_quote_is_changed_with_its_speaker(path):
    change = {"what": "quote", "action": "change", "value": "Indirect"}
    speaker = {"what": "speaker", "action": "change", "value": "Nordlicht AG"}
    analysis = corrected(path, QUOTE | change, QUOTE | speaker, analysis=scored(BASE))
    quote = analysis.quotes.iloc[0]
    assert (quote["type"], quote["score"]) == ("Indirect", 1.0)
    assert (quote["actor_id"], quote["speaker"]) == ("nordlicht-ag", "Nordlicht AG")
    assert quote["speaker_spans"] == ""  # the words there name somebody else
    assert analysis.tone.set_index("actor_id").loc["sundhafen", "voice"] == "nordlicht-ag"
    assert states(analysis) == [("applied", "")] * 2


def test_a_deleted_quote_gives_its_judgement_back_to_the_outlet(path):
    delete = QUOTE | {"what": "quote", "action": "delete"}
    analysis = corrected(path, delete, analysis=scored(BASE))
    assert analysis.quotes.empty
    assert set(analysis.tone["voice"]) == {"outlet"}


def test_a_correction_holds_for_all_who_say_a_quote_together(path):
    twice = pd.concat([BASE.quotes, BASE.quotes.assign(quote=4, actor_id="nordlicht-ag")])
    joint = replace(BASE, quotes=twice.reset_index(drop=True))
    change = QUOTE | {"what": "quote", "action": "change", "value": "Indirect"}
    changed = corrected(path, change, analysis=joint).quotes
    assert changed["type"].tolist() == ["Indirect"] * 2
    alone = QUOTE | {"what": "speaker", "action": "change", "value": "Nordlicht AG"}
    assert corrected(path, alone, analysis=joint).quotes["actor_id"].tolist() == ["nordlicht-ag"]
    delete = QUOTE | {"what": "quote", "action": "delete"}
    assert corrected(path, delete, analysis=joint).quotes.empty


def test_a_quote_is_added_with_a_speaker(path):
    words = place("Die Reederei Nordlicht AG lobte den klugen Entwurf")
    analysis = corrected(
        path,
        words | {"what": "quote", "action": "add", "value": "Reported"},
        words | {"what": "speaker", "action": "change", "value": "nordlicht-ag"},
        analysis=scored(BASE),
    )
    added = analysis.quotes.iloc[1]
    assert (added["quote"], added["text"]) == (4, words["text"])
    assert added["speaker"] == "Nordlicht AG"
    # What speakers say about themselves is no judgement.
    assert analysis.tone["actor_id"].tolist() == ["sundhafen"]


def test_two_actors_become_one_everywhere(path):
    merge = {"what": "actor", "action": "merge", "actor": "sundhafen", "value": "nordlicht-ag"}
    analysis = corrected(path, merge, analysis=scored(BASE))
    assert set(analysis.actors["actor_id"]) == {"frauke-tamm", "nordlicht-ag"}
    merged = analysis.actors.set_index("actor_id").loc["nordlicht-ag"]
    assert (merged["articles"], merged["mentions"]) == (2, 3)
    assert "sundhafen" not in set(analysis.mentions["actor_id"]) | set(analysis.tone["actor_id"])
    assert analysis.mentions["article_id"].tolist() == ["a1"] * 4 + ["b2"]


def test_two_actors_become_one_in_one_article(path):
    row = {"article_id": "b2", "what": "actor", "action": "merge", "actor": "Sundhafen"}
    analysis = corrected(path, row | {"value": "Sundhafener Rat"})
    mentions = analysis.mentions[["article_id", "actor_id"]].itertuples(index=False, name=None)
    assert ("a1", "sundhafen") in (found := set(mentions))
    assert ("b2", "sundhafener-rat") in found
    counts = analysis.actors.set_index("actor_id")["articles"]
    assert (counts["sundhafen"], counts["sundhafener-rat"]) == (1, 1)


def test_an_actor_is_renamed_and_named_so_in_later_rows(path):
    rename = {"what": "actor", "action": "merge", "actor": "frauke-tamm", "value": "Frauke Thamm"}
    speaker = QUOTE | {"what": "speaker", "action": "confirm", "value": "frauke-tamm"}
    analysis = corrected(path, speaker, rename)
    assert analysis.quotes["actor_id"].tolist() == ["frauke-thamm"]
    assert "frauke-tamm" not in set(analysis.actors["actor_id"])
    assert set(analysis.corrections["state"]) == {"applied"}


def test_a_mention_moves_with_what_hangs_on_it(path):
    move = {"what": "mention", "action": "change", "value": "Jens Tamm"}
    second = TEXT.index("Tamm am Montag")
    office = {"actor_id": "frauke-tamm", "article_id": "a1"}
    roles = [office | {"role": "Hafenmeisterin", "start": 4}, office | {"role": "Rat", "start": 95}]
    analysis = replace(BASE, roles=conform(roles, "roles"))
    analysis = corrected(path, place("Tamm", start=second) | move, analysis=analysis)
    assert analysis.mentions["actor_id"].tolist()[:2] == ["frauke-tamm", "jens-tamm"]
    assert analysis.roles["actor_id"].tolist() == ["frauke-tamm", "jens-tamm"]
    assert analysis.quotes["actor_id"].tolist() == ["jens-tamm"]
    counts = analysis.actors.set_index("actor_id")["mentions"]
    assert (counts["frauke-tamm"], counts["jens-tamm"]) == (1, 1)
    assert "jens-tamm" in set(analysis.tone["voice"])


def test_names_of_one_spelling_are_given_away(path):
    second = place("Tamm", start=TEXT.index("Tamm am Montag"))
    split = {"what": "actor", "action": "split", "actor": "frauke-tamm", "text": "Tamm"}
    analysis = corrected(path, split | {"value": "Jens Tamm"})
    assert analysis.mentions["actor_id"].tolist()[:2] == ["frauke-tamm", "jens-tamm"]
    assert analysis.quotes["actor_id"].tolist() == ["jens-tamm"]
    back = corrected(path, split | {"value": "frauke-tamm"})  # the last row holds
    assert back.mentions["actor_id"].equals(BASE.mentions["actor_id"])
    here = corrected(path, split | {"value": "Jens Tamm", "article_id": "b2"})
    assert states(here)[-1] == ("orphaned", "no such mention")
    both = {"what": "mention", "action": "change", "value": "frauke-tamm"}
    kept = corrected(path, split | {"value": "Jens Tamm"}, second | both)
    assert kept.mentions["actor_id"].equals(BASE.mentions["actor_id"])


def test_a_confirmed_actor_is_certain_in_its_article(path):
    unsure = replace(BASE, mentions=BASE.mentions.assign(score=0.5))
    confirm = {"article_id": "a1", "what": "actor", "action": "confirm", "actor": "sundhafen"}
    mentions = corrected(path, confirm, analysis=unsure).mentions
    assert mentions.loc[mentions["score"] == 1, ["article_id", "text"]].values.tolist() == [
        ["a1", "Sundhafen"]
    ]


def test_what_was_said_before_follows_a_later_merge_of_the_article(path):
    speaker = QUOTE | {"what": "speaker", "action": "confirm", "value": "frauke-tamm"}
    mention = place("Frauke Tamm") | {"what": "mention", "action": "confirm"}
    tenor = place("leichtsinnig") | {"what": "tenor", "action": "confirm", "actor": "sundhafen"}
    merges = [
        {"article_id": "a1", "what": "actor", "action": "merge", "actor": old, "value": new}
        for old, new in (("frauke-tamm", "Jens Tamm"), ("sundhafen", "Landkreis"))
    ]
    analysis = corrected(path, speaker, mention | {"value": "frauke-tamm"}, tenor, *merges)
    assert analysis.quotes["actor_id"].tolist() == ["jens-tamm"]
    assert "frauke-tamm" not in set(analysis.mentions["actor_id"])
    assert "landkreis" in set(analysis.tone["actor_id"])
    assert set(states(analysis)) == {("applied", "")}


def test_the_later_of_speaker_and_name_holds(path):
    speaker = QUOTE | {"what": "speaker", "action": "confirm", "value": "frauke-tamm"}
    name = place("Tamm", start=TEXT.index("Tamm am Montag"))
    name |= {"what": "mention", "action": "change", "value": "Jens Tamm"}
    assert corrected(path, speaker, name).quotes["actor_id"].tolist() == ["jens-tamm"]
    path.unlink()
    assert corrected(path, name, speaker).quotes["actor_id"].tolist() == ["frauke-tamm"]


def test_an_attack_follows_the_name_of_the_attacker(path):
    act = {"sentence": 2, "actor_id": "sundhafen", "voice": "nordlicht-ag", "tenor": -1}
    act |= {"article_id": "a1", "tenor_score": 0.9, "evidence": format_spans([span(TEXT, "lobte")])}
    analysis = replace(BASE, tone=conform([act], "tone"))
    name = place("Nordlicht AG") | {"what": "mention", "action": "change", "value": "Südlicht AG"}
    tone = corrected(path, name, analysis=analysis).tone
    assert tone[["actor_id", "voice"]].values.tolist() == [["sundhafen", "suedlicht-ag"]]


def test_a_judgement_is_found_though_its_name_was_given_to_another(path):
    name = place("Nordlicht AG") | {"what": "mention", "action": "change", "value": "Südlicht AG"}
    tenor = place("klugen") | {"what": "tenor", "action": "change", "value": "-1"}
    analysis = corrected(path, tenor | {"actor": "nordlicht-ag"}, name)
    tone = analysis.tone.set_index("actor_id")["tenor"]
    assert tone["suedlicht-ag"] == -1
    assert states(analysis) == [("applied", "")] * 2


def test_deleting_a_quote_outdoes_its_speaker_and_its_addition(path):
    speaker = {"what": "speaker", "action": "change", "value": "nordlicht-ag"}
    delete = {"what": "quote", "action": "delete"}
    assert states(corrected(path, QUOTE | speaker, QUOTE | delete)) == [
        ("replaced", ""),
        ("applied", ""),
    ]
    words = place("Die Reederei Nordlicht AG lobte den klugen Entwurf")
    add = {"what": "quote", "action": "add", "value": "Reported"}
    analysis = corrected(path, words | add, words | speaker, words | delete)
    assert analysis.quotes.empty
    assert "orphaned" not in set(analysis.corrections["state"])


def test_a_name_that_is_none_is_deleted_and_another_added(path):
    analysis = corrected(
        path,
        place("Nordlicht AG") | {"what": "mention", "action": "delete"},
        place("Die Hafenmeisterin") | {"what": "mention", "action": "add", "value": "frauke-tamm"},
    )
    assert "nordlicht-ag" not in set(analysis.actors["actor_id"])
    assert "nordlicht-ag" not in set(analysis.tone["actor_id"])
    first = analysis.mentions.iloc[0]
    assert (first["text"], first["actor_id"]) == ("Die Hafenmeisterin", "frauke-tamm")


def test_a_tenor_is_changed_deleted_and_added(path):
    tenor = place("klugen") | {"what": "tenor", "actor": "Nordlicht AG"}
    analysis = corrected(path, tenor | {"action": "change", "value": "−1"})
    changed = analysis.tone[analysis.tone["actor_id"] == "nordlicht-ag"].iloc[0]
    assert (changed["tenor"], changed["tenor_score"]) == (-1, 1.0)
    analysis = corrected(path, tenor | {"action": "delete"})
    assert analysis.tone["actor_id"].tolist() == ["sundhafen"]
    added = place("lehnt den Ausbau ab") | {"what": "tenor", "actor": "frauke-tamm"}
    analysis = corrected(path, added | {"action": "add", "value": "+1"})
    row = analysis.tone[analysis.tone["actor_id"] == "frauke-tamm"].iloc[0]
    assert (row["sentence"], row["voice"], row["tenor"]) == (0, "outlet", 1)


def test_the_last_row_about_a_thing_holds(path):
    delete, confirm = ({"what": "quote", "action": action} for action in ("delete", "confirm"))
    analysis = corrected(path, QUOTE | delete, QUOTE | confirm)
    assert len(analysis.quotes) == 1
    assert states(analysis) == [("replaced", ""), ("applied", "")]


def test_a_quote_is_found_though_its_limits_moved_a_little(path):
    row = QUOTE | {"start": 53, "end": 138, "what": "quote", "action": "delete"}
    assert corrected(path, row).quotes.empty


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (QUOTE | {"article_id": "c3", "what": "quote", "action": "delete"}, "text changed"),
        ({"article_id": "c3", "what": "quote", "action": "reviewed"}, "text changed"),
        (QUOTE | {"end": 9000, "what": "quote", "action": "delete"}, "other words"),
        (QUOTE | {"text": "„Der Hafen“", "what": "quote", "action": "delete"}, "other words"),
        (place("Frauke Tamm") | {"what": "quote", "action": "delete"}, "no such quote"),
        (place("den Ausbau") | {"what": "mention", "action": "delete"}, "no such mention"),
        ({"what": "actor", "action": "merge", "actor": "x y", "value": "z"}, "no such actor"),
        (
            place("lehnt") | {"what": "tenor", "action": "delete", "actor": "frauke-tamm"},
            "no such judgement",
        ),
    ],
)
def test_what_is_not_there_any_more_is_orphaned_with_its_reason(path, row, reason):
    analysis = corrected(path, row)
    assert states(analysis) == [("orphaned", reason)]
    assert analysis.quotes.equals(BASE.quotes)
    assert analysis.mentions.equals(BASE.mentions)
    assert analysis.tone.equals(BASE.tone)


def test_two_actors_of_one_name_are_not_guessed_at(path):
    analysis = BASE
    actors = analysis.actors.assign(name=["Jens Tamm", "Sundhafen", "Jens Tamm"])
    row = QUOTE | {"what": "speaker", "action": "change", "value": "Jens Tamm"}
    found = corrected(path, row, analysis=replace(analysis, actors=actors))
    assert states(found) == [("orphaned", "several actors")]


def test_saved_tables_are_not_corrected_twice(path, tmp_path):
    delete = QUOTE | {"what": "quote", "action": "delete"}
    once = corrected(path, delete, {"article_id": "b2", "what": "quote", "action": "reviewed"})
    once.save(tmp_path / "tables")
    again = open_analysis(tmp_path / "tables", corrections=str(path))
    assert states(again) == [("applied", ""), ("applied", "")]
    assert again.quotes.empty


def test_a_selection_keeps_its_own_corrections_and_those_of_no_article(path):
    analysis = corrected(
        path,
        QUOTE | {"what": "quote", "action": "confirm"},
        QUOTE | {"article_id": "c3", "what": "quote", "action": "confirm"},
        {"article_id": "b2", "what": "quote", "action": "reviewed"},
    )
    kept = analysis.select(outlet="Nordblick").corrections
    assert kept["article_id"].tolist() == ["c3", "b2"]


def test_corrections_are_counted(path):
    analysis = corrected(
        path,
        QUOTE | {"what": "quote", "action": "confirm"},
        place("Tamm") | {"what": "mention", "action": "confirm"},
        {"article_id": "c3", "what": "quote", "action": "reviewed"},
    )
    table = measures.corrections(analysis)
    assert (
        table[["what", "action", "state", "lines"]].values.tolist()
        == [
            ["mention", "confirm", "orphaned", 1],
            ["quote", "confirm", "applied", 1],
            ["quote", "reviewed", "orphaned", 1],
        ]
        or table["lines"].sum() == 3
    )
    assert table.loc[table["state"] == "applied", "evidence"].tolist() == [("a1#",)]
    assert measures.corrections(BASE).empty


# The whole way


def articles(text: str) -> pd.DataFrame:
    from presseschau.articles import article_id

    row = {"article_id": article_id(text), "title": "Streit um den Speicher", "text": text}
    return conform([row | {"outlet": "Bote", "language": "de"}], "articles")


def test_a_rerun_keeps_a_persons_work_until_the_text_changes(path):
    first = analyze(articles(ARTICLE), annotator="rules")
    quote = first.quotes.iloc[-1]
    assert quote["actor_id"] == "ole-brix"
    at = {name: quote[name] for name in ("article_id", "start", "end")}
    write_correction(
        path,
        at | {"what": "quote", "action": "change", "value": "Reported"},
        at | {"what": "speaker", "action": "change", "value": "Hanne Wulff"},
    )
    again = analyze(articles(ARTICLE), annotator="rules", corrections=str(path))
    found = again.quotes[again.quotes["start"] == quote["start"]].iloc[0]
    assert (found["type"], found["actor_id"]) == ("Reported", "hanne-wulff")
    assert states(again) == [("applied", "")] * 2
    longer = articles(ARTICLE + " Der Rat vertagte sich.")
    changed = analyze(longer, annotator="rules", corrections=str(path))
    assert states(changed) == [("orphaned", "text changed")] * 2


def test_a_wrong_file_is_said_before_the_work(path):
    path.write_text("nichts")
    with pytest.raises(ValueError, match="There is no column"):
        analyze(articles(ARTICLE), corrections=str(path))


# Quality on one's own articles


def quotes_of(*actors: str) -> Analysis:
    rows = [
        {"article_id": "a1", "quote": n, "start": 10 * n, "end": 10 * n + 8}
        | {"type": "Direct", "actor_id": actor, "spans": f"{10 * n}-{10 * n + 8}"}
        for n, actor in enumerate(actors)
    ]
    return replace(BASE, quotes=conform(rows, "quotes"))


def test_quality_of_reviewed_articles(path):
    analysis = quotes_of("frauke-tamm", "frauke-tamm", "", "nordlicht-ag")
    at = [{"article_id": "a1", "start": 10 * n, "end": 10 * n + 8} for n in range(6)]
    write_correction(
        path,
        at[0] | {"what": "quote", "action": "confirm"},
        at[1] | {"what": "quote", "action": "change", "value": "Indirect"},
        at[1] | {"what": "speaker", "action": "change", "value": "nordlicht-ag"},
        at[2] | {"what": "quote", "action": "confirm"},
        at[2] | {"what": "speaker", "action": "change", "value": "frauke-tamm"},
        at[3] | {"what": "quote", "action": "delete"},
        at[5] | {"what": "quote", "action": "add", "value": "Direct"},
    )
    scores = evaluate_corrections(analysis, read_corrections(path))
    assert scores["quotes"]["articles"] == 1
    assert scores["quotes"]["precision"]["value"] == pytest.approx(3 / 4)
    assert scores["quotes"]["recall"]["value"] == pytest.approx(3 / 4)
    assert scores["quotes"]["type"]["value"] == pytest.approx(2 / 3)
    assert scores["speakers"]["precision"] == {
        "value": 0.5,
        "interval": pytest.approx((0.0945, 0.9055), abs=1e-3),
        "n": 2,
    }
    assert scores["speakers"]["recall"]["value"] == pytest.approx(1 / 3)
    assert scores["tone"] == {"articles": 0, "precision": {"n": 0}, "recall": {"n": 0}}


def test_wilsons_interval_is_that_of_the_literature(path):
    # 8 of 10: Newcombe 1998 and others give .49 to .94.
    analysis = quotes_of(*["frauke-tamm"] * 10)
    at = [{"article_id": "a1", "start": 10 * n, "end": 10 * n + 8} for n in range(10)]
    write_correction(
        path,
        {"article_id": "a1", "what": "quote", "action": "reviewed"},
        *(at[n] | {"what": "quote", "action": "delete"} for n in (3, 7)),
    )
    precision = evaluate_corrections(analysis, read_corrections(path))["quotes"]["precision"]
    assert precision["interval"] == pytest.approx((0.490, 0.943), abs=1e-3)


def test_quality_of_tone(path):
    tenor = {"what": "tenor", "action": "change", "value": "0", "actor": "nordlicht-ag"}
    write_correction(
        path,
        place("klugen") | tenor,
        place("leichtsinnig") | {"what": "tenor", "action": "confirm", "actor": "sundhafen"},
    )
    scores = evaluate_corrections(BASE, read_corrections(path))["tone"]
    assert scores["precision"]["value"] == 0.5
    assert scores["recall"] == {"n": 0}  # nobody looked for what is missing


def test_quality_of_names_and_actors(path):
    second = place("Tamm", start=TEXT.index("Tamm am Montag"))
    write_correction(
        path,
        {"article_id": "a1", "what": "mention", "action": "reviewed"},
        second | {"what": "mention", "action": "change", "value": "Jens Tamm"},
        place("Nordlicht AG") | {"what": "mention", "action": "delete"},
        place("Hafenmeisterin") | {"what": "mention", "action": "add", "value": "frauke-tamm"},
        {"what": "actor", "action": "merge", "actor": "sundhafen", "value": "Stadt Sundhafen"},
    )
    scores = evaluate_corrections(BASE, read_corrections(path))
    assert scores["names"]["articles"] == 1
    assert scores["names"]["precision"]["value"] == pytest.approx(3 / 4)
    assert scores["names"]["recall"]["value"] == pytest.approx(3 / 4)
    # Tamm is somebody else; that Sundhafen is called otherwise is no fault.
    assert scores["actors"]["precision"] == {
        "value": pytest.approx(2 / 3),
        "interval": pytest.approx((0.208, 0.939), abs=1e-3),
        "n": 3,
    }
    assert scores["quotes"]["articles"] == 0


def test_actors_that_the_machine_failed_to_merge_are_faults(path):
    write_correction(
        path,
        {"article_id": "a1", "what": "mention", "action": "reviewed"},
        {"what": "actor", "action": "merge", "actor": "sundhafen", "value": "nordlicht-ag"},
    )
    scores = evaluate_corrections(BASE, read_corrections(path))
    assert scores["actors"]["recall"]["value"] == pytest.approx(3 / 4)


def test_confirmed_actors_review_an_article(path):
    actors = ("frauke-tamm", "sundhafen", "nordlicht-ag")
    confirm = {"article_id": "a1", "what": "actor", "action": "confirm"}
    write_correction(path, *(confirm | {"actor": actor} for actor in actors))
    scores = evaluate_corrections(BASE, read_corrections(path))
    assert scores["names"]["articles"] == 1
    assert scores["names"]["recall"] == {"n": 0}
    assert scores["actors"]["precision"]["value"] == 1


def test_half_reviewed_articles_do_not_count(path):
    write_correction(path, {**QUOTE, "start": 0, "end": 8, "what": "quote", "action": "confirm"})
    with pytest.raises(ValueError, match="No article is reviewed yet"):
        evaluate_corrections(quotes_of("a", "b"), read_corrections(path))


def test_corrected_tables_cannot_measure_the_annotator(path):
    analysis = corrected(path, QUOTE | {"what": "quote", "action": "confirm"})
    with pytest.raises(ValueError, match="hold corrections already"):
        evaluate_corrections(analysis, read_corrections(path))


# Report and command


def test_a_report_takes_the_corrections(path, tmp_path, monkeypatch):
    monkeypatch.setattr(reports, "run_notebooks", unexecuted)
    BASE.save(tmp_path / "saved")
    write_correction(path, QUOTE | {"what": "quote", "action": "delete"})
    values = {"corrections": str(path)}
    made = reports.report(tmp_path / "saved", tmp_path / "out", ["corpus"], values, pdf=False)
    assert Analysis.load(made.folder / "tables").quotes.empty
    assert '"corrections"' in (made.folder / "run.json").read_text(encoding="utf-8")
    with pytest.raises(reports.WrongCall, match="There is no file of corrections"):
        reports.report(tmp_path / "saved", tmp_path / "no", ["corpus"], {"corrections": "x.csv"})


def test_the_command_measures_from_corrections(path, tmp_path):
    quotes_of("a", "a").save(tmp_path / "saved")
    write_correction(path, {"article_id": "a1", "what": "quote", "action": "reviewed"})
    call = ["evaluate", "--from-corrections", str(path), "--source", str(tmp_path / "saved")]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0, done.output
    assert "speakers\n  precision\n    value: 1.000\n    interval: [0.342, 1.000]" in done.output
    missing = CliRunner().invoke(app, call[:3])
    assert missing.exit_code == 2
    assert "--source" in missing.output
