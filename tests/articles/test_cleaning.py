import unicodedata

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presseschau.articles.cleaning import clean
from presseschau.articles.heads import read_frame, split_author
from presseschau.articles.wire import wire_groups
from presseschau.core.tables import DUPLICATE, REMOVED, conform

COPY = (
    "Das Amtsgericht Marlitz hat die Klage gegen den Fährbetrieb am Donnerstag abgewiesen. Das "
    "teilte Sprecherin Imke Thorsen mit. Geklagt hatte ein Anwohner aus der Deichstraße, dem die "
    "Boote zu laut sind. „Die Messungen liegen unter den Grenzwerten“, sagte Thorsen. Der Mann "
    "kündigte an, in die nächste Instanz zu gehen. Die Fähre verkehrt seit 1952 zwischen Marlitz "
    "und Auental. Im vergangenen Jahr fuhren 84.000 Menschen mit ihr, darunter viele Schüler."
)
OTHER = (
    "Im Stadion am Deich herrschte am Sonnabend eine Stimmung wie lange nicht mehr. Der Verein "
    "gewann mit drei zu null, und die Trainerin sprach von einem Tag, den niemand vergessen werde. "
    "Schon in der vierten Minute traf der Neuzugang aus Auental mit einem Schuss aus 20 Metern."
)
THIRD = (
    "Die Bibliothek öffnet künftig auch am Sonntag. Zwei neue Stellen hat der Rat dafür bewilligt, "
    "bezahlt werden sie aus den Einnahmen der Parkplätze. Kritik kam von den Händlern am Markt."
)


def table(*texts: str, **columns) -> pd.DataFrame:
    rows = []
    for number, text in enumerate(texts):
        row = {"article_id": f"id{number}", "text": text, "path": f"{number:02}.txt"}
        rows.append(row | {name: values[number] for name, values in columns.items()})
    return conform(rows, "articles")


def taken(removed: pd.DataFrame) -> list[tuple]:
    assert set(removed["kind"]) <= set(REMOVED)
    return list(zip(removed["kind"], removed["text"], removed["count"], strict=True))


def test_an_advertisement_repeated_within_an_article_goes_every_time():
    advert = "Folgen Sie dem Auebote und lesen Sie jeden Morgen das Wichtigste aus Marlitz"
    articles, removed = clean(table(f"{COPY}\n{advert}\n{OTHER}\n{advert}\n{THIRD}\n{advert}"))
    assert articles["text"][0] == f"{COPY}\n{OTHER}\n{THIRD}"
    assert articles["original"][0].count(advert) == 3
    assert taken(removed) == [("repeated line", advert, 3)]


def test_a_sentence_of_the_article_stays_where_it_first_stands():
    sentence = "Die Fähre fährt vorerst nicht."
    articles, removed = clean(table(f"{sentence}\n{COPY}\n{sentence}\n{OTHER}\n{sentence}"))
    assert articles["text"][0] == f"{sentence}\n{COPY}\n{OTHER}"
    assert taken(removed) == [("repeated line", sentence, 2)]


def test_an_interview_keeps_its_labels_and_short_answers():
    text = f"Frage:\nWar es laut?\nAntwort:\nNein.\nFrage:\nWirklich?\nAntwort:\nNein.\n{COPY}"
    articles, removed = clean(table(text))
    assert articles["text"][0] == text
    assert removed.empty


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: So teuer wird das Parken in Marlitz",
        "Mehr zum Thema: Was die Fähre kostet",
        "- Anzeige -",
        "Anzeige: Küchen-Krause, jetzt alles billiger!",
        "Jetzt den Auebote vier Wochen gratis testen!",
        "Hier können Sie unseren Newsletter bestellen.",
        "Foto: Inga Petersen",
        "© Auebote 2026",
        "Artikel drucken",
    ],
)
def test_page_furniture_goes_even_when_it_stands_once(line):
    articles, removed = clean(table(f"{COPY}\n\n{line}\n\n{OTHER}"))
    assert articles["text"][0] == f"{COPY}\n\n{OTHER}"
    assert taken(removed) == [("boilerplate", line, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige erstattete der Anwohner noch am selben Abend.",
        "„Lesen Sie auch das Kleingedruckte“, riet Thorsen den Anwohnern in Marlitz.",
        "Der Rat will die Bürger mit einem Newsletter informieren.",
        "Streit um die Fähre",
    ],
)
def test_sentences_and_subheadings_that_look_alike_stay(line):
    articles, removed = clean(table(f"{COPY}\n{line}\n{OTHER}"))
    assert articles["text"][0] == f"{COPY}\n{line}\n{OTHER}"
    assert removed.empty


