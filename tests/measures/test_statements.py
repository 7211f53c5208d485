"""Findings hold where articles carry them, agree with their tables, and show their places."""

from dataclasses import replace

import pandas as pd
import pytest

from presseschau import measures
from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform
from presseschau.measures.contrasts import is_clear, strongest
from presseschau.measures.statements import MOST, findings
from presseschau.views.findings import chosen

ACTORS = {name.split()[-1].lower(): name for name in ("Mara Voss", "Jan Petersen", "Ina Kolb")}
FILLER = "Der Rat der Stadt tagt auch in dieser Woche wieder im alten Rathaus."


def planted(plan: list[tuple]) -> Analysis:
    """An analysis of articles given by outlet, day, who is named, who speaks and who is blamed."""
    rows: dict[str, list] = {name: [] for name, _ in Analysis().tables()}
    for number, (outlet, day, *who) in enumerate(plan):
        names, speaker, blamed = (*who, "", "")[:3]
        key, text, sentences = f"a{number}", "", []
        forms = [(one, f"{ACTORS[one]} kommt heute in das Rathaus der kleinen Stadt am Fluss.")
                 for one in names.split()]  # fmt: skip
        if speaker:
            forms.append((speaker, f"„Das stimmt so nicht“, sagte {ACTORS[speaker]} im Rat."))
        forms.append(("", FILLER))
        for one, form in forms:
            start = len(text) + bool(text)
            text = f"{text} {form}".strip()
            sentences.append((start, len(text)))
            if one:
                at = text.index(ACTORS[one], start)
                rows["mentions"].append({
                    "article_id": key, "start": at, "end": at + len(ACTORS[one]), "kind": "PER",
                    "text": ACTORS[one], "actor_id": one,
                })  # fmt: skip
            if form.startswith("„"):
                rows["quotes"].append({
                    "article_id": key, "quote": 0, "start": start, "end": start + 22,
                    "text": form[:22], "type": "Direct", "actor_id": one,
                })  # fmt: skip
        for place, (start, end) in enumerate(sentences):
            rows["sentences"].append(
                {"article_id": key, "sentence": place, "start": start, "end": end}
            )
        if blamed:
            rows["tone"] += [{"article_id": key, "sentence": 0, "actor_id": blamed, "tenor": -1,
                              "voice": "outlet"}]  # fmt: skip
        rows["articles"].append({"article_id": key, "title": f"Titel {number}", "text": text,
                                 "outlet": outlet, "published": pd.Timestamp(day)})  # fmt: skip
    rows["actors"] = [
        {"actor_id": one, "name": name, "kind": "PER"} for one, name in ACTORS.items()
    ]
    return Analysis(**{name: conform(table, name) for name, table in rows.items()})


def of(analysis: Analysis) -> dict:
    return {row["kind"]: row for row in findings(analysis).to_dict("records")}


def test_who_leads_is_told_with_the_distance_and_whether_it_may_be_chance():
    far = of(planted([("", None, "voss")] * 15 + [("", None, "petersen")] * 5))["lead"]
    assert (far["name"], far["other"], far["n"], far["of"]) == ("Mara Voss", "Jan Petersen", 15, 20)
    assert far["first"] - far["second"] == pytest.approx(far["value"]) == pytest.approx(0.5)
    assert 0 < far["low"] < far["value"] < far["high"]
    assert far["holds"]
    assert far["clear"]


def test_two_who_are_level_but_before_all_others_are_in_front_together():
    row = of(planted([("", None, "voss petersen")] * 20 + [("", None, "kolb")] * 5))["lead"]
    assert (row["front"], row["other"], row["n"], row["behind"]) == (2, "Ina Kolb", 20, 5)
    assert row["holds"]
    assert row["clear"]
    assert row["first"] - row["second"] == pytest.approx(row["value"])


def test_where_nobody_is_in_front_the_first_stands_for_itself_or_nothing_is_said():
    near = [("", None, "voss")] * 8 + [("", None, "petersen")] * 7
    row = of(planted(near))["lead"]
    assert row["holds"]
    assert (row["clear"], row["front"], row["second"]) == (False, 0, 0)
    assert (row["value"], row["first"]) == (8 / 15, 8 / 15)
    assert 0 < row["low"] < row["value"]
    rare = of(planted([*near, *[("", None, "")] * 40]))["lead"]
    assert (rare["reason"], rare["holds"]) == ("level", False)


def test_what_is_reported_differently_new_or_changed_comes_before_who_is_in_front():
    order = list(findings(planted([("Bote", None, "voss")] * 3))["kind"])
    assert order == [
        *("retold", "new", "change", "outlets", "judged"),
        *("story", "lead", "quoted", "words", "manner"),
    ]


def labelled(analysis: Analysis, who: str, articles: range) -> Analysis:
    """With the mentions of somebody in these articles being labels, as in "Ida Moll (SPD)"."""
    mentions, ids = analysis.mentions, [f"a{n}" for n in articles]
    told = (mentions["actor_id"] == who) & mentions["article_id"].isin(ids)
    return replace(analysis, mentions=mentions.assign(is_label=told))


