"""Stories: one event or running affair, close in time, in names and in wording."""

import pandas as pd

from presseschau.core.tables import conform
from presseschau.core.text import read_document
from presseschau.link.stories import find_stories

DAM = [
    (
        "2024-05-02",
        "Riss im Damm von Hollerbach",
        "Im Staudamm von Hollerbach ist ein Riss entdeckt worden. Der Wasserverband Rott "
        "senkt den Pegel, sagt Ingenieurin Vera Klamm.",
    ),
    (
        "2024-05-04",
        "Hollerbach wird geräumt",
        "Wegen des Risses im Staudamm müssen in Hollerbach Bewohner ihre Häuser verlassen. "
        "Vera Klamm vom Wasserverband Rott rechnet mit sinkendem Pegel.",
    ),
    (
        "2024-05-07",
        "Pegel am Damm sinkt",
        "Am Staudamm bei Hollerbach sinkt der Pegel. Der Riss wachse nicht mehr, sagt "
        "Ingenieurin Vera Klamm vom Wasserverband Rott.",
    ),
]
OTHERS = [
    (
        "2024-05-03",
        "Neue Oper in Quast",
        "In Quast beginnt der Bau der Oper. Die Intendantin Lea Brun dankt den Spendern für "
        "ihre Geduld.",
    ),
    (
        "2024-05-03",
        "Kranich siegt",
        "Der Läufer Timo Kranich gewinnt in Sondern den Marathon. Im Ziel wartet seine "
        "Familie mit Blumen.",
    ),
    (
        "2024-05-05",
        "Milch wird teurer",
        "Die Molkerei Alpgold erhöht die Preise für Milch und Butter. Händler klagen über "
        "steigende Kosten.",
    ),
    (
        "2024-05-06",
        "Streit um Wölfe",
        "Im Landkreis Murgen streiten Schäfer und Naturschützer über Wölfe. Landrat Egon "
        "Pfahl lädt zum Gespräch.",
    ),
    (
        "2024-05-06",
        "Brücke eröffnet",
        "Die Brücke über die Selke ist fertig. Bürgermeisterin Ines Tolk schneidet das Band durch.",
    ),
    (
        "2024-05-08",
        "Gericht verurteilt Fälscher",
        "Das Landgericht Auen verurteilt einen Fälscher zu drei Jahren Haft. Richter Bodo "
        "Lenz nennt die Tat dreist.",
    ),
    (
        "2024-05-09",
        "Komet am Himmel",
        "Über der Sternwarte Birkenau zeigt sich ein Komet. Astronomin Jana Wirth erklärt "
        "seinen Schweif.",
    ),
    (
        "2024-05-10",
        "Schule bekommt Garten",
        "Kinder der Grundschule Heckel pflanzen Kräuter und Bohnen. Lehrer Ole Kamp gießt mit.",
    ),
    (
        "2024-05-10",
        "Fähre fällt aus",
        "Die Fähre nach Norderoog bleibt im Hafen. Kapitän Hinnerk Böhm wartet auf ein Ersatzteil.",
    ),
    (
        "2024-05-11",
        "Chor sucht Stimmen",
        "Der Kirchenchor Dornfeld sucht Bässe und Tenöre. Kantorin Ute Sahm probt jeden Dienstag.",
    ),
]
_NAMES = (
    "Hollerbach Rott Klamm Quast Brun Kranich Sondern Alpgold Murgen Pfahl Selke Tolk Auen Lenz"
)


