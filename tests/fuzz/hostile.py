"""Two hundred hostile files, written afresh by a script: none of them lies in the repository.

Each is meant to crash, stall, flood or mislead a reader; ``write_all`` says how many there are.
"""

import io
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from articles.test_articles import SECOND, TEXT
from articles.test_databases import as_docx
from fuzz.seeds import as_parquet, as_xlsx, seeds

Files = Iterator[tuple[str, bytes]]

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
SECRET = "/etc/passwd"
OUTSIDE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET}">]>'


def write_all(folder: Path) -> int:
    """Writes the files and links into a folder and gives their number; archives count as one."""
    kinds = (encodings, plain, marked_up, exports, jsons, tables, workbooks, parquets)
    kinds += (documents, rich_texts, archives, names)
    count = 0
    for kind in kinds:
        for name, data in kind():
            path = folder / kind.__name__ / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            count += 1
    return count + links(folder / "links") + depths(folder / "depths")


def encodings() -> Files:
    """Null bytes, marks that lie, cut characters, surrogates, codecs nobody reads."""
    body = TEXT.encode()
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "utf-8-sig"):
        data = TEXT.encode(codec)
        yield f"{codec}-odd.txt", data[:-1]
        yield f"{codec}-odd.csv", ("titel;text\nA;" + TEXT).encode(codec)[:-1]
    yield "null.txt", body[:50] + b"\0" + body[50:]
    yield "nulls.txt", b"\0" * 10_000
    yield "null-late.jsonl", json.dumps({"text": TEXT}).encode() + b"\n" + b"\0" * 9
    yield "null.csv", b"titel;text\nA;" + body + b"\0\nB;" + SECOND.encode()
    for name, mark in {"8": b"\xef\xbb\xbf", "16": b"\xff\xfe", "32": b"\xff\xfe\0\0"}.items():
        yield f"mark-{name}-only.txt", mark
        yield f"mark-{name}-lies.txt", mark + body
        yield f"mark-{name}-twice.txt", mark * 2 + body
        yield f"mark-{name}-lies.csv", mark + b"titel;text\nA;" + body
    yield "surrogate.txt", body + "\ud800\udfff".encode("utf-8", "surrogatepass") + body
    yield "surrogate.json", b'{"text": "\\ud800 ' + body.replace(b'"', b"'") + b' \\udc00"}'
    yield "surrogate-16.txt", b"\xff\xfe" + (TEXT + "\ud800x").encode("utf-16-le", "surrogatepass")
    yield "overlong.txt", body + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80" + body
    for codec in (
        "undefined",
        "unicode_escape",
        "rot13",
        "zlib",
        "utf-7",
        "idna",
        "mbcs",
        "..",
        "0",
    ):
        declared = f'<meta charset="{codec}"><p>\\x41\\N{{BELL}} {TEXT}</p>'.encode("cp1252")
        yield f"declared-{codec}.html", declared
    yield "latin.txt", TEXT.encode("cp1252")
    yield "all-bytes.txt", bytes(range(256)) * 50
    yield "controls.txt", bytes(range(1, 32)) * 50
    yield "high.txt", bytes(range(128, 256)) * 50


