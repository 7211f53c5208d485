"""What lesson 6 claims and does not compute before the learner's eyes."""

import pytest
from sheets import exercises

from presseschau.annotate.lexicon import look_up
from presseschau.annotate.rules.judgements import ABSTAIN, target_tone
from presseschau.core.text import read_document
from presseschau.lessons import build, sample, sample_analysis
from presseschau.measures import tone_evidence
from presseschau.measures.tone import toned


@pytest.fixture(scope="module")
def analysis():
    return sample_analysis().keep(sample()["article_id"])


def judged(name, sentence):
    start = sentence.find(name)
    return target_tone(read_document(sentence), (start, start + len(name))).tenor


def test_the_words_of_the_first_exercise_are_filed_as_it_says():
    kinds = {word: look_up(word).kind for word in ("Krieg", "Hochwasser", "Sieg", "Streik")}
    assert set(kinds.values()) == {"event"}
    for word in ("Versagen", "besonnen", "glücklos", "dreist"):
        assert look_up(word).kind == "evaluation"


def test_where_the_rule_fails_the_library_is_right_silent_and_wrong():
    assert judged("Brandt", "Brandt handelte nicht besonders klug.") == -1
    assert judged("Brandt", "Niemand hält Brandt für klug.") == 0
    assert judged("Brandt", "Brandt ist alles andere als klug.") == 1


def test_looking_up_misses_capitals_and_idioms_that_the_library_knows():
    assert look_up("mutig").sign == 1
    assert look_up("Mutig") is None
    assert look_up("gelassen").sign == 1
    assert judged("Brandt", "Brandt hat die Helfer im Stich gelassen.") == -1
    assert judged("Brandt", "Brandt handelte nie feige.") == 0  # a denied blame is no praise


def test_the_sharp_sentences_without_a_word_of_the_lexicon_stand_in_the_kurier():
    kurier = "\n".join(sample("Halmark Kurier")["text"])
    assert "Das glaubt ihm in der Halmark keiner mehr." in kurier
    assert "Er ging, wie er regiert hat: zu spät." in kurier


def test_the_sentences_on_voices_are_taken_from_the_papers():
    texts = "\n".join(sample()["text"])
    for part in (
        "Amelung sei die teuerste Zuschauerin des Landes, ätzte er.",
        "der glücklose Innenminister,",
        "Der Landtag habe Mut bewiesen, erklärte er.",
        "Ministerpräsidentin Ruth Amelung lobte die Schlichterin Elsbeth Rahn.",
        "Wendland hat recht, wenn er sagt, ein Land dürfe sich „nicht von 4300 Leuten den Stecker",
        "Meret Sörensen, Landeschefin der Grünen Liste, findet das »erbärmlich«.",
    ):
        assert part in texts


def test_the_kurier_judges_most_and_the_machine_is_mostly_silent(analysis):
    judgements = tone_evidence(analysis, 1000)
    own = judgements[judgements["voice"] == "outlet"]["outlet"].value_counts()
    per_article = own / sample()["outlet"].value_counts()
    assert per_article.idxmax() == own.idxmax() == "Halmark Kurier"
    assert list(judgements["outlet"].value_counts().index[:2]) == ["Halmark Kurier", "Die Wiesche"]
    places = toned(analysis)
    assert (places["tenor"] == 0).mean() > 0.75
    assert round(ABSTAIN, 2) == 0.54


def test_a_higher_threshold_drops_mistakes_but_not_the_surest():
    source = build.teacher_folder() / "06-tonfall.ipynb"
    mistakes = {one.key.exercise: one for one in exercises(source)}["6.8"].answer
    judgements = tone_evidence(sample_analysis().keep(sample()["article_id"]), 1000)
    two = judgements[judgements["outlet"].isin(["Halmark Kurier", "Die Wiesche"])]
    two = two.sort_values(["score", "name", "text"]).reset_index(drop=True)
    assert len(mistakes) == 4
    assert max(mistakes) == len(two) - 1  # the surest judgement of all is a mistake
    kept = [len(mistakes & set(two[two["score"] >= least].index)) for least in (0.54, 0.6, 0.7)]
    assert kept == [4, 2, 1]


def test_the_machine_hears_another_voice_in_the_sixth_sentence_alone(analysis):
    found = tone_evidence(analysis, 1000)
    words = ["ätzte", "glücklose", "Mut bewiesen", "lobte die", "hat recht", "erbärmlich"]
    voices = [found[found["text"].str.contains(word)].iloc[0]["voice"] for word in words]
    heard = "".join("z" if voice == "outlet" else "r" for voice in voices)
    told = next(
        one.answer
        for one in exercises(build.teacher_folder() / "06-tonfall.ipynb")
        if one.key.exercise == "6.5"
    )
    assert [n for n in range(6) if heard[n] != told[n]] == [5]
