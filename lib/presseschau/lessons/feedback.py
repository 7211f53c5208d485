"""Feedback: what is said to a learner, as a box that also those can read who see little."""

from dataclasses import dataclass
from html import escape

#: Sign, opening words and colours (frame, ground) of each state; the words alone say it all.
_STATES = {
    "right": ("✓", "Richtig!", "#1a7f37", "#eaf6ec"),
    "typical": ("→", "Noch nicht.", "#9a4a00", "#fff4e5"),
    "wrong": ("→", "Noch nicht.", "#9a4a00", "#fff4e5"),
    "unfit": ("?", "Eine andere Art von Antwort ist gefragt.", "#0b5cad", "#e8f2fc"),
    "missing": ("…", "Noch keine Antwort.", "#0b5cad", "#e8f2fc"),
    "unknown": ("?", "Diese Nummer gibt es nicht.", "#0b5cad", "#e8f2fc"),
    "open": ("…", "Noch offen.", "#0b5cad", "#e8f2fc"),
    "stale": ("!", "Erst der Fehler weiter oben.", "#8f1d1d", "#fdecec"),
    "failed": ("!", "Das bedeutet der Fehler.", "#8f1d1d", "#fdecec"),
}


@dataclass(frozen=True)
class Feedback:
    """What is said to one answer, or to a cell that failed."""

    state: str
    text: str
    exercise: str = ""

    @property
    def _opening(self) -> str:
        opening = _STATES[self.state][1]
        return f"Aufgabe {self.exercise}: {opening}" if self.exercise else opening

    def _repr_html_(self) -> str:
        sign, _, colour, ground = _STATES[self.state]
        return (
            f'<div role="status" lang="de" style="border-left: 5px solid {colour}; '
            f"background: {ground}; color: #1f2328; padding: .6em 1em; max-width: 46em; "
            'line-height: 1.5">'
            f'<strong style="color: {colour}"><span aria-hidden="true">{sign}</span> '
            f"{escape(self._opening)}</strong> {escape(self.text)}</div>"
        )

    def __repr__(self) -> str:
        return f"{_STATES[self.state][0]} {self._opening} {self.text}"
