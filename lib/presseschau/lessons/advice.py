"""Advice: what a learner may have meant by a line that Python does not understand."""

import builtins
import linecache
import re
import traceback
from collections.abc import Iterable
from difflib import get_close_matches
from keyword import kwlist
from types import FrameType, ModuleType

_UNQUOTED = re.compile(r"\s*(\w+) *= *([^\W\d][\w-]*(?: [^\W\d][\w-]*)*)\s*")
_TEXTS = re.compile(r'"[^"]*"|\'[^\']*\'')
_NUMBERS = {
    *("null", "eins", "ein", "eine", "einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben"),
    *("acht", "neun", "zehn", "elf", "zwölf", "zwanzig", "hundert", "tausend"),
}
#: German words, and what Python calls them; the signs between two values apart.
_WORDS = {"und": "and", "oder": "or", "nicht": "not", "wenn": "if", "sonst": "else"}
_VALUES = {"wahr": "True", "richtig": "True", "ja": "True", "falsch": "False", "nein": "False"}
_SIGNS = {"x": "*", "mal": "*", "durch": "/", "von": "/", "plus": "+", "minus": "-"}
_BETWEEN = re.compile(rf"[\w)\]] +({'|'.join(_SIGNS)}) +[\w(]")
_COLUMNS = 12  # more names would hide the sentence


def advice(error: BaseException, frame: FrameType | None, line: int | None) -> str:
    """What may be meant where an error arose, as one German sentence or two; empty, if unknown.

    It arose in a ``line`` of the learner's own ``frame``, if the cell could be read at all.
    """
    if isinstance(error, AttributeError):
        return _of_attribute(error)
    if isinstance(error, KeyError):
        return _of_key(error)
    written = getattr(error, "text", None) or ""
    if frame:
        written = linecache.getline(frame.f_code.co_filename, line)
    if isinstance(error, SyntaxError):
        return _of_syntax(written, line)
    return _of_name(str(error.name), frame, written) if isinstance(error, NameError) else ""


def _nearest(name: str, known: Iterable[str], cutoff: float = 0.8) -> str:
    # vorhersage_1 is no slip for vorhersage_2
    spelt = {one.lower(): one for one in known if re.sub(r"\d", "", one) != re.sub(r"\d", "", name)}
    return next((spelt[near] for near in get_close_matches(name.lower(), spelt, 1, cutoff)), "")


def _of_attribute(error: AttributeError) -> str:
    name, value = str(error.name), error.obj
    for accessor in ("str", "dt", "plot"):
        if not isinstance(value, ModuleType) and hasattr(getattr(value, accessor, None), name):
            return f"Davor gehört .{accessor}: .{accessor}.{name}(…)"
    if callable(getattr(builtins, name, None)):
        return f"Dieser Befehl steht davor: {name}(…)"
    if near := _nearest(name, (one for one in dir(value) if one[0] != "_"), 0.7):
        return f"Meinst du {near}?"
    return "Ist der Name richtig geschrieben?"


def _of_key(error: KeyError) -> str:
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    owners = {type(frame.f_locals.get("self")).__name__: frame for frame in frames}
    if "DataFrame" in owners:
        names = [str(name) for name in owners["DataFrame"].f_locals["self"].columns]
        near = _nearest(" ".join(re.findall(r"\w+", str(error))), names, 0.7)
        more = ", …" if len(names) > _COLUMNS else "."
        listed = f"Die Spalten heißen: {', '.join(names[:_COLUMNS])}{more}"
        return f"Meinst du {near}? {listed}" if near else listed
    if "Series" in owners and any(frame.f_code.co_name == "groupby" for frame in frames):
        return f"Eine einzelne Spalte kennt die anderen nicht: groupby(tabelle[{error}])"
    return ("Ist er genau so geschrieben, groß und klein, und steht er in der Tabelle oder im "
            "Wörterbuch?")  # fmt: skip