def plain() -> Files:
    """Endless lines and repetitions for which a careless expression goes back and forth."""
    yield "empty.txt", b""
    yield "blank.txt", b"\n \t\r\n" * 10_000
    yield "one-word.txt", b"a" * 3_000_000
    yield "one-letter-lines.txt", b"a\n" * 200_000
    yield "combining.txt", (TEXT + "e" + "\u0301\u0315" * 400_000).encode()
    yield "joined.txt", (TEXT + "\u200d👩" * 50_000).encode()
    yield "bidi.txt", ("\u202e\u2066" * 1000 + TEXT[::-1] + "\u2069\u202c").encode()
    yield "ansi.txt", ("\x1b[2J\x1b]0;Titel\x07" + TEXT).encode()
    yield "breaks.txt", ("\u2028\u2029\x85\x0b\x0c".join(TEXT.split())).encode()
    yield "carriage.txt", TEXT.replace(" ", "\r").encode()
    heads = ("Von A ", "Berlin, ", "(dpa) ", "Dr. ", "„", "“", "((", ". ", "Anzeige ", "1.1.2026 ")
    for number, unit in enumerate(heads):
        yield f"repeated-{number}.txt", (TEXT + "\n" + unit * (20_000 // len(unit))).encode()
    for number, unit in enumerate(("Titel: x\n", "Datum: 99.99.9999\n", "Text: \n", ": \n")):
        yield f"fields-{number}.txt", (unit * 5000 + TEXT).encode()
    yield "too-large.txt", b"Der Rat tagt. " * (9 << 16)


def exports() -> Files:
    """What looks like a press database's export, and has no end, middle or sense."""
    yield "counted.txt", ("1 of 2 DOCUMENTS" + "\n-" * 300_000).encode()
    yield "counted-keys.txt", ("1 of 2 DOCUMENTS\n\nLENGTH: 1\n\n" * 500).encode()
    yield "length.txt", ("1 von 2\n" + " \n" * 100_000 + "LÄNGE: 3\n\n" + TEXT).encode()
    yield "ends.txt", b"End of Document\n" * 5000
    yield "body.txt", ("Body\n" * 20_000 + TEXT + "\nEnd of Document\n").encode()
    yield "genios.txt", ("Quelle: " * 5000 + "\n© Genios\n" * 500).encode()
    yield "genios-keys.txt", ("Quelle:" + " " * 50_000 + "\n© Genios\n" + TEXT).encode()
    article = '<div class="article deArticle">'
    yield "factiva-empty.html", article.encode()
    yield "factiva-nested.html", (article * 5000 + f"<p>{TEXT}</p>").encode()
    yield "factiva-declared.html", f'<?xml version="1.0" encoding="utf-8"?>{article}'.encode()
    yield "factiva-comment.html", f"<!-- {article} -->".encode()
    yield "factiva-rows.html", (article + "<table><tr><td><b>HD" * 2000).encode()


def marked_up() -> Files:
    """Pages of too many tags, of none, and with entities that grow or reach out."""
    page = f"<html><body><article><p>{TEXT}</p><p>{SECOND}</p></article></body></html>"
    for tag in ("div", "p", "b", "table><tr><td", "blockquote", "svg", "template", "a href=x"):
        yield f"nested-{tag.split()[0][:5]}.html", (f"<{tag}>" * 100_000 + page).encode()
    yield "laughs.html", (LAUGHS + page.replace("<p>", "<p>&l9;")).encode()
    yield "outside.html", (OUTSIDE + page.replace("<p>", "<p>&e;")).encode()
    yield "laughs.xhtml", (LAUGHS + page.replace("<p>", "<p>&l9;")).encode()
    yield "no-text.html", b"<html></html>"
    yield "only-comment.html", b"<!--" + b"-" * 100_000
    yield "open.html", b"<" * 100_000
    yield "open-attribute.html", b'<p class="' + b"a " * 50_000
    yield "attributes.html", ("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + page).encode()
    yield "references.html", page.replace("<p>", "<p>" + "&#x110000;&#0;&#55296;").encode()
    yield "classes.html", page.replace("<p>", '<p class="' * 20_000).encode()
    yield "base.html", page.replace("<html>", '<html><base href="http://[::1">').encode()
    yield "url.html", page.replace("<html>", '<link rel="canonical" href="http://[">').encode()
    date = '<meta property="article:published_time" content="{}">'
    for number, day in enumerate(("0000-00-00", "9" * 5000, "2026-13-45T99:99:99+99:99", "١٢")):
        yield f"date-{number}.html", page.replace("<html>", date.format(day)).encode()
    ld = '<script type="application/ld+json">{}</script>'
    for number, data in enumerate(
        ("[" * 50_000, '{"@type":"NewsArticle","author":[[[]]]}', "1e999")
    ):
        yield f"ld-{number}.html", page.replace("<html>", ld.format(data)).encode()


def jsons() -> Files:
    """JSON that nests, lies or repeats itself."""
    good = json.dumps({"text": TEXT})
    yield "deep.json", b"[" * 1_000_000
    yield "deep-object.json", b'{"text":' * 100_000
    for depth in (100, 450, 900):
        deep = "[" * depth + json.dumps(TEXT) + "]" * depth
        yield f"deep-text-{depth}.json", f'{{"text": {deep}}}'.encode()
        yield f"deep-text-{depth}.jsonl", f'{{"text": {deep}}}\n{good}\n'.encode()
    many = ",".join(['"a"'] * 200_000)
    yield "deep-wide.json", f'{{"text": {"[" * 400}{many}{"]" * 400}}}'.encode()
    yield "wide.json", ("[" + "1," * 3_000_000 + "1]").encode()
    yield "numbers.json", f'{{"text": "{SECOND}", "date": {"9" * 4000}}}'.encode()
    yield "number.json", b'{"text": ' + b"9" * 100_000 + b"}"
    yield "nan.json", f'{{"text": "{SECOND}", "date": NaN, "url": -Infinity}}'.encode()
    yield "keys.json", json.dumps({"text" * n: TEXT for n in range(1, 400)}).encode()
    yield "types.json", b'{"text": {"a": [1, null, true, {"b": 2}]}, "date": [], "title": {}}'
    yield "types.jsonl", b'1\n"a"\n[]\nnull\n{}\n{"text": 5}\n{"text": [[]]}\n'
    yield (
        "dates.jsonl",
        b"".join(
            json.dumps({"text": f"{SECOND} Nr. {n}", "date": value}).encode() + b"\n"
            for n, value in enumerate(
                ("9" * 13, -1, 1e300, "0001-01-01", [], {}, "32.13.2026", True)
            )
        ),
    )
    yield "twice.json", b'{"text": "a", "text": ' + json.dumps(TEXT).encode() + b"}"
    yield "extra.json", (good + "\x00" + good).encode()
    yield "lines.jsonl", b"{}\n" * 3000
    yield "endless.jsonl", b'{"text": "' + b"a" * (17 << 20) + b'"}\n' + good.encode()


def tables() -> Files:
    """Tables of a million columns, of none, and with quotation marks that never close."""
    yield "columns.csv", b"a;" * 1_000_000
    yield "columns-named.csv", b"text;" + b"a;" * 1_000_000 + b"\n" + TEXT.encode() + b";b" * 9
    words = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn;"
    yield "columns-unnamed.csv", (words * 200_000).encode()
    yield "blank-lines.csv", b"\n" * 5000 + b"titel;text\nA;" + TEXT.encode()
    yield "quotes.csv", b'text;titel\n"' * 20_000
    yield "quote-open.csv", f'titel;text\nA;"{TEXT}\n'.encode() + b"B;b\n" * 20_000
    yield "carriage.csv", f"titel;text\rA;{TEXT}\rB;{SECOND}\r".encode()
    yield "carriage-within.csv", f"titel;text\nA;{TEXT}\nB;x\ry;z\nC;{SECOND}\n".encode()
    yield "formula.csv", f"titel;text\n=cmd|' /C calc'!A0;@SUM(1) {TEXT}\n".encode()
    yield "delimiters.csv", b",;\t|" * 50_000
    yield "one-cell.csv", TEXT.encode()
    yield "endless.csv", b"titel;text\nA;" + b"a" * (17 << 20) + b"\nB;" + SECOND.encode()
    yield "names.csv", b"\x1b[31m;\xe2\x80\xae;=1+1;<b>\n1;2;3;4\n"


def _sheet(cells: str, dimension: str = "A1:B2", head: str = "") -> bytes:
    """Gives a workbook whose sheet says what it is told to."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'{head}<worksheet xmlns="{space}"><dimension ref="{dimension}"/>'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    return _replaced(as_xlsx([["titel", "text"], ["A", TEXT]]), "xl/worksheets/sheet1.xml", sheet)


def _replaced(data: bytes, part: str, content: str | bytes) -> bytes:
    """Gives a zip archive with one member of another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def workbooks() -> Files:
    """Sheets that claim to be endless, and XML that grows or reaches out."""
    named = '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
    cell = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>' + TEXT + "</t></is></c></row>"
    yield "dimension.xlsx", _sheet(named + cell.format(2, "A"), "A1:XFD1048576")
    yield "far-row.xlsx", _sheet(named + cell.format(1_048_576, "A"))
    yield "farther-row.xlsx", _sheet(named + cell.format(10**15, "A"))
    yield "far-column.xlsx", _sheet(named + cell.format(2, "XFD"))
    yield "no-column.xlsx", _sheet(named + cell.format(2, "ZZZZZZ"))
    yield "row-back.xlsx", _sheet(cell.format(5, "A") + cell.format(2, "A") + named)
    yield "row-negative.xlsx", _sheet(named + cell.format(-3, "A"))
    yield "laughs.xlsx", _sheet(named.replace("text", "&l9;"), head=LAUGHS)
    yield "outside.xlsx", _sheet(named.replace("text", "&e;"), head=OUTSIDE)
    yield "nested.xlsx", _sheet("<row>" * 100_000)
    shared = '<row r="2"><c r="A2" t="s"><v>999999999</v></c></row>'
    yield "shared.xlsx", _sheet(named + shared)
    date = '<row r="2"><c r="A2" s="1"><v>1e308</v></c></row>'
    yield "date.xlsx", _sheet(named + date)
    yield "bomb.xlsx", _sheet(" " * (300 << 20))
    yield "junk.xlsx", _replaced(as_xlsx([["text"]]), "xl/workbook.xml", b"\0\xff")
    yield "is-docx.xlsx", as_docx(TEXT)
    yield "cut.xlsx", as_xlsx([["titel", "text"], ["A", TEXT]])[:-300]


def parquets() -> Files:
    """Footers that are cut, wrong, or promise more than memory holds."""
    data = as_parquet([{"title": "A", "text": TEXT}, {"title": "B", "text": SECOND}])
    yield "cut.parquet", data[:-9]
    yield "headless.parquet", data[100:]
    yield "junk.parquet", b"PAR1" + b"\xff" * 200 + b"PAR1"
    for name, size in {"zero": 0, "negative": -1, "huge": 2**31 - 1, "past": 10_000}.items():
        yield f"footer-{name}.parquet", data[:-8] + struct.pack("<i", size) + b"PAR1"
    for place in range(len(data) - 1200, len(data) - 8, 130):
        yield f"footer-{place}.parquet", data[:place] + b"\xff\xff\xff\x7f" + data[place + 4 :]
    for place in range(4, 400, 60):
        yield f"page-{place}.parquet", data[:place] + b"\xff\xff\x7f" + data[place + 3 :]
    out = io.BytesIO()
    far = pa.array([2**62, -(2**62)], pa.timestamp("us"))
    pq.write_table(pa.table({"text": [TEXT, SECOND], "date": far}), out)
    yield "far-date.parquet", out.getvalue()
    out = io.BytesIO()
    cells = pa.array(["a" * (8 << 20)] * 400).dictionary_encode()
    pq.write_table(pa.table({"text": cells}), out, compression="zstd")
    yield "bomb.parquet", out.getvalue()
    out = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array([b"\xff\xfe\xff"], pa.binary())}), out)
    yield "bytes.parquet", out.getvalue()