def test_lines_of_an_outlet_go_but_not_those_of_its_wire_copies():
    stock = "Der Auebote ist die Zeitung für Marlitz und Auental"
    texts = [f"{text}\n{stock}" for text in (COPY, OTHER, THIRD)]
    articles, removed = clean(table(*texts, outlet=["Auebote"] * 3))
    assert articles["text"].tolist() == [COPY, OTHER, THIRD]
    assert taken(removed) == [("boilerplate", stock, 1)] * 3
    versions = [f"{COPY}\nZwischenruf\n{OTHER} {n}" for n in ("Eins.", "Zwei.", "Drei.", "Vier.")]
    articles, removed = clean(table(*versions, outlet=["Auebote"] * 4))
    assert articles["text"].tolist() == versions
    elsewhere, _ = clean(table(*texts, outlet=["Auebote", "Kurier", "Nordblatt"]))
    assert elsewhere["text"].tolist() == texts


def test_byline_date_line_and_agency_move_to_columns():
    text = f"Von Jana Petersen\n\nMarlitz, 4. März 2026. (hna) {COPY} (hna)"
    articles, removed = clean(table(text))
    article = articles.iloc[0]
    assert (article["text"], article["author"], article["agency"]) == (COPY, "Jana Petersen", "hna")
    assert article["original"] == text
    assert taken(removed) == [
        ("byline", "Von Jana Petersen", 1),
        ("dateline", "Marlitz, 4. März 2026. (hna)", 1),
        ("agency tail", "(hna)", 1),
    ]


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("Marlitz (hna) - ", "hna"),
        ("Bad Marlitz/Auental (dpa/lni) – ", "dpa/lni"),
        ("MARLITZ (AFP). ", "AFP"),
        ("Marlitz, 4. März (epd) – ", "epd"),
        ("Frankfurt am Main (dpa) – ", "dpa"),
        ("(dpa) ", "dpa"),
        ("dpa Marlitz – ", "dpa"),
        ("Marlitz/dpa – ", "dpa"),
        ("Marlitz, 4. März 2026 – ", ""),
        ("MARLITZ – ", ""),
    ],
)
def test_date_lines(head, agency):
    frame = read_frame(head + COPY)
    assert [(part.kind, part.end) for part in frame.parts] == [("dateline", len(head))]
    assert frame.agency == agency


@pytest.mark.parametrize(
    "head",
    [
        "Karsten Wendt (BB) – er führt die Opposition – widersprach. ",
        "Gerda Moll (64) wohnt seit Jahren am Deich. ",
        "Der Rat tagte. ",
        "Marlitz – das ist vor allem Wasser. ",
        "Von Anfang an war der Plan umstritten. ",
        "Am 4. März 2026 begann der Streit. ",
    ],
)
def test_first_sentences_are_no_date_lines(head):
    assert read_frame(head + COPY).parts == []


def test_a_bare_place_counts_where_others_of_the_articles_say_it_is_one():
    texts = [f"Marlitz (hna) - {COPY}", f"Marlitz. {OTHER}", f"Stille. {THIRD}"]
    assert clean(table(*texts))[0]["text"].tolist() == [COPY, OTHER, f"Stille. {THIRD}"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Von Jana Petersen", "Jana Petersen"),
        ("Von Jana Petersen und Kai von der Aue, Marlitz", "Jana Petersen und Kai von der Aue"),
        ("Ein Kommentar von Dr. Öztürk Müller-Lüdenscheidt", "Dr. Öztürk Müller-Lüdenscheidt"),
        ("Von Rolf Diek · 04.03.2026, 05:15 Uhr", "Rolf Diek"),
        ("Text: Inga Petersen", "Inga Petersen"),
    ],
)
def test_bylines(line, author):
    frame = read_frame(f"{line}\n{COPY}")
    assert frame.author == author
    assert [part.kind for part in frame.parts] == ["byline"]


@pytest.mark.parametrize(
    ("tail", "agency"),
    [
        (" (dpa)", "dpa"),
        ("\n\n(hna/lbr)", "hna/lbr"),
        ("\nQuelle: Reuters", "Reuters"),
        (" (mit hna)", "hna"),
        ("\nMit Material der dpa", "dpa"),
    ],
)
def test_agency_tails(tail, agency):
    articles, removed = clean(table(f"{COPY}\n{OTHER}{tail}"))
    assert articles["text"][0] == f"{COPY}\n{OTHER}"
    assert articles["agency"][0] == agency
    assert [kind for kind, _, _ in taken(removed)] == ["agency tail"]


def test_words_in_parentheses_at_the_end_stay():
    for tail in (" (lacht)", " (BB)", " (siehe unten)", " (sic)"):
        assert clean(table(COPY + tail))[0]["text"][0] == COPY + tail


def test_people_and_agency_of_an_author_field_are_divided():
    assert split_author("hna/Lea Brink", "Bote", "") == ("Lea Brink", "hna")
    assert split_author("Hna, Aue-Bote", "Aue Bote", "hna") == ("", "hna")
    assert split_author("Lea Brink; Kai Aue", "Bote", "dpa") == ("Lea Brink, Kai Aue", "dpa")


