"""One actor behind many names, and two people with one surname kept apart."""

import pandas as pd
import pytest

from presseschau.core.tables import conform
from presseschau.link.actors import link_actors, unclear_mentions


def linked(*texts_and_names, register=""):
    """Links names found in texts: (text, [(name, kind), ...]) per article, names in order."""
    articles, mentions = [], []
    for number, (text, names) in enumerate(texts_and_names):
        articles.append({"article_id": f"a{number}", "text": text})
        position = 0
        for name, kind in names:
            position = text.index(name, position)
            mentions.append(
                {
                    "article_id": f"a{number}",
                    "start": position,
                    "end": position + len(name),
                    "text": name,
                    "kind": kind,
                }
            )
            position += len(name)
    return link_actors(conform(mentions, "mentions"), conform(articles, "articles"), register)[:2]


def test_surname_and_genitive_go_to_the_full_name_of_the_article():
    text = "Innenminister Holger Brandt schwieg. Brandt geht. Brandts Rücktritt kam spät."
    mentions, actors = linked(
        (text, [("Holger Brandt", "PER"), ("Brandt", "PER"), ("Brandts", "PER")])
    )
    assert set(mentions["actor_id"]) == {"holger-brandt"}
    assert actors.loc[0, "roles"] == "Innenminister"


def test_the_letter_of_a_block_is_no_initial_of_who_is_named_next():
    mentions, actors = linked(
        ("Fans aus Block D. Nele Brahms sprach. Brahms ging.", [("D. Nele Brahms", "PER")]),
        ("Nele Brahms und D. Anna Au", [("Nele Brahms", "PER"), ("D. Anna Au", "PER")]),
    )
    assert list(mentions["text"]) == ["Nele Brahms", "Nele Brahms", "D. Anna Au"]
    assert list(mentions["start"]) == [18, 0, 16]
    assert set(actors["name"]) == {"Nele Brahms", "D. Anna Au"}


def test_a_name_that_ends_in_s_is_no_genitive():
    mentions, _ = linked(
        ("Reuters meldet aus Paris.", [("Reuters", "ORG"), ("Paris", "LOC")]),
        ("Hamas und Hama sind zweierlei.", [("Hamas", "ORG"), ("Hama", "LOC")]),
    )
    assert list(mentions["actor_id"]) == ["reuters", "paris", "hamas", "hama"]


def test_a_name_of_several_words_is_a_house_where_it_is_one_as_often():
    text = "The Hill berichtete davon. Das stellte The Hill fest. Peter Hill schwieg."
    mentions, actors = linked(
        (text, [("The Hill", "ORG"), ("The Hill", "PER"), ("Peter Hill", "PER")])
    )
    assert list(mentions["actor_id"]) == ["the-hill", "the-hill", "peter-hill"]
    assert list(actors["kind"]) == ["ORG", "PER"]


def test_a_neuter_house_stands_alone_in_its_own_form():
    text = "Dem türkischen Militär zufolge ist der Weg frei."
    _, actors = linked((text, [("türkischen Militär", "ORG")]))
    assert actors["name"].tolist() == ["türkisches Militär"]


def test_a_surname_that_two_people_share_stays_unmerged():
    text = "Martin Krull traf Petra Krull. Krull lachte."
    mentions, _ = linked(
        (text, [("Martin Krull", "PER"), ("Petra Krull", "PER"), ("Krull", "PER")])
    )
    assert list(mentions["actor_id"]) == ["martin-krull", "petra-krull", "krull"]


def test_a_particle_belongs_to_the_surname():
    text = "Friedrich von der Heyde kam. Von der Heydes Firma wächst, sagt von der Heyde."
    mentions, _ = linked((text, [("Friedrich von der Heyde", "PER"), ("von der Heyde", "PER")]))
    assert set(mentions["actor_id"]) == {"friedrich-von-der-heyde"}


def test_transliterations_of_one_name_are_one_actor():
    mentions, actors = linked(
        ("Jurij Belousov sprach.", [("Jurij Belousov", "PER")]),
        ("Jurij Beloussow sprach.", [("Jurij Beloussow", "PER")]),
    )
    assert mentions["actor_id"].nunique() == 1
    assert actors.loc[0, "aliases"] == "Jurij Belousov; Jurij Beloussow"


