"""Sound files of every format, to start from: what is mutated finds deeper faults than noise."""

import io
import json
import zipfile
from collections.abc import Iterator

import openpyxl
import pandas as pd
from articles.test_articles import PAGE, SECOND, TEXT
from articles.test_databases import (
    CLASSIC,
    FACTIVA_BLOCKS,
    FACTIVA_TABLE,
    NEWER,
    WISO,
    as_docx,
    as_rtf,
)
from jobs.feeds.test_feed import ATOM
from news_site import rss

from presseschau.core.resources import notebooks_folder
from presseschau.link.corrections import COLUMNS

ROWS = [
    {"title": "Fähre", "text": TEXT, "date": "04.03.2026 06:30 Uhr", "outlet": "Bote", "url": "u"},
    {"title": "Brücke", "text": SECOND, "date": "March 6, 2026", "outlet": "", "authors": ["dpa"]},
]


def as_xlsx(rows: list[list[object]]) -> bytes:
    """Gives a workbook with the rows in its only sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_parquet(rows: list[dict]) -> bytes:
    """Gives a Parquet file of the rows."""
    data = io.BytesIO()
    pd.DataFrame(rows).to_parquet(data)
    return data.getvalue()


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """Gives name, suffix and bytes of each file."""
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    table = f'titel;text;datum\nFähre;"{TEXT}";4.3.2026\nBrücke;{SECOND};\n'
    plain = f"Streit um die Fähre\n\nVon Jana Petersen\n\nMarlitz (dpa) - {TEXT}\n\n{SECOND} (jp)\n"
    for codec in ("utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig"):
        yield f"plain-{codec}", ".txt", plain.encode(codec)
        yield f"table-{codec}", ".csv", table.encode(codec)
    for name, text in {"classic": CLASSIC, "newer": NEWER, "wiso": WISO}.items():
        yield name, ".txt", text.encode()
    yield "named", ".txt", f"Titel: Fähre\nDatum: 4. März 2026\nQuelle: Bote\n\n{TEXT}".encode()
    yield "page", ".html", PAGE.encode()
    yield "factiva-table", ".html", FACTIVA_TABLE.encode()
    yield "factiva-blocks", ".html", FACTIVA_BLOCKS.encode()
    cloud = "id,language,media_name,publish_date,title,url,text"
    yield "cloud", ".csv", f'{cloud}\n1,de,bote.example,2026-03-04,Fähre,u,"{TEXT}"\n'.encode()
    yield "one", ".json", json.dumps(ROWS[0]).encode()
    yield "many", ".json", json.dumps({"articles": ROWS}).encode()
    yield "lines", ".jsonl", lines.encode()
    yield "sheet", ".xlsx", as_xlsx([list(ROWS[0]), *([str(v) for v in r.values()] for r in ROWS)])
    yield "columns", ".parquet", as_parquet([{k: str(v) for k, v in r.items()} for r in ROWS])
    yield "word", ".docx", as_docx(f"Streit um die Fähre\n{TEXT}\nRat\tJa\tNein\n{SECOND}")
    yield "rich", ".rtf", as_rtf(f"Streit um die Fähre\n{TEXT}\n{SECOND}")


def more_seeds() -> dict[str, list[bytes]]:
    """Gives sound bytes for what is no file of articles, by target."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("bote/a.html", PAGE)
        packed.writestr("bote/a.html.json", json.dumps(ROWS[0]))
        packed.writestr("bote/b.txt", TEXT)
    story = list(range(0, 250, 3))
    texts = [CLASSIC, f"Streit um die Fähre\n\nMarlitz (dpa) - {TEXT}\n\n{SECOND} (jp)\n"]
    head = ";".join(COLUMNS)
    rows = (
        "a1;52;139;quote;change;;Indirect;Der Plan;ina;2026-03-04;",
        "a1;52;139;speaker;change;;Frauke Tamm;„Der Plan;;;",
        "a1;4;27;mention;delete;;;;;;=1+1",
        ";;;actor;merge;tamm;frauke-tamm;;;;",
        "a1;;;tenor;reviewed;;;;;;",
    )
    return {
        "zip": [out.getvalue()],
        "note": [json.dumps({**ROWS[0], "published": "2026-03-04T06:30:00+01:00"}).encode()],
        "register": [
            b"name,aliases,kind,party,role,gender\nRuth Amelung,Amelung; RA,PER,SU,Chefin,f\n",
            'name;kind\n"Öhlers; Grete";PER\nAue AG;ORG\n'.encode(),
        ],
        "corrections": [f"{head}\n{row}\n".encode() for row in rows],
        "jobs": [
            (notebooks_folder() / "jobs.example.toml").read_bytes(),
            b'[job.a]\nsources = ["in"]\nnotebooks = ["quotes"]\nperiod = "month"\n'
            b'[job.a.grid]\noutlet = ["A", "B"]\ntop = [1, 2]\n[fetch]\npause = 0.5\n'
            b'[mail]\nhost = "h"\nfrom = "a@b.example"\n',
        ],
        "feed": [ATOM, rss("https://a.example", "hafen", "deich")],
        "robots": [b"User-agent: *\nDisallow: /a*$\nAllow: /\nCrawl-delay: 5\nSitemap: x\n"],
        "text": [text.encode() for text in texts],
        "words": [bytes(story), bytes(range(250))],
        "cleaning": [bytes(story) + b"\xff" + bytes(story[::-1]) + b"\xff" + bytes(story)],
        "analysis": [text.encode() for text in texts],
        "page": [
            b"\xff".join(f"{n}\"'<b onclick=x>&amp;".encode() for n in range(14)),
            b"</script><script>x</script>\xff]]>-->\xffjavascript:x\xff" + TEXT.encode(),
        ],
        "marks": [bytes([0, 9, 12, 4, 20, 13, 30, 90, 5, 10, 31, 6]) + b"\xff" + TEXT.encode()],
        "output": [PAGE.encode(), *(f"<p>{trick}</p>".encode() for trick in TRICKS)],
    }


#: What sanitizers have let through, in one place or another.
TRICKS = (
    "<svg><style><img src=x onerror=x></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=x&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "<a href='java&#10;script:x'>a</a><a href='data:text/html,<script>x</script>'>b</a>",
    "<img src='data:image/png;base64,AAAA' onerror=x><img src='http://a.example/b.png'>",
    "<p style='background:url(//a.example/x);--share:1;width:expression(x)'>c</p>",
    "<script>x</script ><ScRiPt/x>y</sCrIpT><style>@import 'x'</style>",
    "<table><tr><td colspan=2>a<details open ontoggle=x><summary>b</summary></details></table>",
)