@pytest.mark.parametrize(
    "notice",
    [
        "Weiterlesen mit Auebote+",
        "Jetzt abonnieren",
        "Lesen Sie den ganzen Artikel mit einem Abo.",
        "Dieser Artikel ist nur für Abonnenten.",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", " "])
def test_a_short_text_with_a_notice_is_a_teaser(notice, between):
    articles, removed = clean(table(THIRD + between + notice, f"{COPY} {COPY} {OTHER}\n{notice}"))
    assert articles["text"][0] == THIRD
    assert articles["is_teaser"].tolist() == [True, False]
    assert ("teaser notice", notice, 1) in taken(removed)


def test_exact_duplicates_are_dropped_and_the_earliest_is_kept():
    articles, removed = clean(
        table(
            *(COPY, COPY, OTHER, f"Marlitz (hna) - {OTHER}", THIRD),
            article_id=["a", "a", "b", "c", "d"],
            title=["Spät", "Früh", "Sport", "Sport neu", "Bücher"],
            outlet=["Bote", "Kurier", "Bote", "Bote", ""],
            published=[*pd.to_datetime(["2026-03-05", "2026-03-04"]), None, None, None],
        )
    )
    assert articles["article_id"].tolist() == ["a", "b", "d"]
    assert articles["outlet"].tolist() == ["Kurier", "Bote", ""]
    assert articles["also_in"].tolist() == ["Bote", "", ""]
    dropped = removed[removed["kind"] == DUPLICATE]
    assert dropped[["text", "path"]].to_numpy().tolist() == [
        ["Spät", "00.txt"],
        ["Sport neu", "03.txt"],
    ]


def test_wire_copy_is_grouped_by_its_earliest_even_when_cut_or_edited():
    edited = COPY.replace("am Donnerstag", "gestern").replace("Der Mann", "Der Kläger")
    cut = COPY[: COPY.index("Geklagt")] + "Mehr in Kürze."
    days = pd.to_datetime(["2026-03-06", "2026-03-04", "2026-03-05", "2026-03-01"])
    long = f"{COPY} {OTHER} {THIRD}"
    articles, _ = clean(table(long, edited, COPY + " " + cut, OTHER[:60], published=days))
    assert articles["wire_group"].tolist() == ["id1", "id1", "id1", ""]


def test_articles_that_share_a_quote_are_no_copies():
    quote = "„Die Messungen liegen unter den Grenzwerten“, sagte Thorsen."
    assert wire_groups([f"{OTHER} {quote}", f"{THIRD} {quote}", COPY]) == [0, 1, 2]


def test_groups_do_not_depend_on_the_order():
    edited = COPY.replace("am Donnerstag", "gestern")
    texts = [COPY, OTHER, edited, THIRD]
    assert wire_groups(texts) == [0, 1, 0, 3]
    assert wire_groups(texts[::-1]) == [0, 1, 2, 1]


def test_ids_stay_and_rows_are_sorted_by_path_and_row():
    articles = table(COPY, OTHER, THIRD, path=["b.csv#10", "b.csv#9", "a.txt"])
    cleaned, _ = clean(articles)
    assert cleaned["article_id"].tolist() == ["id2", "id1", "id0"]
    again, _ = clean(articles.iloc[::-1])
    pd.testing.assert_frame_equal(again, cleaned)


def test_cleaning_twice_takes_nothing_more():
    first, _ = clean(table(f"Von Jana Petersen\n\nMarlitz (hna) - {COPY}\n\n- Anzeige -", OTHER))
    second, removed = clean(first)
    assert removed.empty
    assert second["text"].tolist() == first["text"].tolist()
    assert second["agency"].tolist() == ["hna", ""]


def test_no_articles_give_empty_tables():
    articles, removed = clean(table())
    assert articles.empty
    assert list(removed) == ["article_id", "outlet", "kind", "text", "count", "path"]


LINES = st.sampled_from(
    [COPY, OTHER, "", "Von Jana Petersen", "(dpa)", "Anzeige", "Jetzt abonnieren", "Ja.", "A: "]
)


def signs(text: str) -> int:
    """How many signs a text has, blanks left out; a ligature has those it is joined of."""
    return len("".join(unicodedata.normalize("NFKC", text).split()))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(LINES | st.text(max_size=30), min_size=1, max_size=6), max_size=4))
def test_nothing_is_lost_unsaid(bodies):
    articles = table(*("\n".join(lines) for lines in bodies))
    cleaned, removed = clean(articles)
    dropped = set(removed[removed["kind"] == DUPLICATE]["path"])
    assert set(cleaned["path"]) | dropped == set(articles["path"])
    assert cleaned["original"].tolist() == [
        text
        for text, path in zip(articles["text"], articles["path"], strict=True)
        if path not in dropped
    ]
    for path, text, original in cleaned[["path", "text", "original"]].to_numpy():
        out = removed[removed["path"] == path]
        gone = sum(
            signs(part) * count for part, count in zip(out["text"], out["count"], strict=True)
        )
        assert signs(text) + gone == signs(original)