def test_german_names_that_sound_alike_stay_apart():
    mentions, _ = linked(
        ("Anna Meyer sprach.", [("Anna Meyer", "PER")]),
        ("Anna Meier sprach.", [("Anna Meier", "PER")]),
    )
    assert mentions["actor_id"].nunique() == 2


def test_an_abbreviation_in_brackets_is_the_same_organisation():
    text = "Die Sundhafen Terminal AG (STAG) baut. Die STAG schweigt."
    mentions, actors = linked((text, [("Sundhafen Terminal AG", "ORG"), ("STAG", "ORG")]))
    assert list(mentions["actor_id"]) == ["sundhafen-terminal-ag", "sundhafen-terminal-ag"]
    assert actors.loc[0, "aliases"] == "STAG; Sundhafen Terminal AG"


def test_initials_mean_the_long_form_that_stands_beside_them():
    both = ("Der Bund Halmer Hafen wuchs. Der BHH baut.",
            [("Bund Halmer Hafen", "ORG"), ("BHH", "ORG")])  # fmt: skip
    mentions, _ = linked(both, ("Der BHH schweigt.", [("BHH", "ORG")]))
    assert set(mentions["actor_id"]) == {"bund-halmer-hafen"}


def test_initials_without_their_long_form_stay_apart():
    mentions, _ = linked(
        ("Die Breesener Presse schreibt.", [("Breesener Presse", "ORG")]),
        ("BP bohrt vor Halmark.", [("BP", "ORG")]),
    )
    assert list(mentions["actor_id"]) == ["breesener-presse", "bp"]


def test_the_abbreviation_of_a_part_is_not_that_of_the_whole():
    text = "Er sprach vom Umweltprogramm der Halmer Union (UPHU). Die UPHU schweigt."
    mentions, _ = linked((text, [("Halmer Union", "ORG"), ("UPHU", "ORG"), ("UPHU", "ORG")]))
    assert list(mentions["actor_id"]) == ["halmer-union", "uphu", "uphu"]


def test_the_genitive_of_a_place_is_nobody():
    mentions, _ = linked(
        *[("Lindwerder jubelt.", [("Lindwerder", "LOC")])] * 3,
        (
            "Das klagte Lindwerders Trainer Ingo Stahl.",
            [("Lindwerders", "PER"), ("Ingo Stahl", "PER")],
        ),
    )
    assert list(mentions["kind"]) == ["LOC"] * 4 + ["PER"]


def test_an_abbreviation_that_two_articles_explain_differently_is_neither():
    mentions, _ = linked(
        ("Der Bund Halmer Hafen (BHH) kam.", [("Bund Halmer Hafen", "ORG"), ("BHH", "ORG")]),
        ("Der Bau Halmer Höfe (BHH) kam.", [("Bau Halmer Höfe", "ORG"), ("BHH", "ORG")]),
        ("Der BHH schweigt.", [("BHH", "ORG")]),
    )
    assert mentions["actor_id"].iloc[-1] == "bhh"


@pytest.mark.parametrize(
    ("before", "name", "shown"),
    [
        ("Die ", "Vereinten Stiftungen", "Vereinte Stiftungen"),
        ("Er sprach mit den ", "Vereinten Stiftungen", "Vereinte Stiftungen"),
        ("Er sprach bei der ", "Halmisch-Sundischen Kammer", "Halmisch-Sundische Kammer"),
        ("Er trat in den ", "Halmischen Orden", "Halmischer Orden"),
        ("Das ", "Weiße Haus", "Weißes Haus"),
        ("Ein Sprecher des ", "Weißen Hauses", "Weißes Haus"),
        ("Auch der ", "Deutsche Hebammenverband", "Deutscher Hebammenverband"),
        ("Das sagte er der „", "Halmischen Post", "Halmische Post"),
        ("Er ist in der ", "Sozialen Halmischen Partei", "Soziale Halmische Partei"),
        ("Das half der oppositionsnahen ", "Freien Halmischen Armee", "Freie Halmische Armee"),
        ("Es geschah laut ", "halmischem Innenministerium", "halmisches Innenministerium"),
        ("Die Leute vom ", "Halmischen Zentrum für Wellen", "Halmisches Zentrum für Wellen"),
        ("Er war bei den ", "Sundhafener Philharmonikern", "Sundhafener Philharmoniker"),
    ],
)
def test_an_organisation_stands_in_the_nominative(before, name, shown):
    _, actors = linked((f"{before}{name}.", [(name, "ORG")]))
    assert actors.loc[0, "name"] == shown


