"""Plain words: those that say how a text is made, not what it is about."""

import re
from collections import Counter
from functools import cache

import pandas as pd

from presseschau.annotate.rules.cues import AUXILIARIES, load_cues
from presseschau.core.tables import parse_spans

#: The closed classes of German words, by what they are.
_CLOSED = {
    "articles and pronouns": """
        der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
        keines ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine
        meinen meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem seiner
        seines ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer eure
        dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem
        alle allen aller allem alles man wer was wen wem wessen welche welcher welches welchen
        welchem solche solcher solches solchen solchem selbst selber etwas nichts niemand jemand
        eigene eigenen eigener eigenes einige einigen einiger manche mancher manchen beide beiden
        beider mehrere mehreren viel viele vielen vieler vieles wenig wenige wenigen mehr meisten
        derselbe dieselbe dasselbe deren dessen denen andere anderen anderer anderem anderes
        einander""",
    "prepositions": """
        ab an am ans auf aufs aus außer bei beim bis durch entlang für gegen gegenüber hinter im in
        ins mit nach neben ohne seit statt trotz über um unter unterm vom von vor während wegen zu
        zum zur zwischen laut innerhalb außerhalb angesichts aufgrund bezüglich gemäß mittels samt
        zufolge""",
    "conjunctions": """
        und oder aber denn sondern doch sowie dass daß ob weil wenn als wie wo wobei wodurch wofür
        womit woran worauf warum wieso weshalb weswegen wann woher wohin da damit falls indem
        obwohl obgleich sobald solange sodass soweit bevor nachdem ehe bzw weder noch entweder
        sowohl zwar je desto umso""",
    "particles and adverbs": """
        nicht nie niemals nein ja auch nur noch schon sehr so sogar etwa eben halt mal wohl
        eigentlich überhaupt immer immerhin wieder bereits jetzt nun dann dort hier heute
        gestern morgen damals derzeit zuletzt bisher bislang zuvor davor danach dabei
        dadurch dafür dagegen daher dahin damit daneben daran darauf daraus darin darüber
        darum darunter davon dazu deshalb deswegen trotzdem dennoch allerdings jedoch
        hingegen dagegen zudem außerdem ferner ebenfalls ebenso gleichzeitig inzwischen
        mittlerweile unterdessen schließlich vielleicht möglicherweise offenbar vermutlich
        natürlich freilich ziemlich ganz genau gerade fast kaum rund knapp jeweils insgesamt
        insbesondere besonders vor allem allein also sonst somit zumindest mindestens
        höchstens einmal zweimal nochmals oft häufig manchmal weiter weiterhin hin her
        hinaus herein heraus hinein zurück dazwischen irgendwie eher zumal übrigens jedenfalls
        ohnehin gar gern bloß gleich all womöglich endlich quasi zurzeit nämlich sobald zuerst""",
    "modal and auxiliary forms": """
        bin bist sind seid wäre wären gewesen habe hat haben hatte hatten hätte hätten gehabt wird
        werden wurde wurden worden würde würden geworden könne könnte könnten könnt kannst müsse
        müsste müssten solle sollte sollten dürfe dürfte dürften möge möchte möchten wolle wollten
        lässt lassen ließ gibt gab""",
    "numerals": """
        null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend
        erste ersten erster erstes erstem zweite zweiten zweiter zweites dritte dritten dritter
        drittes vierte vierten letzte letzten letzter letztes halb halbe halben""",
    "turn labels": "frage fragen antwort antworten interview interviewer redaktion",
}
_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?“”\"»…] )) *([A-ZÄÖÜ][\w.’'-]*(?: [\w.’'-]+){0,2}):(?=\s)"
)
_LEAST_TURNS = 2


def is_plain(word: str) -> bool:
    """Whether a word is a function word, or a verb of saying: written small, unlike "Klage"."""
    return word.lower() in _function_words() or word in _saying()


@cache
def _function_words() -> frozenset[str]:
    return AUXILIARIES.union(*(group.split() for group in _CLOSED.values()))


@cache
def _saying() -> frozenset[str]:
    """Of a verb that splits the joined forms only: "teilte" is a word of its own."""
    lexicon = load_cues()
    return frozenset().union(lexicon.finite, lexicon.joined, lexicon.participle, lexicon.konjunktiv)


def cues(quotes: pd.DataFrame) -> pd.DataFrame:
    """The places of the words that introduce speech, also apart ("räumte ... ein"), in a text."""
    rows = [
        (article_id, *span)
        for article_id, spans in zip(quotes["article_id"], quotes["cue_spans"], strict=True)
        for span in parse_spans(spans)
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def labels(articles: pd.DataFrame) -> pd.DataFrame:
    """The places of turn labels: the same words before a colon, at least twice in a text.

    Returns:
        article_id, start, end; in the order of the text.
    """
    rows = [
        (row.article_id, *place.span(1))
        for row in articles.itertuples()
        if ":" in row.text
        for place in _repeated(list(_LABEL.finditer(row.text)))
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def _repeated(found: list[re.Match]) -> list[re.Match]:
    times = Counter(place[1] for place in found)
    return [place for place in found if times[place[1]] >= _LEAST_TURNS]