def test_nobody_gains_or_loses_or_is_new_who_was_only_written_otherwise():
    plan = [("", "2026-03-02", "voss")] * 15 + [("", "2026-03-09", "voss")] * 15
    brackets = of(labelled(planted(plan), "voss", range(15)))
    assert not brackets["change"]["holds"]
    assert not brackets["new"]["holds"]
    plan[:15] = [("", "2026-03-02", "")] * 15
    assert of(planted(plan))["new"]["holds"]


def test_an_outlet_that_writes_bodies_into_brackets_does_not_pass_them_over():
    plan = [("Bote", None, "voss kolb")] * 12 + [("Kurier", None, "voss")] * 12
    row = of(labelled(planted(plan), "voss", range(12, 24)))["outlets"]
    assert row["holds"]
    assert row["name"] == "Ina Kolb"
    only = [("Bote", None, "voss")] * 12 + [("Kurier", None, "voss")] * 12
    assert of(labelled(planted(only), "voss", range(12, 24)))["outlets"]["reason"]


def test_two_actors_of_one_name_stay_two():
    analysis = planted([("", None, "voss")] * 18 + [("", None, "petersen")] * 6)
    actors = analysis.actors.assign(name="Mara Voss")
    row = of(replace(analysis, actors=actors))["lead"]
    assert row["value"] == pytest.approx(0.5) == row["first"] - row["second"]


def test_bodies_named_by_their_kind_lead_nothing_since_each_may_be_another():
    plan = [("", None, "voss", "voss")] * 15 + [("", None, "petersen")] * 9
    analysis = planted([*plan, *[("", None, "", "kolb")] * 6, *[("", None, "", "petersen")] * 5])
    police = analysis.actors["name"].replace("Mara Voss", "Polizei")
    rows = of(replace(analysis, actors=analysis.actors.assign(name=police)))
    assert (rows["lead"]["name"], rows["lead"]["other"]) == ("Jan Petersen", "Ina Kolb")
    assert rows["quoted"]["name"] == "Ina Kolb"


def test_all_who_share_the_second_place_are_told():
    row = of(planted([("", None, "voss")] * 18 + [("", None, "petersen kolb")] * 6))["lead"]
    assert (row["behind"], {row["other"], *row["ties"]}) == (6, {"Jan Petersen", "Ina Kolb"})


@pytest.mark.parametrize(("reprints", "texts", "reason"), [(4, 6, ""), (7, 3, "few_articles")])
def test_a_story_is_as_large_as_on_every_page_if_not_a_reprint_of_few_texts(
    reprints, texts, reason
):
    analysis = planted([("", None, "voss")] * 17)
    stories = ["Streik"] * 9 + ["Kai"] * 7 + [""]
    wire = ["w"] * reprints + [""] * (17 - reprints)
    analysis = replace(analysis, articles=analysis.articles.assign(story=stories, wire_group=wire))
    row = of(analysis)["story"]
    assert (row["name"], row["n"], row["behind"], row["of"]) == ("Streik", 9, 7, 17)
    assert row["reason"] == reason
    counted = measures.stories(analysis)
    assert counted[["articles", "texts"]].to_numpy().tolist() == [[9, texts], [7, 7]]


def test_quotes_word_by_word_are_counted_unless_marks_are_lost():
    analysis = planted([("", None, "", "voss")] * 7 + [("", None, "petersen", "kolb")] * 2)
    assert of(analysis)["quoted"]["direct"] == 7
    articles = analysis.articles
    bare = articles.assign(text=articles["text"].str.replace("[„“]", " ", regex=True))
    assert pd.isna(of(replace(analysis, articles=bare))["quoted"]["direct"])


def test_a_quote_that_another_article_prints_in_full_is_no_proof():
    analysis = planted([("", None, "", "voss")] * 7 + [("", None, "petersen", "kolb")] * 2)
    first = of(analysis)["quoted"]["article_id"]
    cut = {"utterance": 1, "article_id": first, "quote": 0, "change": "cut"}
    shortened = replace(analysis, utterances=conform([cut], "utterances"))
    assert of(shortened)["quoted"]["article_id"] != first


def test_who_is_alone_is_compared_with_nobody():
    rows = of(planted([("", None, "voss", "voss")] * 6))
    assert rows["lead"]["reason"] == rows["quoted"]["reason"] == "alone"


def test_few_articles_carry_nothing():
    table = findings(planted([("Bote", "2026-03-02", "voss", "voss")] * 4))
    assert not table["holds"].any()
    assert findings(Analysis())["holds"].sum() == 0


def test_the_most_quoted_is_counted_by_articles_and_proved_by_their_words():
    plan = [("", None, "", "voss")] * 7 + [("", None, "petersen", "kolb")] * 2
    row = of(planted(plan))["quoted"]
    assert (row["name"], row["n"], row["quotes"], row["anchor"]) == ("Mara Voss", 7, 7, "q0")
    assert row["text"] == "„Das stimmt so nicht“, sagte Mara Voss im Rat."