def _of_name(name: str, frame: FrameType | None, written: str) -> str:
    else_ = f"Sonst fehlt noch die Zelle, in der {name} entsteht."
    if name.lower() in _VALUES:
        return f"Meinst du {_VALUES[name.lower()]}? {else_}"
    if name.lower() in _NUMBERS:
        return f"Zahlen schreibt man mit Ziffern. {else_}"
    space = {**frame.f_globals, **frame.f_locals} if frame else {}
    near = _nearest(name, {*dir(builtins), *kwlist, *space})
    if re.search(rf"[\w\])]\[ *{name} *\]", written):
        other = f" Oder meinst du {near}?" if near else ""
        return f'In eckigen Klammern braucht ein Name Anführungszeichen: ["{name}"].{other}'
    called = re.search(rf"(?<![.\w]){name} *\(", written)
    if near:
        quote = " Ein Text braucht Anführungszeichen." if name.istitle() and not called else ""
        return f"Meinst du {near}? {else_}{quote}"
    modules = (one for one, value in space.items() if isinstance(value, ModuleType))
    if called and (owner := next((one for one in modules if hasattr(space[one], name)), "")):
        return f"Davor gehört {owner}.: {owner}.{name}(…)"
    if unquoted := _UNQUOTED.fullmatch(written):
        return f"{_quoted(unquoted)}. Sonst fehlt die Zelle, in der {name} entsteht."
    if re.match(rf"\s*{name} *==", written):
        return f"Einen Wert bekommt er durch ein einzelnes =: {name} = ..."
    return ("Ist er richtig geschrieben, und ist die Zelle gelaufen, in der er entsteht? Ein Text "
            "braucht Anführungszeichen.")  # fmt: skip


def _quoted(unquoted: re.Match) -> str:
    return f'Ein Text braucht Anführungszeichen: {unquoted[1]} = "{unquoted[2]}"'


def _of_syntax(written: str, line: int | None) -> str:
    code = _TEXTS.sub("", written)
    words = re.findall(r"[^\W\d]\w*", code)
    first = words[0] if words else ""
    if first != first.lower() in kwlist:
        return f"Schreib {first.lower()} klein."
    if sign := _BETWEEN.search(code):
        return f"Schreib {_SIGNS[sign[1]]} statt „{sign[1]}“."
    if word := next((word for word in words if word.lower() in _WORDS), ""):
        return f"Schreib {_WORDS[word.lower()]} statt „{word}“."
    if unquoted := _UNQUOTED.fullmatch(written):
        start, *more = unquoted[2].split()
        if start.lower() in _NUMBERS:
            return "Zahlen schreibt man mit Ziffern."
        if more and callable(getattr(builtins, start, None)):
            return f"Hinter einem Befehl stehen runde Klammern: {start}({more[0]})"
        return _quoted(unquoted)
    if "..." in written:
        return "Lösch die drei Punkte."
    for pattern, said in _SLIPS.items():
        if re.search(pattern, code):
            return said
    if re.match(r'(?:[^"]|"[^"]*"(?!\w))*"[^"]*"\w', written):
        return "In einem Text stehen andere Anführungszeichen: „so“."
    before = " oder am Ende der Zeile davor" if line and line > 1 else ""
    return f"Fehlt hier{before} ein Anführungszeichen, eine Klammer oder ein Komma?"


#: What is wrong in a line, without its texts, that Python cannot read.
_SLIPS = {
    r"\d *%\s*$": "Lösch das Prozentzeichen: 57 % sind 0.57.",
    r"=!|\bnot *\]": "„Ist nicht“ schreibt man !=.",
    r";": "Getrennt wird mit einem Komma, nicht mit einem Semikolon.",
    r"= *[\d.,]+ +[^\W\d]\w*\s*$": "Hinter einer Zahl steht kein Wort.",
    r"^[^{\[]*(?:=|\breturn\b)[^{\[]*[\w)] *: *[\w(]": "Geteilt schreibt man mit /.",
    r"\bdef +\w+\([^)]*\d\W": "Zwischen den Klammern stehen Namen; die Werte kommen erst später.",
}