def documents() -> Files:
    """Word files with entities, spans without end, and parts that are missing."""
    data = as_docx(f"Streit\n{TEXT}\nRat\tJa\n{SECOND}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = archive.read("word/document.xml").decode()
    part = "word/document.xml"
    body = main[main.index("<w:body>") :]
    yield (
        "laughs.docx",
        _replaced(data, part, LAUGHS + main[main.index("<w:document") :].replace("Streit", "&l9;")),
    )
    yield (
        "outside.docx",
        _replaced(data, part, OUTSIDE + main[main.index("<w:document") :].replace("Streit", "&e;")),
    )
    span = '<w:tcPr><w:gridSpan w:val="{}"/>'
    for value in ("100000000", "-5", "x", "0"):
        yield (
            f"span-{value}.docx",
            _replaced(data, part, main.replace("<w:tcPr>", span.format(value))),
        )
    merged = main.replace("<w:tcPr>", "<w:tcPr><w:vMerge/>")
    yield "merged.docx", _replaced(data, part, merged)
    row = merged[merged.index("<w:tr>") : merged.index("</w:tr>") + 7]
    yield "merged-many.docx", _replaced(data, part, merged.replace(row, row * 3000))
    yield "nested.docx", _replaced(data, part, main.replace(body, "<w:body>" + "<w:tbl>" * 50_000))
    yield "empty.docx", _replaced(data, part, "")
    yield "no-body.docx", _replaced(data, part, main.replace(body, "</w:document>"))
    yield "junk.docx", _replaced(data, "[Content_Types].xml", "<x/>")
    yield "bomb.docx", _replaced(data, part, main.replace("Streit", "a" * (300 << 20)))
    yield "is-xlsx.docx", as_xlsx([["text"], [TEXT]])
    yield "cut.docx", data[:-500]


def rich_texts() -> Files:
    """Rich Text that nests, counts wrongly, or makes a careless expression go back and forth."""
    good = TEXT.encode("cp1252", "replace").decode("cp1252")
    units = {
        "braces": "{" * 200_000,
        "closed": "}" * 200_000,
        "fields": r"{\field{\*\fldinst{ HYPERLINK " * 3000,
        "links": r'{\field{\*\fldinst{HYPERLINK "x"}}{ ' * 3000,
        "fonts": r"{\fonttbl" + r"\f1\fcharset1" * 8000,
        "fonts-cut": r"{\fonttbl" + r"\f1" * 50_000,
        "unicode": r"\u99999999? \u-99999?",
        "pairs": r"\u-10179?\u-8704?",
        "page": r"\ansicpg99999999999 \'ff\'fe",
        "page-codec": r"\ansicpg65001 \'ff\'fe",
        "picture": r"{\pict\bin" + "9" * 5000 + "}",
        "skip": r"\uc999999999 \u228?",
        "escapes": "\\" * 100_000,
        "hex": r"\'e4" * 50_000,
    }
    for name, unit in units.items():
        yield f"{name}.rtf", f"{{\\rtf1\\ansi {good} {unit} Ende.}}".encode("cp1252")


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = 8) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data, method)
    return out.getvalue()


