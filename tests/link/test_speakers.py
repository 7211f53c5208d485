"""Who speaks: names, spokespeople, pronouns, offices, groups."""

import pytest

from presseschau.core.tables import SPEAKER_CLASSES, conform, format_spans
from presseschau.link.actors import link_actors
from presseschau.link.actors.speakers import link_speakers

TEXT = (
    "Der slowakische Präsident Max Kern und Ministerin Ida Moll trafen sich in Breesen. "
    "Er lobte das Treffen. Sie schwieg. Moll sagte, es sei spät. "
    "Der Präsident widersprach. Ein Sprecher der Nordlicht AG winkte ab. "
    "Die Experten des Instituts für Wellen warnten. Später sagten die Experten dasselbe. "
    "Angaben der Nordlicht AG fehlten. Die Polizei wusste nichts. Ein Zeuge lachte. "
    "Der Anwalt von Max Kern gähnte. Der Staatsanwalt ging. Eigenen Angaben zufolge friert Moll."
)
NAMES = [("Max Kern", "PER"), ("Ida Moll", "PER"), ("Breesen", "LOC"), ("Moll", "PER"),
         ("Nordlicht AG", "ORG"), ("Instituts für Wellen", "ORG"), ("Nordlicht AG", "ORG"),
         ("Max Kern", "PER"), ("Moll", "PER")]  # fmt: skip


def speaker(phrase: str, cue: str = "sagte", text: str = TEXT, names=NAMES):
    mentions, position = [], 0
    for name, kind in names:
        position = text.index(name, position)
        mentions.append({"article_id": "a", "start": position, "end": position + len(name),
                         "text": name, "kind": kind})  # fmt: skip
        position += len(name)
    articles = conform([{"article_id": "a", "text": text}], "articles")
    start = text.index(phrase) if phrase else -1
    span = [(start, start + len(phrase))] if phrase else []
    quote = {"article_id": "a", "quote": 0, "speaker": phrase, "cue": cue, "start": 0, "end": 1,
             "speaker_spans": format_spans(span), "speaker_start": start}  # fmt: skip
    quotes = conform([quote], "quotes")
    linked = link_actors(conform(mentions, "mentions"), articles)
    found = link_speakers(quotes, linked, articles).iloc[0]
    assert found["speaker_class"] in SPEAKER_CLASSES
    assert bool(found["actor_id"]) == (found["actor_score"] > 0)
    return found["actor_id"], found["speaker_class"]


@pytest.mark.parametrize(
    ("phrase", "actor", "kind"),
    [
        ("Moll sagte"[:4], "ida-moll", "named"),
        ("Ministerin Ida Moll", "ida-moll", "named"),
        ("Er", "max-kern", "resolved"),
        ("Sie", "ida-moll", "resolved"),
        ("Der Präsident", "max-kern", "resolved"),
        ("Ein Sprecher der Nordlicht AG", "nordlicht-ag", "resolved"),
        ("Angaben der Nordlicht AG", "nordlicht-ag", "named"),
        ("Die Experten des Instituts für Wellen", "institut-fuer-wellen", "resolved"),
        ("die Experten", "institut-fuer-wellen", "resolved"),
        ("Die Polizei", "", "collective"),
        ("Ein Zeuge", "", "anonymous"),
        ("Der Anwalt von Max Kern", "", "anonymous"),
        ("Der Staatsanwalt", "", "anonymous"),
        ("Eigenen Angaben", "ida-moll", "resolved"),
        ("", "", "none"),
    ],
)
def test_who_speaks(phrase, actor, kind):
    assert speaker(phrase) == (actor, kind)


def test_a_relative_pronoun_takes_up_the_name_before_it():
    text = "Es kam General Max Kern, der in Breesen betonte, er sei müde."
    assert speaker("der", text=text, names=[("Max Kern", "PER")]) == ("max-kern", "resolved")


def test_several_people_are_not_one_woman():
    text = "Ida Moll traf Fischer der Nordlicht AG. Sie fordern Hilfe."
    names = [("Ida Moll", "PER"), ("Nordlicht AG", "ORG")]
    assert speaker("Sie", "fordern", text, names) == ("nordlicht-ag", "resolved")


def test_in_an_apposition_the_last_name_speaks():
    text = "Der Nachfolger des Airbus-Chefs Max Kern, Tim Lohse, hat das angekündigt."
    names = [("Max Kern", "PER"), ("Tim Lohse", "PER")]
    found = speaker("Der Nachfolger des Airbus-Chefs Max Kern, Tim Lohse", text=text, names=names)
    assert found == ("tim-lohse", "named")


def test_a_person_wins_over_the_paper():
    text = "Ida Moll vom Nordblick berichtete das."
    names = [("Ida Moll", "PER"), ("Nordblick", "ORG")]
    assert speaker("Ida Moll vom Nordblick", text=text, names=names) == ("ida-moll", "named")


def test_a_speaker_cut_short_is_read_on():
    text = "Nach Angaben von n24 sind es viele."
    assert speaker("Angaben", text=text, names=[("n24", "ORG")]) == ("n24", "named")