def test_the_forms_of_a_name_have_no_dash_of_a_compound():
    _, actors = linked(
        (
            "Die Rautenberg-Rede von Svenja Rautenberg.",
            [("Rautenberg-", "PER"), ("Svenja Rautenberg", "PER")],
        )
    )
    assert actors.loc[0, "aliases"] == "Rautenberg; Svenja Rautenberg"


def test_no_mentions_give_empty_tables():
    mentions, actors = linked(("Nichts.", []))
    assert mentions.empty
    assert actors.empty
    assert isinstance(actors, pd.DataFrame)


def ids(text, names):
    return list(linked((text, names))[0]["actor_id"])


def test_the_genitive_of_a_name_that_never_stands_alone():
    text = "Sergej Tuchin ging. Ob Tuchins Beförderung eine war, ist strittig."
    assert ids(text, [("Sergej Tuchin", "PER"), ("Tuchins", "PER")]) == ["sergej-tuchin"] * 2


def test_a_genitive_is_merged_across_articles_though_each_form_stands_once():
    mentions, _ = linked(
        ("Peter Tuchins Verein gewann.", [("Peter Tuchins", "PER")]),
        ("Peter Tuchin bot Tee an.", [("Peter Tuchin", "PER")]),
    )
    assert list(mentions["actor_id"]) == ["peter-tuchin"] * 2


def test_title_and_gender_keep_namesakes_apart():
    text = "Max Kern traf Ute Kern. Frau Kern sprach. Herr Kern schwieg."
    names = [("Max Kern", "PER"), ("Ute Kern", "PER"), ("Kern", "PER"), ("Kern", "PER")]
    assert ids(text, names) == ["max-kern", "ute-kern", "ute-kern", "max-kern"]


def test_the_office_keeps_namesakes_apart():
    text = "Ministerin Ute Kern traf den Polizeipräsidenten Max Kern. Polizeipräsident Kern ging."
    names = [("Ute Kern", "PER"), ("Max Kern", "PER"), ("Kern", "PER")]
    assert ids(text, names)[2] == "max-kern"


def test_unclear_mentions_are_listed_with_their_candidates():
    article = ("Max Kern traf Ute Kern. Kern lachte.",
               [("Max Kern", "PER"), ("Ute Kern", "PER"), ("Kern", "PER")])  # fmt: skip
    mentions, actors = linked(article)
    unclear = unclear_mentions(mentions, actors)
    assert list(unclear["text"]) == ["Kern"]
    assert list(unclear["candidates"]) == ["Max Kern; Ute Kern"]


def test_a_surname_alone_goes_to_its_only_bearer_in_the_corpus_or_to_the_office():
    first = ("Kanzler Max Kern und Torwart Tim Kern.", [("Max Kern", "PER"), ("Tim Kern", "PER")])
    mentions, _ = linked(first, ("Der Torwart Kern hielt.", [("Kern", "PER")]))
    assert list(mentions["actor_id"])[2] == "tim-kern"
    mentions, _ = linked(
        ("Ida Moll kam.", [("Ida Moll", "PER")]), ("Moll ging.", [("Moll", "PER")])
    )
    assert set(mentions["actor_id"]) == {"ida-moll"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Tamm", "George Tamm"),
        ("J. Tamm", "Jens Tamm"),
        ("Jan-Peter Tamm", "Jan Peter Tamm"),
        ("Prof. Dr. Jens Tamm", "Jens Tamm"),
    ],
)
def test_forms_of_one_full_name(one, other):
    text = f"Es kam {one}. Dann ging {other}."
    assert len(set(ids(text, [(one, "PER"), (other, "PER")]))) == 1


def test_double_names_are_found_by_their_parts():
    text = "Ines Kowal-Thode siegte. Kowal freute sich."
    assert len(set(ids(text, [("Ines Kowal-Thode", "PER"), ("Kowal", "PER")]))) == 1


