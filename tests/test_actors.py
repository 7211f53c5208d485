"""One actor behind many names, and two people with one surname kept apart."""

import pandas as pd

from presseschau.actors import link_actors, slug
from presseschau.tables import conform


def linked(*texts_and_names):
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
    return link_actors(conform(mentions, "mentions"), conform(articles, "articles"))[:2]


def test_surname_and_genitive_go_to_the_full_name_of_the_article():
    text = "Innenminister Holger Brandt schwieg. Brandt geht. Brandts Rücktritt kam spät."
    mentions, actors = linked(
        (text, [("Holger Brandt", "PER"), ("Brandt", "PER"), ("Brandts", "PER")])
    )
    assert set(mentions["actor_id"]) == {"holger-brandt"}
    assert actors.loc[0, "roles"] == "Innenminister"


def test_a_name_that_ends_in_s_is_no_genitive():
    mentions, _ = linked(("Reuters meldet aus Paris.", [("Reuters", "ORG"), ("Paris", "LOC")]))
    assert list(mentions["actor_id"]) == ["reuters", "paris"]


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


def test_no_mentions_give_empty_tables():
    mentions, actors = linked(("Nichts.", []))
    assert mentions.empty
    assert actors.empty
    assert isinstance(actors, pd.DataFrame)


def test_slugs_are_plain():
    assert slug("Emre Yıldız-Özdemir") == "emre-yildiz-oezdemir"
    assert slug("Ярослав")