def told(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    """The articles with their stories; names are the words above."""
    articles, tokens, mentions = [], [], []
    for number, (day, title, text) in enumerate(rows):
        own = f"a{number}"
        articles.append({"article_id": own, "title": title, "text": text, "published": day or None})
        document = read_document(text)
        for first, last in document.sentences:
            inner = [(s, e) for s, e in document.tokens if first <= s < last]
            for place, (start, end) in enumerate(inner):
                word = text[start:end]
                tokens.append({"article_id": own, "token": place, "text": word})
                if word in _NAMES.split():
                    mentions.append({"article_id": own, "start": start, "text": word})
    frame = pd.DataFrame(articles)
    frame["published"] = pd.to_datetime(frame["published"])
    parts = conform(tokens, "tokens"), conform(mentions, "mentions")
    return find_stories(conform(frame, "articles"), *parts)


def test_articles_on_one_event_are_a_story_with_one_of_their_headlines():
    found = told(DAM + OTHERS)
    assert found["story"].iloc[:3].nunique() == 1
    assert found["story"].iloc[0] in {title for _, title, _ in DAM}


def test_ten_unlike_articles_are_no_story():
    assert (told(OTHERS)["story"] == "").all()


def test_an_affair_that_rests_for_long_is_over():
    later = [("2025-05-07", *DAM[2][1:])]
    assert told([*DAM[:2], *later, *OTHERS])["story"].iloc[2] == ""


def test_an_affair_that_goes_on_is_one_story():
    days = ["2024-05-02", "2024-05-28", "2024-06-20"]
    found = told([(day, *DAM[n][1:]) for n, day in enumerate(days)] + OTHERS)
    assert found["story"].iloc[:3].nunique() == 1
    assert found["story"].iloc[0]


def test_what_an_article_ties_together_is_one_story_though_it_began_as_two():
    cracks = "In Hollerbach senkt der Wasserverband Rott wegen der Risse im Staudamm den Pegel."
    fish = "In Hollerbach klagen die Fischer vor Richter Lenz um Forellen aus dem Schlamm im Bach."
    apart = [("2024-05-02", "Pegel sinkt", cracks), ("2024-05-04", "Fischer klagen", fish)]
    again = [("2024-05-03", "Risse im Damm", cracks), ("2024-05-05", "Forellen im Schlamm", fish)]
    found = told(apart + again + OTHERS)["story"]
    assert found.iloc[0] == found.iloc[2] != found.iloc[1] == found.iloc[3] != ""
    both = [("2024-05-06", "Risse, Schlamm und Forellen in Hollerbach", f"{cracks} {fish}")]
    found = told(apart + again + both + OTHERS)["story"]
    assert set(found.iloc[:5]) == {"Risse, Schlamm und Forellen in Hollerbach"}
    assert (found.iloc[5:] == "").all()


def test_articles_that_share_no_name_are_no_story():
    texts = [
        (
            "2024-05-02",
            "Brand",
            "Ein Dachstuhl brannte am Morgen nieder. Die Feuerwehr löschte den Dachstuhl mit "
            "Schaum und Leitern.",
        ),
        (
            "2024-05-03",
            "Wieder Brand",
            "Erneut brannte ein Dachstuhl. Mit Leitern und Schaum kam die Feuerwehr an den "
            "Dachstuhl.",
        ),
    ]
    assert (told(texts + OTHERS)["story"] == "").all()


def test_articles_without_dates_are_compared_with_each_other_only():
    more = (
        " Das Technische Hilfswerk füllt Sandsäcke am Ufer, die Feuerwehr prüft Pumpen, Rohre und "
        "Schieber; Landrat Jonas Pfahl verspricht den Bauern Hilfe bei Schäden an Wiesen, Ställen "
        "und Maschinen, und ein Gutachten der Behörde soll Ursache und Kosten klären."
    )
    undated = [("", title, text + more) for _, title, text in DAM[:2]]
    found = told([*undated, DAM[2], *OTHERS])["story"]
    assert found.iloc[0] == found.iloc[1] != ""
    assert found.iloc[2] == ""
    assert (told([("", *DAM[0][1:]), ("", *DAM[1][1:]), *OTHERS])["story"] == "").all()


def test_without_dates_a_topic_in_one_place_is_no_story():
    texts = [
        "In Quast braucht die Gemeinde an der Grenze Polizei, Decken, Zelte, Betten und Busse.",
        "In Quast lobt die Polizei die Gemeinde an der Grenze: Stege, Lampen, Farbe, Bänke.",
    ]
    for days, stories in ((("2024-05-02", "2024-05-04"), 1), (("", ""), 0)):
        found = told([(day, "", text) for day, text in zip(days, texts, strict=True)] + OTHERS)
        assert found.loc[found["story"] != "", "story"].nunique() == stories


def test_many_names_with_little_else_in_common_are_no_story():
    teams = "Klamm, Brun, Kranich, Pfahl, Tolk, Lenz"
    texts = [
        f"In Hollerbach siegten {teams} im Sprint auf der Schanze am Hang bei Sonne und Wind.",
        f"In Sondern verloren {teams} im Sprint gegen den Verein aus Auen vor leeren Rängen.",
    ]
    assert (told([("2024-05-02", "", text) for text in texts] + OTHERS)["story"] == "").all()


def test_without_headlines_the_first_words_name_a_story():
    found = told([(day, "", text) for day, _, text in DAM])["story"]
    assert any(text.startswith(found.iloc[0].removesuffix(" …")) for _, _, text in DAM)


def test_two_stories_never_share_a_headline():
    first = [(day, "Bilanz", text) for day, _, text in DAM]
    second = [(day.replace("2024", "2026"), "Bilanz", text) for day, _, text in DAM]
    found = told(first + second)["story"]
    assert found.iloc[:3].nunique() == found.iloc[3:].nunique() == 1
    assert found.nunique() == 2


def test_one_article_is_no_story():
    assert list(told(DAM[:1])["story"]) == [""]