def test_a_surname_mistaken_for_a_place_is_mended():
    text = "Andrej Tuchin kam. Die Übernahme durch Tuchin misslang."
    mentions, _ = linked((text, [("Andrej Tuchin", "PER"), ("Tuchin", "LOC")]))
    assert set(mentions["actor_id"]) == {"andrej-tuchin"}
    assert set(mentions["kind"]) == {"PER"}


def test_inflected_organisations_are_one():
    text = (
        "Die Deutsche Werft baut. Der Chef der Deutschen Werft geht. Das Landesamt für Moor ruht."
    )
    names = [("Deutsche Werft", "ORG"), ("Deutschen Werft", "ORG"), ("Landesamt für Moor", "ORG")]
    assert ids(text, names)[:2] == ["deutsche-werft"] * 2


def test_derived_names_are_no_actors_of_their_own():
    articles = conform([{"article_id": "a", "text": "russische Reeder, NATO-Gipfel"}], "articles")
    rows = [
        {"article_id": "a", "start": 0, "end": 9, "text": "russische", "kind": "LOC"},
        {"article_id": "a", "start": 18, "end": 23, "text": "NATO-", "kind": "ORG"},
    ]
    table = conform([row | {"derived": True} for row in rows], "mentions")
    assert list(link_actors(table, articles).mentions["actor_id"]) == ["russland", "nato"]


@pytest.mark.parametrize(
    ("text", "place", "governs"),
    [
        ("Moskau zeigte sich beunruhigt.", "Moskau", True),
        ("Sie berichtete, Moskau sei offenbar beunruhigt über den Beschluss.", "Moskau", True),
        ("Danach kritisierte Washington den Plan.", "Washington", True),
        ("Das sieht der Kreml anders.", "Kreml", True),
        ("Die Spannungen zwischen den USA und China wachsen.", "China", True),
        ("Er traf seinen Kollegen in Moskau.", "Moskau", False),
        ("Washington ist eine große Stadt.", "Washington", False),
        ("Sundhafen zeigte sich verärgert.", "Sundhafen", True),
        ("Der Süden von Sundhafen steht unter Wasser.", "Sundhafen", False),
        ("Nach Ansicht Moskaus war das geplant.", "Moskaus", True),
        ("Athen hat nach eigenen Angaben Boote geschickt.", "Athen", True),
        ("Das Wetter Moskaus war mild.", "Moskaus", False),
        ("Das sagt Kärntens Landeshauptmann.", "Kärntens", False),
        ("Mönche lehnen Almosen nur selten ab.", "Almosen", False),
    ],
)
def test_places_act_as_governments(text, place, governs):
    mentions, actors = linked((text, [(place, "LOC")]))
    assert mentions.loc[0, "kind"] == "LOC"
    assert (actors.loc[0, "kind"] == "GOV") == governs
    assert mentions.loc[0, "actor_id"].endswith("-regierung") == governs


def test_a_government_is_one_whatever_it_is_called():
    text = "Polen lehnt ab. Die polnische Regierung fordert Geld. Die Bundesregierung schweigt."
    names = [("Polen", "LOC"), ("polnische Regierung", "ORG"), ("Bundesregierung", "ORG")]
    mentions, actors = linked(
        (text, names),
        ("Berlin hofft auf die Regierung Polens.", [("Regierung Polens", "ORG")]),
    )
    polish = "polen-regierung"
    assert list(mentions["actor_id"]) == [polish, polish, "bundesregierung", polish]
    assert actors.set_index("actor_id").loc[polish, ["name", "kind"]].tolist() == [
        "Polen (Regierung)",
        "GOV",
    ]


def test_a_body_may_bear_its_place_before_or_behind():
    mentions, _ = linked(
        ("Das Wiener Handelsgericht prüft.", [("Wiener Handelsgericht", "ORG")]),
        ("Das Handelsgericht Wien prüft.", [("Handelsgericht Wien", "ORG")]),
        ("Das Handelsgericht Graz prüft.", [("Handelsgericht Graz", "ORG")]),
        ("Die Uni Graz forscht.", [("Uni Graz", "ORG")]),
        ("Die Universität Graz forscht.", [("Universität Graz", "ORG")]),
    )
    court, other, college, same = mentions["actor_id"].iloc[[0, 2, 3, 4]]
    assert list(mentions["actor_id"]) == [court, court, other, college, same]
    assert len({court, other, college}) == 3
    assert college == same


