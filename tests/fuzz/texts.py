"""Texts to be cleaned and annotated: any bytes, or one German word, name or mark a byte."""

from collections import Counter
from functools import cache

from presseschau.annotate.annotator import load_annotator
from presseschau.articles import article_id, load_articles, normalize
from presseschau.articles.cleaning import clean
from presseschau.articles.outlet_names import spell_outlets
from presseschau.core.resources import data_folder
from presseschau.core.tables import conform
from presseschau.core.text import read_document
from presseschau.pipeline.analyzing import analyze

#: What the rules look for, and what stands between; "_" is a space.
PIECES = """
„ “ “,_ ” » « " ' ‚ ‘ ( )_ –_ - ,_ ._ :_ ;_ !_ ?_ …_ . / z._B._ Dr._ Prof._ I._ II._ St._ 3._
sagte_ sagte_er erklärte_ kritisierte_ lobte_ behauptete_ forderte_ laut_ nach_ Angaben_ von_
zufolge_ Ansicht_ so_ dass_ habe_ sei_ werde_ wolle_ sie_ ihn_ ihm_ Petra_Voss_ Voss_
Jan_Petersen Meier- Müller_ der_Rat_ Stadt_Marlitz_ Marlitz_ Hafen_AG_ EU- NATO- russische_
Präsident_ Ministerin_ Herr_ Frau_ Sprecher_ Sprecherin_ FDP-Chef_ CSU_ Grünen- Chefin_ s_ 's_
O’Neill_ d' die_ wegen_ gegen_ für_ nicht_ kein_ und_ oder_ als_ wie_ gut_ schlecht_
leichtsinnig_ 25._Juni_ 2026_ 1,5_ 100,-_ 10- A ä ß dpa_ (dpa)_ Marlitz_(dpa)_-_ Anzeige
Lesen_Sie_auch:_ Foto:_ www. https://a.example/b_ @ # & <b> \u0301 👩 Weiterlesen_mit_
Von_Jana_Petersen
"""


def annotate_bytes(data: bytes) -> None:
    """Reads any text."""
    annotate(normalize(data.decode("utf-8", "replace")))


def annotate_words(data: bytes) -> None:
    """Reads a text of German words."""
    annotate(normalize(spelled(data)))


def annotate(text: str) -> None:
    """Reads a text by the rules: every part lies in it, and no sentence over another."""
    document = read_document(text)
    ends = [0, *(end for _, end in document.sentences)]
    assert all(end <= start for end, (start, _) in zip(ends, document.sentences, strict=False))
    assert all(first < last for first, last in document.sentence_tokens)
    assert "".join(document.words()) == "".join(text.split())
    [found] = load_annotator("rules").annotate([document])
    spans = [m[:2] for m in found.mentions] + [tone[:2] for tone in found.tones]
    for tone in found.tones:
        spans += tone.evidence
    for quote in found.quotes:
        assert quote.spans
        spans += [*quote.spans, *quote.speaker, *quote.cue, *quote.frame, *quote.addressee]
    for act in found.acts:
        spans += [*act.holder, *act.target, *act.evidence]
    assert all(0 <= start < end <= len(text) for start, end in spans)


def clean_texts(data: bytes) -> None:
    """Cleans articles of two outlets, one from each stretch between bytes 255."""
    texts = [normalize(spelled(part)) for part in data.split(b"\xff")[:8]]
    rows = [
        {
            "article_id": article_id(text),
            "text": text,
            "title": text[:20],
            "outlet": ("Bote", "Kurier")[number % 2],
            "path": f"{number}.txt",
        }
        for number, text in enumerate(texts)
        if text
    ]
    cleaned, removed = clean(conform(rows, "articles"))
    known = {row["article_id"] for row in rows}
    assert set(cleaned["article_id"]) <= known
    assert set(removed["article_id"]) <= known
    assert len(cleaned) or not rows


def analyze_text(articles: list[dict]) -> None:
    """Takes articles the whole way; none is set aside because something broke."""
    if articles:
        table = conform(spell_outlets(articles), "articles").head(2)
        analysis = analyze(table, annotator="rules", cache="off")
        assert "unreadable text" not in set(analysis.rejects["reason"]), analysis.rejects["detail"]


def spelled(data: bytes) -> str:
    """Writes a text of one word, name or mark a byte."""
    known = words()
    return "".join(known[byte % len(known)] for byte in data)


@cache
def words() -> list[str]:
    """Gives the pieces and the commonest words of the sample, 250 in all."""
    own = ["\n", "\n\n", *(piece.replace("_", " ") for piece in PIECES.split())]
    articles, _ = load_articles(data_folder() / "sample", progress=False)
    common = Counter(" ".join(articles["text"][:60]).split()).most_common(250 - len(own))
    return [*own, *(f"{word} " for word, _ in common)]