def archives() -> Files:
    """Archives that climb, explode, nest, overlap, or lie about what they hold."""
    body = TEXT.encode()
    for number, name in enumerate(
        ("../x.txt", "/etc/x.txt", "a/../../x.txt", "C:x.txt", "..\\x.txt")
    ):
        yield f"slip-{number}.zip", _zip((name, body))
    for number, name in enumerate(
        (".", "./.", "..", "//", " ", "\x1b[2Jx.txt", "a\nb.txt", "-x.txt")
    ):
        yield f"name-{number}.zip", _zip((name, body), ("gut.txt", SECOND.encode()))
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    yield "link.zip", _zip((link, b"/etc/passwd"))
    yield "nested.zip", _zip(("a.zip", _zip(("b.zip", _zip(("c.txt", body))))))
    yield "bomb.zip", _zip(("a.txt", b"\0" * (100 << 20)))
    yield "many.zip", _zip(*((f"{n}.txt", b"") for n in range(3000)))
    yield "twice.zip", _twice(("a.txt", body), ("a.txt", SECOND.encode()))
    for name, method in {"bzip": 12, "lzma": 14}.items():
        good = _zip(("a.txt", body * 9), ("b.txt", SECOND.encode()), method=method)
        yield f"{name}.zip", good
        yield f"{name}-bad.zip", good[:60] + b"\xff" * 20 + good[80:]
    good = _zip(("a.txt", body), ("ü.txt", SECOND.encode()))
    yield "cut.zip", good[:-20]
    yield "method.zip", good.replace(b"\x08\x00", b"\x63\x00")
    yield "name-bytes.zip", good.replace("ü.txt".encode(), b"\xff\xff.txt", 1)
    head = good.index(b"PK\x01\x02")
    yield "size.zip", good[: head + 24] + struct.pack("<I", 2**31) + good[head + 28 :]
    yield "offset.zip", good[: head + 42] + struct.pack("<I", 2**31) + good[head + 46 :]
    yield "before.zip", b"MZ" + os.urandom(0) + b"\x90" * 500 + good
    yield "overlap.zip", overlapping()
    yield "empty.zip", _zip()