def test_a_bracket_does_not_make_a_place_or_a_known_union_something_else():
    text = "Die Arbeiterpartei Kurdistans (PKA) und der Verein im Gewerkschaftsbund (IG Tau) kamen."
    text = text.replace("Gewerkschaftsbund", "Deutschen Gewerkschaftsbund")
    names = ["Kurdistans", "PKA", "Deutschen Gewerkschaftsbund", "IG Tau"]
    mentions, _ = linked((text, [(name, "ORG") for name in names]))
    assert mentions["actor_id"].nunique() == 4


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Zugesagt hatte das der EU-Türkei-Gipfel.", "EU-Türkei-", "ORG"),
        ("Auch pic.twitter.com/fSmurbQDuP zeigt es.", "fSmurbQDuP", "ORG"),
        ("So stand es (APA/red – 8.8.).", "red", "ORG"),
        ("Dann kam der Nikolaus.", "Nikolaus", "PER"),
        ("Das geschah zu Silvester.", "Silvester", "PER"),
        ("Man fand Cannabis.", "Cannabis", "ORG"),
        ("Das teilte heute, Freitag, die Behörde mit.", "Freitag", "ORG"),
        ("Das steht laut Entwurf fest.", "Entwurf", "PER"),
        ("Das betonte der Kanzler.", "Kanzler", "PER"),
    ],
)
def test_feasts_drugs_days_and_offices_are_no_actors(text, name, kind):
    mentions, _ = linked((text, [(name, kind)]))
    assert list(mentions["kind"]) == ["OTH"]


def test_a_currency_is_nobodys_name():
    text = "Das kostet 30 Euro oder 35 US-Dollar."
    mentions, actors = linked((text, [("Euro", "OTH"), ("US-Dollar", "OTH")]))
    assert list(mentions["actor_id"]) == ["", ""]
    assert actors.empty


def test_a_feast_may_be_a_first_name():
    text = "Den Wein baut Nikolaus Moll an. Nikolaus ist zufrieden."
    mentions, _ = linked((text, [("Nikolaus Moll", "PER"), ("Nikolaus", "PER")]))
    assert list(mentions["kind"]) == ["PER", "PER"]


def test_an_address_is_no_part_of_the_name_behind_it():
    text = "Tim Hunt kam. Siehe pic.twitter.com/Z9NhykaTPv Hunt entschuldigte sich."
    mentions, _ = linked((text, [("Tim Hunt", "PER"), ("Z9NhykaTPv Hunt", "PER")]))
    assert list(mentions["actor_id"]) == ["tim-hunt"] * 2


def test_a_listed_house_is_no_person():
    text = "Die Wirtschaft wuchs laut Wifo kaum."
    mentions, _ = linked((text, [("Wifo", "PER")]))
    assert list(mentions["kind"]) == ["ORG"]


def test_roles_keep_the_day_they_were_read():
    articles = conform(
        [
            {"article_id": "a", "text": "Fraktionschefin Ida Moll", "published": "2026-03-02"},
            {"article_id": "b", "text": "Innenministerin Ida Moll", "published": "2026-03-30"},
        ],
        "articles",
    )
    rows = [
        {"article_id": article, "start": 16, "end": 24, "text": "Ida Moll", "kind": "PER"}
        for article in "ab"
    ]
    found = link_actors(conform(rows, "mentions"), articles)
    assert list(found.roles["role"]) == ["Fraktionschefin", "Innenministerin"]
    assert [day.day for day in found.roles["published"]] == [2, 30]
    assert found.actors.loc[0, "gender"] == "f"


def full_name(text, name="Peter Müller"):
    return text, [(name, "PER")]


def test_two_people_of_one_full_name_are_parted_by_their_walks_of_life():
    mentions, actors = linked(
        full_name("Peter Müller (SPD) sprach im Landtag."),
        full_name("Trainer Peter Müller wechselte zweimal."),
        full_name("Innenminister Peter Müller trat zurück."),
        full_name("Peter Müller schwieg."),
    )
    people = mentions[mentions["kind"] == "PER"]
    assert list(people["actor_id"]) == [
        "peter-mueller-politik", "peter-mueller-sport", "peter-mueller-politik", "peter-mueller",
    ]  # fmt: skip
    unclear = unclear_mentions(mentions, actors)
    assert list(unclear["article_id"]) == ["a3"]
    assert list(unclear["candidates"]) == ["Peter Müller (Politik); Peter Müller (Sport)"]


