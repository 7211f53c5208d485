"""Articles that no report is near to, but that tell of an affair, join its story."""

from test_stories import DAM, OTHERS, told

MORE = (
    "2024-05-09",
    "Wasserverband prüft den Damm",
    "Der Wasserverband Rott prüft den Staudamm in Hollerbach. Der Riss sei trocken, sagt "
    "Ingenieurin Vera Klamm, der Pegel bleibe niedrig.",
)
AFFAIR = [*DAM, MORE]
_OF_HER = (
    "Am Küchentisch liegt eine Lupe. {who} lacht über den Besuch, erzählt von Großvater, Geige und "
    "der Arbeit {what}. Nachts hört man im Garten Igel, sagt sie."
)
FEATURE = (
    "2024-05-08",
    "Besuch am Küchentisch",
    _OF_HER.format(who="Vera Klamm", what="am Riss im Staudamm"),
)
STRANGER = (
    "2024-05-08",
    "Besuch am Küchentisch",
    _OF_HER.format(who="Lea Brun", what="am Riss im Staudamm"),
)


def story_of_last(*rows: tuple[str, str, str]) -> tuple[str, set[str]]:
    """The story of the last row, and those of the affair."""
    found = told([*OTHERS, *AFFAIR, *rows])["story"]
    return found.iloc[-1], set(found.iloc[len(OTHERS) : len(OTHERS) + len(AFFAIR)])


def test_a_feature_joins_the_story_whose_people_and_things_it_has():
    own, affair = story_of_last(FEATURE)
    assert {own} == affair != {""}


def test_what_has_its_things_but_none_of_its_people_stays_alone():
    own, affair = story_of_last(STRANGER)
    assert own == ""
    assert len(affair) == 1


def test_a_story_of_three_does_not_show_what_its_own_words_are():
    found = told([*OTHERS, *DAM, FEATURE])["story"]
    assert found.iloc[-1] == "" != found.iloc[-2]


def test_a_feature_after_the_affair_or_without_a_date_stays_alone():
    for day in ("2024-07-20", ""):
        own, affair = story_of_last((day, *FEATURE[1:]))
        assert own == ""
        assert len(affair) == 1


def test_words_that_other_articles_have_as_often_are_nobodys_own():
    elsewhere = [
        (
            "2024-05-06",
            f"Ausflug nach {place}",
            f"Bei {place} zeigt Klamm einen Riss im Staudamm; {things}.",
        )
        for place, things in (
            ("Quast", "Kinder sammeln Muscheln, Steine, Federn und Moos für Museum und Schule"),
            ("Sondern", "Maler mischen Farben, Öl, Wachs und Kreide in Hof, Keller und Scheune"),
            ("Auen", "Köche rühren Suppe, Grieß, Rahm und Pudding für Gäste, Wirte und Boten"),
            ("Murgen", "Läufer proben Start, Staffel, Hürden und Sprung auf Wiese, Sand und Bahn"),
            ("Selke", "Imker füllen Gläser, Waben, Kannen und Fässer neben Linde, Klee und Raps"),
        )
    ]
    found = told([*OTHERS, *AFFAIR, *elsewhere, FEATURE])["story"]
    assert found.iloc[-1] == ""


def test_two_features_that_are_near_each_other_join_together():
    again = ("2024-05-10", "Noch ein Besuch", FEATURE[2].replace("Igel", "Marder"))
    found = told([*OTHERS, *AFFAIR, FEATURE, again])["story"]
    assert found.iloc[len(OTHERS) :].nunique() == 1
    assert found.iloc[-1]
