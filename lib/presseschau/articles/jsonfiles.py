"""JSON: a file with one article, a list of articles, or an object that holds such a list."""

import json

from presseschau.articles.encodings import decode
from presseschau.articles.fields import name_fields
from presseschau.articles.linefiles import read_jsonl
from presseschau.articles.records import MAX_WHOLE, Open, Record, Records, Refusal, read_whole

#: Lists and objects in one JSON file; each takes a multiple of its bytes in memory.
MAX_NODES = 2_000_000
#: Commas in it, which part numbers and short words that take as much.
MAX_PARTS = 8_000_000


def read_json(open_file: Open) -> Records:
    """Reads a JSON file: one article, a list of articles, or an object that holds such a list.

    JSON Lines under the name of JSON are read as :func:`read_jsonl` does.

    Raises:
        Refusal: The JSON is broken, too large or holds no article.
    """
    data = read_whole(open_file, MAX_WHOLE)
    text, encoding = decode(data)
    if text.count("[") + text.count("{") > MAX_NODES or text.count(",") > MAX_PARTS:
        raise Refusal("too large", "The file has too many parts; save it as JSON Lines (.jsonl).")
    try:
        value = json.loads(text)
    except RecursionError:
        raise Refusal("broken JSON", "The file is nested too deeply to be an article.") from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON Lines under another name
            yield from read_jsonl(open_file)
            return
        detail = f"Line {error.lineno}, column {error.colno}: {error.msg}; save the file again."
        raise Refusal("broken JSON", detail) from None
    except ValueError:
        raise Refusal("broken JSON", "The file holds a number that is too long.") from None
    if isinstance(value, dict):
        fields = name_fields(value)
        if "text" in fields:
            yield Record(0, fields, encoding)
            return
        lists = (part for part in value.values() if isinstance(part, list))
        value = next((part for part in lists if part and isinstance(part[0], dict)), [value])
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        raise Refusal("no text", "The file holds no article; see the README for its form.")
    for row, item in enumerate(value, 1):
        yield Record(row, name_fields(item) if isinstance(item, dict) else {}, encoding)