def test_an_article_that_shows_both_sides_joins_them():
    mentions, actors = linked(
        full_name("Trainer Peter Müller, früher Innenminister, gewann."),
        full_name("Der Trainer Peter Müller, Abgeordneter im Landtag, gewann."),
        full_name("Innenminister Peter Müller trat zurück."),
    )
    assert set(mentions.loc[mentions["kind"] == "PER", "actor_id"]) == {"peter-mueller"}
    assert unclear_mentions(mentions, actors).empty


def test_two_parties_alone_leave_one_person_who_is_listed():
    mentions, actors = linked(
        full_name("Peter Müller (SPD) sprach."), full_name("Peter Müller (CDU) sprach.")
    )
    assert set(mentions["actor_id"]) == {"peter-mueller"}
    assert len(unclear_mentions(mentions, actors)) == 2


def test_one_slip_of_gender_parts_nobody():
    texts = ["Ministerin Kim Dürr kam.", "Ministerin Kim Dürr ging.", "Minister Kim Dürr sprach."]
    mentions, _ = linked(*(full_name(text, "Kim Dürr") for text in texts))
    assert set(mentions["actor_id"]) == {"kim-duerr"}


def test_the_greens_of_austria_are_not_those_of_germany():
    berlin = "Bündnis 90/Die Grünen stimmen zu. Die SPD lobt die Grünen."
    vienna = "Die Grünen zögern, und die SPÖ schimpft auf die Grünen."
    mentions, actors = linked(
        (berlin, [("Bündnis 90/Die Grünen", "ORG"), ("SPD", "ORG"), ("Grünen", "ORG")]),
        (vienna, [("Grünen", "ORG"), ("SPÖ", "ORG"), ("Grünen", "ORG")]),
    )
    names = actors.set_index("actor_id")["name"]
    assert list(names[mentions["actor_id"]]) == [
        "Bündnis 90/Die Grünen", "SPD", "Bündnis 90/Die Grünen", "Die Grünen", "SPÖ", "Die Grünen",
    ]  # fmt: skip


def test_a_list_is_no_part_of_the_party_whose_name_it_begins_with():
    list_ = "Die Grüne Liste stimmt zu, sagt die Chefin der Grünen Liste. Die Grünen feiern."
    mentions, actors = linked(
        (list_, [("Grüne Liste", "ORG"), ("Grünen", "ORG"), ("Grünen", "ORG")]),
        ("Die Grünen zögern.", [("Grünen", "ORG")]),
    )
    assert list(actors["name"]) == ["Grüne Liste"]
    assert list(mentions["text"]) == ["Grüne Liste", "Grünen Liste", "Grünen", "Grünen"]


def test_the_party_stays_where_only_another_article_tells_of_a_list():
    party = "Bündnis 90/Die Grünen stimmen zu. Die Grünen feiern."
    mentions, actors = linked(
        ("Die Grüne Liste zögert.", [("Grüne", "ORG")]),
        (party, [("Bündnis 90/Die Grünen", "ORG"), ("Grünen", "ORG")]),
    )
    names = actors.set_index("actor_id")["name"]
    party = "Bündnis 90/Die Grünen"
    assert list(names[mentions["actor_id"]]) == ["Grüne Liste", party, party]


def test_a_known_firm_is_not_its_product():
    text = "Apple stellt Apple Pay vor. Werder siegt, sagt Werder Bremen."
    names = [("Apple", "ORG"), ("Apple Pay", "ORG"), ("Werder", "ORG"), ("Werder Bremen", "ORG")]
    mentions, _ = linked((text, names))
    assert list(mentions["actor_id"]) == ["apple", "apple-pay", "werder-bremen", "werder-bremen"]


