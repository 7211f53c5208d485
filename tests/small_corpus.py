"""A small corpus with known counts: two outlets, ten articles, written by hand."""

from functools import cache

import pandas as pd

from presseschau.core.analysis import Analysis
from presseschau.core.tables import conform

NAMES = {"mara-voss": "Mara Voss", "jan-petersen": "Jan Petersen", "hafen-ag": "Hafen AG"}

NEWS = "Bürgermeisterin Mara Voss eröffnet das Stadtfest. Jan Petersen kommt zu spät."
SAID = "„Der Haushalt steht, Jan Petersen irrt“, sagte Mara Voss. Der Rat tagt am Montag."
CLAIMED = "„Die Hafen AG verschleppt den Umbau“, behauptete Jan Petersen. Das Wetter bleibt trüb."
WIRE = "Die Hafen AG baut den Kai aus. Der Umbau beginnt im Herbst."

#: outlet, day, text, wire group
ARTICLES = [
    ("Bote", "2026-03-02", NEWS, ""),
    ("Bote", "2026-03-03", SAID, ""),
    ("Bote", "2026-03-04", SAID, ""),
    ("Bote", "2026-03-10", WIRE, "w1"),
    ("Bote", "2026-03-11", NEWS, ""),
    ("Kurier", "2026-03-02", CLAIMED, ""),
    ("Kurier", "2026-03-03", CLAIMED, ""),
    ("Kurier", "2026-03-10", CLAIMED, ""),
    ("Kurier", "2026-03-11", WIRE, "w1"),
    ("Kurier", None, SAID, ""),
]
#: text: quote, type, cue, stance, speaker
QUOTES = {
    SAID: ("„Der Haushalt steht, Jan Petersen irrt“", "Direct", "sagte", "neutral", "mara-voss"),
    CLAIMED: (
        "„Die Hafen AG verschleppt den Umbau“", "Direct", "behauptete", "distancing",
        "jan-petersen",
    ),
}  # fmt: skip
#: text: target, voice, tenor
TONES = {SAID: ("jan-petersen", "mara-voss", -1), CLAIMED: ("hafen-ag", "jan-petersen", -1),
         NEWS: ("mara-voss", "outlet", 1)}  # fmt: skip


@cache
def small_corpus(times: int = 1) -> Analysis:
    """Gives the analysis of the ten articles, each printed so many times."""
    rows: dict[str, list] = {name: [] for name, _ in Analysis().tables()}
    for number, (outlet, day, text, group) in enumerate(ARTICLES * times):
        article_id = f"a{number}"
        rows["articles"].append(
            {
                "article_id": article_id, "title": f"Titel {number}", "text": text,
                "published": pd.Timestamp(day), "outlet": outlet, "language": "de",
                "wire_group": group, "story": "Kai, Umbau" if "Umbau" in text else "",
            }
        )  # fmt: skip
        _read(article_id, text, rows)
    counts = pd.DataFrame(rows["mentions"]).groupby("actor_id")
    rows["actors"] = [
        {
            "actor_id": actor, "name": name, "kind": "ORG" if actor == "hafen-ag" else "PER",
            "aliases": f"{name}; {name.split()[-1]}",
            "articles": counts["article_id"].nunique()[actor], "mentions": counts.size()[actor],
        }
        for actor, name in NAMES.items()
    ]  # fmt: skip
    return Analysis(**{name: conform(found, name) for name, found in rows.items()})


def _read(article_id: str, text: str, rows: dict[str, list]) -> None:
    middle = text.index(". ") + 1
    for sentence, (start, end) in enumerate([(0, middle), (middle + 1, len(text))]):
        rows["sentences"].append(
            {"article_id": article_id, "sentence": sentence, "start": start, "end": end}
        )
        place = start
        for token, word in enumerate(text[start:end].split()):
            place = text.index(word, place)
            shown = word.strip("„“,.")
            at = text.index(shown, place)
            rows["tokens"].append(
                {"article_id": article_id, "sentence": sentence, "token": token, "start": at,
                 "end": at + len(shown), "text": shown}
            )  # fmt: skip
            place += len(word)
    for actor, name in NAMES.items():
        if name in text:
            start = text.index(name)
            rows["mentions"].append(
                {"article_id": article_id, "start": start, "end": start + len(name),
                 "text": name, "kind": "PER", "actor_id": actor, "score": 1.0}
            )  # fmt: skip
    if text == NEWS:
        rows["roles"].append(
            {"actor_id": "mara-voss", "role": "Bürgermeisterin", "article_id": article_id,
             "published": None, "start": 0}
        )  # fmt: skip
    if text in QUOTES:
        words, form, cue, stance, speaker = QUOTES[text]
        rows["quotes"].append(
            {"article_id": article_id, "quote": 0, "start": 0, "end": len(words), "text": words,
             "spans": f"0-{len(words)}", "type": form, "cue": cue, "cue_stance": stance,
             "speaker": NAMES[speaker], "actor_id": speaker, "score": 0.9}
        )  # fmt: skip
    if text in TONES:
        target, voice, tenor = TONES[text]
        rows["tone"].append(
            {"article_id": article_id, "sentence": 0, "actor_id": target, "voice": voice,
             "tenor": tenor, "tenor_score": 0.8, "valence": 0.0, "evidence": "0-5"}
        )  # fmt: skip