def test_outlets_differ_where_chance_would_not_do_it_and_the_table_says_the_same():
    plan = [("Bote", None, "voss")] * 12 + [("Kurier", None, "petersen")] * 12
    row = of(planted(plan))["outlets"]
    assert row["holds"]
    assert {row["where"], row["other"]} == {"Bote", "Kurier"}
    shares = row["table"].set_index("outlet")["value"]
    assert (shares[row["where"]], shares[row["other"]]) == (row["first"], row["second"]) == (1, 0)
    mixed = [("Bote", None, "voss")] * 7 + [("Kurier", None, "voss")] * 5
    mixed += [("Bote", None, "petersen")] * 5 + [("Kurier", None, "petersen")] * 7
    assert of(planted(mixed))["outlets"]["reason"] == "chance"


def test_what_articles_lack_is_the_reason_against_a_candidate():
    rows = of(planted([("Bote", None, "voss", "voss")] * 30))
    reasons = {kind: row["reason"] for kind, row in rows.items()}
    assert reasons["change"] == reasons["new"] == "undated"
    assert reasons["outlets"] == reasons["words"] == reasons["manner"] == "one_outlet"
    assert reasons["judged"] == "few_judgements"


def test_who_comes_up_in_the_second_half_is_new_and_who_is_named_less_loses():
    early, late = [("", "2026-03-02", "voss")] * 15, [("", "2026-03-09", "kolb")] * 14
    rows = of(planted([*early, ("", "2026-03-02", "petersen"), *late, ("", "2026-03-09", "voss")]))
    new, change = rows["new"], rows["change"]
    assert (new["name"], new["where"], new["second"]) == ("Ina Kolb", "later", 0)
    assert new["since"] == pd.Timestamp("2026-03-09")
    assert (change["name"], change["where"]) == ("Mara Voss", "earlier")
    assert new["holds"]
    assert change["holds"]
    assert change["first"] > change["second"]


def test_a_judgement_takes_thirty_sentences():
    judged = of(planted([("", None, "voss", "", "voss")] * 30))["judged"]
    assert judged["holds"]
    assert judged["value"] == -1
    assert judged["of"] == 30
    assert of(planted([("", None, "voss", "", "voss")] * 29))["judged"]["reason"] != ""


def test_nothing_is_said_that_a_method_finds_which_nobody_has_measured():
    analysis = planted([("", None, "voss")] * 15 + [("", None, "petersen")] * 5)
    unmeasured = replace(analysis, annotator="mine.py:reader")
    assert of(unmeasured)["lead"]["reason"] == "imprecise"
    rules = [" ".join(chosen(one, findings(one), "en")["rules"]) for one in (analysis, unmeasured)]
    assert ["at least 60 of 100" in said for said in rules] == [True, False]


def test_a_proof_is_a_sentence_of_the_article_around_its_place():
    plan = [("Bote", "2026-03-09", "voss", "voss")] * 12
    plan += [("Kurier", "2026-03-02", "petersen")] * 12
    analysis = planted(plan)
    texts = analysis.articles.set_index("article_id")["text"]
    table = findings(analysis)
    assert 3 <= table["holds"].sum() <= MOST
    for row in table[table["holds"]].to_dict("records"):
        assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row["text"]
        assert row["kind"] in ("words", "manner") or row["name"].split()[-1] in row["text"]


def test_more_comparisons_ask_for_more():
    assert is_clear(0.2, 0.01, 0.4)
    assert not is_clear(0.2, 0.01, 0.4, tests=20)
    assert is_clear(-0.2, -0.3, -0.1, tests=20)
    assert not is_clear(-0.2, -0.5, 0.1)
    assert not is_clear(0.0, 0.0, 0.0)


def test_the_strongest_contrast_is_the_surest_not_the_widest():
    table = pd.DataFrame(
        [("A", 0.9, 0.2, 1.0, 10), ("B", 0.6, 0.55, 0.65, 50), ("C", 0.4, 0.35, 0.45, 50),
         ("D", 0.0, 0.0, 0.1, 9)],
        columns=["outlet", "value", "low", "high", "n"],
    )  # fmt: skip
    best = strongest(table, "outlet")
    assert (best.where, best.other) == ("B", "C")
    assert best.clear
    assert best.low == pytest.approx(0.2 - 0.05 * 2**0.5)
    assert strongest(table.head(1), "outlet") is None


def test_who_is_in_a_hundredth_of_the_articles_is_news_and_who_is_in_fewer_is_not():
    for named, reason in ((10, ""), (9, "few_articles")):
        plan = [("Bote", f"2026-03-{1 + n // 50:02}", "petersen") for n in range(1000)]
        plan[-named:] = [("Bote", "2026-03-20", "petersen voss")] * named
        row = of(planted(plan))["new"]
        assert row["reason"] == reason
        assert row["name"] == "Mara Voss" or reason