def test_a_known_abbreviation_means_something_else_only_where_that_is_explained():
    mentions, _ = linked(
        (
            "Die Insel Watt Freunde (IWF) und der IWF.",
            [("Insel Watt Freunde", "ORG"), ("IWF", "ORG"), ("IWF", "ORG")],
        ),
        ("Der IWF warnt.", [("IWF", "ORG")]),
    )
    found = ["insel-watt-freunde"] * 3 + ["internationaler-waehrungsfonds"]
    assert list(mentions["actor_id"]) == found


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("Der Bericht des Rechnungshofs liegt vor.", "Rechnungshofs", "Rechnungshof"),
        ("Die Truppen des Bundesheeres", "Bundesheeres", "Bundesheer"),
        ("Laut des Währungsfonds", "Währungsfonds", "Währungsfonds"),
        ("Die Kulturstiftung des Bundes", "Kulturstiftung des Bundes", "Kulturstiftung des Bundes"),
        ("Im Kunsthistorischen Museum", "Kunsthistorischen Museum", "Kunsthistorisches Museum"),
    ],
)
def test_a_house_is_shown_as_it_stands_alone(text, name, shown):
    _, actors = linked((text, [(name, "ORG")]))
    assert list(actors["name"]) == [shown]


def test_the_dative_of_a_country_names_the_country():
    text = "Die Niederlande siegen; in den Niederlanden wird gefeiert."
    mentions, _ = linked((text, [("Niederlande", "LOC"), ("Niederlanden", "LOC")]))
    assert list(mentions["actor_id"]) == ["niederlande"] * 2


def test_what_an_abbreviation_begins_with_may_stand_in_front_of_the_name_that_was_found():
    text = "Die Gewerkschaft der Polizei (GdP) lehnt das ab; die GdP warnt die Polizei."
    names = [("Polizei", "ORG"), ("GdP", "ORG"), ("GdP", "ORG"), ("Polizei", "ORG")]
    union = "gewerkschaft-der-polizei"
    house = "Der Betriebskindergarten des Innenministeriums (BMI) schließt."
    found, _ = linked((house, [("Innenministeriums", "ORG"), ("BMI", "ORG")]))
    assert list(found["actor_id"]) == ["innenministerium"] * 2
    for before in ("", f"Die CDU {'war lange ' * 12} dafür. "):
        mentions, _ = linked((before + text, [("CDU", "ORG")] * bool(before) + names))
        assert list(mentions["actor_id"])[-4:] == [union, union, union, "polizei"]


def test_a_local_party_is_not_the_party():
    mentions, _ = linked(
        ("Die SPÖ sagt ja, die Stadt-SPÖ nein.", [("SPÖ", "ORG"), ("Stadt-SPÖ", "ORG")])
    )
    assert list(mentions["actor_id"]) == ["spoe", "stadt-spoe"]


def test_an_adjective_of_three_letters_is_inflected_too():
    text = "Das Rote Kreuz warnt. Helfer des Roten Kreuzes kamen. Rotes Kreuz sucht Spenden."
    mentions, actors = linked(
        (text, [("Rote Kreuz", "ORG"), ("Roten Kreuzes", "ORG"), ("Rotes Kreuz", "ORG")])
    )
    assert set(mentions["actor_id"]) == {"rotes-kreuz"}
    assert actors.loc[0, "name"] == "Rotes Kreuz"


def test_countries_codes_and_products_are_no_actors():
    text = "Jana Kell (GBR) schlug Ida Roth (NED-4) vor dem TV Aue. Sie trug ihr iPad unterm Arm."
    names = [("Jana Kell", "PER"), ("GBR", "ORG"), ("Ida Roth", "PER"), ("NED-4", "ORG")]
    mentions, _ = linked((text, [*names, ("TV Aue", "ORG"), ("iPad", "ORG")]))
    assert list(mentions["kind"]) == ["PER", "OTH", "PER", "OTH", "ORG", "OTH"]


def test_a_surname_taken_once_for_a_house_is_the_person_named_in_full():
    text = "Im Halbfinale trifft Jana Kell auf Ida Roth. Kell siegte zuletzt."
    names = [("Jana Kell", "PER"), ("Ida Roth", "PER"), ("Kell", "ORG")]
    mentions, _ = linked((text, names))
    assert list(mentions["actor_id"]) == ["jana-kell", "ida-roth", "jana-kell"]
