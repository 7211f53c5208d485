"""Who speaks: the actor behind the speaker of every quote, named, meant or left open."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import partial

import pandas as pd

from presseschau.core.tables import Span, conform, parse_spans
from presseschau.link.actors import LinkedActors
from presseschau.link.actors.barred_speakers import (
    is_accused,
    is_charged,
    is_no_source,
    turns_aside,
)
from presseschau.link.actors.chains import (
    UNHEARD,
    Heard,
    Speaker,
    goes_on,
    in_chain,
    left_open,
    with_last,
)
from presseschau.link.actors.meant_speakers import meant
from presseschau.link.actors.named_speakers import (
    cited,
    holder,
    organisation,
    person,
    speaking,
    told_house,
)
from presseschau.link.actors.nouns import is_person, labelled
from presseschau.link.actors.ranked_speakers import by_ranking
from presseschau.link.actors.reference import SHARES, Article, Named, Referent, Turn
from presseschau.link.actors.role_words import is_person_noun
from presseschau.link.actors.scene import Said, Scene
from presseschau.link.actors.speaker_phrases import RELATIVE, a_row_each, together

#: "heißt es in einem Schreiben, wie die Zeitung berichtet": the paper tells what others say.
_SECOND_HAND = re.compile(r"\b[Hh](?:ei|ie)ßt? es\b[^.!?]*, wie $")
#: "Bisher hieß es": nobody, whoever spoke before.
_IN_GENERAL = re.compile(
    r"\b(?:[Bb]is(?:her|lang)|[Ff]rüher|[Ee]inst|[Ll]ange|[Oo]ft|[Aa]llgemein|[Ii]mmer(?: wieder)?"
    r"|[Jj]edes Mal|[Mm]anchmal|Nun) h(?:ie|ei)ßt? es[,:]? [„“\"»]?$"
)
#: "wie der Nordblick von Ida Moll erfuhr": she told it.
_LEARNED = re.compile(r"\berf(?:uhr|ahren|ährt)")
_FROM = re.compile(r" (?:von|vom|aus) ")
_CIRCLES = re.compile(r"(?i)(?:kreisen?|quellen?|umfeld|insidern?|akten|unterlagen)\b")
_CITE = re.compile(r"zitierte?\b")
#: Who asked or paid: "(Die Studie) im Auftrag des Verbands", "(die Antwort auf) eine Anfrage".
_ASKED_OR_PAID = re.compile(
    r"(?P<aside>\bim Auftrag|\b(?:auf|zu|eine[rs]?) (?:[\w-]+ ){0,3}[\w-]*[Aa]nfrage)"
    r"|[Aa]nfrage|Auftrag"
)
#: "den Nachbarn, der" (sagte): what a relative pronoun takes up, and who has no name there.
_ANTECEDENT = re.compile(
    r"\b(?P<phrase>(?:[Dd](?:e[nmr]|ie|as)|[Ee]ine?[nmr]?) (?:[a-zäöüß]+ )*"
    r"(?P<noun>[A-ZÄÖÜ][a-zäöüß]+?)(?:n|en)?), $"
)
_ANYBODY = frozenset(["Mann", "Frau", "Bruder", "Schwester", "Mutter", "Vater"])
_NAMED = ("name", "joint names", "organisation")


def link_speakers(
    quotes: pd.DataFrame,
    linked: LinkedActors,
    articles: pd.DataFrame,
    start: Callable[..., Callable[[], pd.DataFrame]] = partial,
) -> pd.DataFrame:
    """The quotes with the actor who speaks each of them.

    What several say together ("Merkel und Macron erklärten") is each one's: it has a row for each
    of them, one behind the other, alike but for ``quote`` and ``actor_id``.

    Args:
        quotes: The table quotes, without actors.
        linked: What :func:`presseschau.link.actors.link_actors` found.
        articles: The table articles.
        start: Does some of the work in another process, as ``engines.beside`` gives it.

    Returns:
        quotes with ``actor_id``, ``actor_score`` (0 to 1) and ``speaker_class``: "named" (the
        speaker has a name: a person wins over an organisation), "resolved" (a pronoun, an office
        or "ein Sprecher des ..." that the text lets resolve), "collective" and "anonymous" (who
        speaks stays open), "none" (no speaker is given).
    """
    later = quotes["article_id"].isin(articles["article_id"].iloc[len(articles) // 2 :])
    others = start(find_speakers, quotes[later], linked, articles)
    found = pd.concat([find_speakers(quotes[~later], linked, articles), others()]).sort_index()
    table = conform(quotes.assign(**found.drop(columns="joint")), "quotes")
    joint = [
        names if names and names[0] == actor else ()
        for names, actor in zip(found["joint"], found["actor_id"], strict=True)
    ]
    return a_row_each(table, pd.Series(joint, table.index, dtype=object))


def find_speakers(
    quotes: pd.DataFrame, linked: LinkedActors, articles: pd.DataFrame
) -> pd.DataFrame:
    """Finds who is behind phrases, in the columns that :func:`link_speakers` adds, and ``joint``.

    ``joint`` lists the actors of a phrase that names several together, in order.
    """
    named = names_by_article(linked, quotes["article_id"])
    roles: dict[str, list[str]] = defaultdict(list)
    once = linked.roles[["actor_id", "role"]].drop_duplicates()
    for actor, role in zip(once["actor_id"], once["role"], strict=True):
        roles[actor].append(role)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    types = quotes["type"] if "type" in quotes else pd.Series("", index=quotes.index)
    table = quotes.assign(type=types).sort_values(["article_id", "start", "end"], kind="stable")
    found: dict[int, Speaker] = {}
    spoken: dict[str, list[Span]] = defaultdict(list)
    for key, *place, kind in zip(
        *(table[c].tolist() for c in ("article_id", "start", "end", "type")), strict=True
    ):
        if kind:
            spoken[key].append(tuple(place))
    article_id, scene, turn = None, None, Turn()
    columns = (table[c].tolist() for c in ("article_id", "start", "end", "type", "cue"))
    speaker = map(parse_spans, table["speaker_spans"])
    for row, own_id, *quote in zip(table.index, *columns, speaker, strict=True):
        if own_id != article_id:
            article_id, turn, heard = own_id, Turn(), UNHEARD
            article = Article(texts[article_id], named.get(article_id, []), roles)
            scene = Scene(article, spoken[article_id])
        said = Said(*quote)
        found[row], turn = _take(scene, said, turn, heard)
        heard = with_last(heard, said, found[row], turn)
    speakers = [found[row] for row in quotes.index]
    columns = {
        "actor_id": [s.referent.actor if s.referent else "" for s in speakers],
        "actor_score": [speaker.chance for speaker in speakers],
        "speaker_class": [speaker.kind for speaker in speakers],
        "joint": [speaker.joint for speaker in speakers],
    }
    return pd.DataFrame(columns, index=quotes.index)


def names_by_article(linked: LinkedActors, articles: pd.Series) -> dict[str, list[Named]]:
    """The names in some articles, by article id."""
    wanted = set(articles)
    genders = dict(zip(linked.actors["actor_id"], linked.actors["gender"], strict=True))
    kinds = dict(zip(linked.actors["actor_id"], linked.actors["kind"], strict=True))
    by_article: dict[str, list[Named]] = defaultdict(list)
    columns = ("article_id", "start", "end", "text", "kind", "derived", "actor_id")
    for article_id, start, end, text, kind, derived, actor in zip(
        *(linked.mentions[c].tolist() for c in columns), strict=True
    ):
        if actor and article_id in wanted:
            state = kinds.get(actor) == "GOV" and kind != "ORG"  # "die polnische Regierung"
            gender = genders.get(actor, "")
            told = "GOV" if state else kind, bool(derived) and not state, actor, gender
            by_article[article_id].append(Named(int(start), int(end), text, *told))
    return by_article


def _take(scene: Scene, quote: Said, turn: Turn, heard: Heard) -> tuple[Speaker, Turn]:
    """Who speaks a quote, and whose turn it is behind it."""
    found = in_chain(scene.article, quote, heard)
    if not found:
        found = by_rules(scene.article, quote, turn)
        if quote.type and not found.settled:
            found = by_ranking(scene, quote, found, turn)
        found = left_open(scene.article, quote, found, heard)
    actor = found.referent.actor if found.referent else ""
    scene.speaks(actor)
    return found, Turn(actor, quote.end, quote.place if quote.speaker else turn.speaker)


def by_rules(article: Article, quote: Said, turn: Turn) -> Speaker:
    """Who speaks a quote, as the rules tell."""
    cut = turns_aside(article, quote)
    found = _speaker(article, quote, cut, turn)
    if quote.speaker:
        ends = quote.speaker[0][0], cut or quote.speaker[-1][1]
        found = found._replace(joint=together(article, *ends))
    if found.referent is None and goes_on(article, quote, turn):
        found = found._replace(
            referent=Referent(turn.actor, "goes on"), kind="resolved", ruled_out=False
        )
    return found._replace(chance=SHARES[found.referent.way] if found.referent else 0.0)


def _speaker(article: Article, quote: Said, cut: int, turn: Turn) -> Speaker:
    """Who speaks by the words for the speaker, up to where they turn aside, if they do."""
    if _IN_GENERAL.search(article.text, max(0, quote.start - 60), quote.start):
        return Speaker(None, "anonymous", ruled_out=True)
    if not quote.speaker:
        return Speaker(None, "none")
    start, end = quote.speaker[0][0], quote.speaker[-1][1]
    source = _LEARNED.search(quote.cue) and _FROM.search(article.text, start, end)
    if source:
        unnamed = not article.inside(source.end(), end)
        if unnamed and _CIRCLES.search(article.text, source.end(), end):
            if not speaking(article, start, article.inside(start, source.start())):
                return Speaker(None, "anonymous", ruled_out=True)
            end = source.start()
        else:
            start = source.end()
    else:
        end = cut or end
    quote = quote._replace(speaker=[(start, end)]) if source or cut else quote
    agent = article.text[max(0, start - 4) : start].lower() in ("von ", "vom ")
    told = "" if quote.type == "Direct" else article.text[quote.start : quote.end]
    charge = quote.cue or told  # what is told as a whole has none
    hence = "wonach" in quote.cue or article.text.startswith("wonach", quote.start)
    if hence and is_no_source(article.text, start, quote.cue):
        return Speaker(None, "anonymous", ruled_out=True)
    accused = not agent and (is_accused(charge) or is_charged(article.text, start, end))
    if accused or _SECOND_HAND.search(article.text, max(0, start - 160), start):
        return Speaker(None, "anonymous", ruled_out=True)
    if article.text[end : end + 1] == ":" and (found := labelled(article, article.text[start:end])):
        return Speaker(found, "resolved")
    inside = article.inside(start, end)
    names = speaking(article, start, inside)
    if inside and not names and (asked := _ASKED_OR_PAID.search(article.text, start, end)):
        phrase = " ".join(article.text[start : asked.start("aside")].split()) if asked[1] else ""
        found, otherwise = meant(article, start, phrase, quote.cue, turn)
        return Speaker(found, "resolved" if found else otherwise)
    people = [n for n in names if n.kind == "PER" and not n.derived]
    if people and (found := person(article, start, end, people)):
        return Speaker(found, "named")
    groups = [n for n in names if n.kind in ("ORG", "GOV") and not n.derived]
    if groups and not people and _CITE.match(quote.cue):
        whom = cited(article, groups[0].end)
        if whom:
            return Speaker(Referent(whom[0].actor, "name"), "named")
        if whom is not None:
            return Speaker(None, "anonymous", ruled_out=True)
    if groups and not people and (found := holder(article, start, groups, turn)):
        return Speaker(found, "resolved")
    if groups and not people and not (cut := told_house(article, start, groups)):
        found = organisation(article, start, groups)
        kind = "named" if found and found.way in _NAMED else "resolved" if found else "anonymous"
        return Speaker(found, kind)
    said = quote._replace(speaker=[(start, cut)]) if groups and not people else quote
    phrase = said.phrase(article.text)
    if people:  # "die Verteidiger Strauss-Kahns"
        return Speaker(None, "collective" if phrase.lower().startswith("die ") else "anonymous")
    before = _ANTECEDENT.search(article.text, max(0, start - 80), start)
    if phrase in RELATIVE and before and not article.inside(before.start(), start):
        start, phrase = before.start("phrase"), before["phrase"]
        if not is_person(phrase) and (is_person_noun(before["noun"]) or before["noun"] in _ANYBODY):
            return Speaker(None, "anonymous", ruled_out=True)
    found, otherwise = meant(article, start, phrase, quote.cue, turn)
    return Speaker(found, "resolved" if found else otherwise)