def _twice(*members: tuple[str, bytes]) -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of a name that is there already
        return _zip(*members)


def overlapping(count: int = 300, size: int = 1 << 20) -> bytes:
    """Gives an archive whose members all share one stretch of packed bytes (Fifield 2019)."""
    packer = zlib.compressobj(9, wbits=-15)
    raw = (TEXT.encode() + os.fsencode("\n")) * (size // len(TEXT.encode()))
    packed = packer.compress(raw) + packer.flush()
    packed += b"\0" * (len(raw) // 150)  # so that the ratio of each member alone looks harmless
    rest = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, zlib.crc32(raw), len(packed), len(raw))
    local = b"PK\x03\x04" + rest + struct.pack("<HH", 5, 0) + b"a.txt" + packed
    central = b""
    for _ in range(count):
        central += b"PK\x01\x02\x14\0" + rest + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0)
        central += b"a.txt"
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def names() -> Files:
    """Names that a terminal, a shell, a spreadsheet or a reader's eye may take for more."""
    odd = (
        *("-rf.txt", "--help.txt", "=1+1.txt", "@SUM(A1).txt", "+cmd.csv", "$(touch owned).txt"),
        *("`touch owned`.txt", "a;b.txt", "a|b.txt", "a\nb.txt", "a\tb.txt", "\x1b[2Jrot.txt"),
        *("a\rb.txt", "\u202etxt.exe.txt", "<script>.txt", "a'b\"c.txt", "%s%n.txt", "{0}.txt"),
        *("[x].txt", "a*b?.txt", "a#1.txt", "a.txt#2", "a\\b.txt", " .txt", "x" * 240 + ".txt"),
        *("NUL.txt", "ﬂ\u0308.txt", "~$a.txt", "a.TXT", "a.txt.zip.html", "a.", "a.jpg", "🧨.txt"),
    )
    for number, name in enumerate(odd):
        yield name, f"{TEXT} Nummer {number}.".encode()
    for name, suffix, data in seeds():  # a sound file under another kind's name
        wrong = {".txt": ".xlsx", ".xlsx": ".txt", ".docx": ".json", ".json": ".rtf"}
        yield f"falsch-{name}{wrong.get(suffix, '.docx')}", data


def links(folder: Path) -> int:
    """Makes links that lead out, nowhere, or round in circles, and a pipe nobody writes to."""
    folder.mkdir()
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "etc").symlink_to("/etc")
    (folder / "nirgends.txt").symlink_to("nichts")
    (folder / "kreis-a.txt").symlink_to("kreis-b.txt")
    (folder / "kreis-b.txt").symlink_to("kreis-a.txt")
    (folder / "oben").symlink_to(folder.parent)
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    return 8


def depths(folder: Path) -> int:
    """Makes an article below more folders than a program can call itself."""
    folder.mkdir()
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    with os.fdopen(os.open("tief.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here), "wb") as stream:
        stream.write(f"{TEXT} Ganz unten.".encode())
    os.close(here)
    return 1
