"""Rendering: notebooks and texts as self-contained HTML pages."""

import re
import tomllib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from lxml import html as lxml_html
from markupsafe import Markup
from nbconvert import TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from presseschau import __version__
from presseschau.core.slugs import slug
from presseschau.reports.parameters import Parameter
from presseschau.reports.safety import clean_html, harmless
from presseschau.views.wording import fill, word

TEMPLATES = Path(__file__).parent / "templates"


class PageLink(NamedTuple):
    """A page of a report as the navigation knows it."""

    name: str
    title: str
    href: str


class Body(NamedTuple):
    """The inside of a notebook's page; ``about`` is its first paragraph, if it begins with one."""

    title: str
    html: str
    headings: list[dict[str, str]]
    image: str
    finding: str
    about: str = ""


class Contents(NamedTuple):
    """What the pages of a report are made of.

    ``pages`` are as the navigation names them, ``bodies`` the insides of the notebooks' pages, by
    name, ``declared`` the parameters of each notebook and ``values`` those given, ``corpus`` the
    name of what was read, and ``opening`` what changed since the report before: title, how, and
    groups of lines.
    """

    pages: Sequence[PageLink]
    bodies: Mapping[str, Body]
    values: Mapping[str, Any]
    declared: Mapping[str, Mapping[str, Parameter]]
    corpus: str
    opening: Mapping[str, Any] | None = None


@cache
def texts(language: str) -> Mapping[str, Any]:
    """Every text of the report's own pages in a language ("de" or "en")."""
    return tomllib.loads((TEMPLATES / f"pages.{language}.toml").read_text(encoding="utf-8"))


def render(template: str, language: str, **context: Any) -> str:
    """Fills one of the page templates; values are escaped, odd characters made visible.

    The context has a ``title``, and ``pages``, ``current``, ``root`` for the navigation, besides
    what the template itself shows.
    """
    shell = {"pages": (), "current": "", "root": "", "version": __version__}
    shell |= {"script": "", "script_source": "", "held": ""}
    context = shell | {"home": context.get("root", "") + "index.html"} | context
    page = _environment().get_template(template)
    filled = page.render(language=language, t=texts(language), style=_style(), **context)
    head, style, rest = filled.partition(_style())  # ours, and most of a small page
    return f"{harmless(head)}{style}{harmless(rest)}\n"


@cache
def _style() -> Markup:
    return Markup((TEMPLATES / "style.css").read_text(encoding="utf-8").rstrip())


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fill"] = fill
    environment.globals["word"] = word
    return environment


def render_notebook(
    body: Body,
    name: str,
    language: str,
    pages: Sequence[PageLink],
    dateline: str,
    notice: str = "",
    **scripted: str,
) -> str:
    """Wraps the body of a notebook into its page, with the script and what it reads, if any."""
    return render(
        "notebook.html.j2",
        language,
        title=body.title,
        body=Markup(body.html),
        headings=body.headings,
        pages=pages,
        current=name,
        dateline=dateline,
        notice=notice,
        **scripted,
    )


def notebook_body(notebook: NotebookNode, name: str, language: str) -> Body:
    """Converts an executed notebook to the inside of a page: outputs and Markdown, no code.

    Scripts, frames, forms, event handlers and images that are not embedded are dropped; headings
    come in order below the page's own; tables scroll inside a box that the keyboard reaches. A
    notebook of the suite has its title by its name, and its Markdown above the parameters, which
    speaks to users of JupyterLab, is left out.
    """
    own = texts(language)["titles"].get(name)
    shown = _from_parameters(notebook) if own else notebook
    converted, _ = _exporter().from_notebook_node(shown)
    root = lxml_html.fragment_fromstring(clean_html(converted), create_parent="div")
    title = notebook_title(notebook, name, language)
    for heading in root.iter("h1"):  # the page has it as its title
        if heading.text_content().replace("¶", "").strip() == title:
            heading.drop_tree()
            break
    headings = _order_headings(root)
    _box_tables(root, texts(language)["table"])
    for image in root.iter("img"):
        if image.get("src") is None:
            image.drop_tree()
        elif image.get("alt") is None:
            image.set("alt", texts(language)["chart"])
    images = root.xpath(".//figure//img/@src")
    findings = root.find_class("finding")
    finding = findings[0].text_content().strip() if findings else ""
    inside = "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    first = root[0].text_content().strip() if len(root) and root[0].tag == "p" else ""
    image = images[0] if images else ""
    return Body(title, (root.text or "") + inside, headings, image, finding, first)


def notebook_title(notebook: NotebookNode, name: str, language: str) -> str:
    """The title of a notebook's page: by its name in the suite, or its first heading."""
    headings = (
        re.search(r"^# +(.+?)[ #]*$", cell.source, re.MULTILINE)
        for cell in notebook.cells
        if cell.cell_type == "markdown"
    )
    first = next((re.sub(r"[*_`\\]", "", heading[1]) for heading in headings if heading), "")
    return texts(language)["titles"].get(name) or first or name.capitalize()


def _from_parameters(notebook: NotebookNode) -> NotebookNode:
    tagged = [n for n, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])]
    return NotebookNode(notebook, cells=notebook.cells[tagged[0] if tagged else 0 :])


@cache
def _exporter() -> TemplateExporter:
    hidden = Config(
        {
            "TagRemovePreprocessor": {
                "enabled": True,
                "remove_cell_tags": ["remove-cell"],
                "remove_all_outputs_tags": ["remove-output"],
            }
        }
    )
    # nbconvert's own exporter to HTML would parse the page once more and put in its own texts.
    return TemplateExporter(
        config=hidden,
        template_extension=".html.j2",
        template_name="fragment",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"alt_text": _alt_text, "base64": lambda text: b64encode(text.encode()).decode()},
    )


def _alt_text(output: NotebookNode) -> str:
    metadata = output.get("metadata", {})
    alt = next((m["alt"] for m in metadata.values() if isinstance(m, dict) and "alt" in m), "")
    return escape(alt)


def _order_headings(root: lxml_html.HtmlElement) -> list[dict[str, str]]:
    """Lets headings descend one level at a time below the page's own; gives the second level."""
    before, found, used = 1, [], set(root.xpath(".//@id"))
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = min(max(int(heading.tag[1]), 2), before + 1)
        heading.tag, before = f"h{level}", level
        for anchor in heading.find_class("anchor-link"):
            anchor.drop_tree()
        text = heading.text_content().strip()
        if not heading.get("id"):
            name = slug(text)
            number = next(n for n in range(1, 10_000) if f"{name}-{n}" not in used)
            heading.set("id", name if name not in used else f"{name}-{number}")
            used.add(heading.get("id"))
        if level == 2:
            found.append({"id": heading.get("id"), "text": text})
    return found


def _box_tables(root: lxml_html.HtmlElement, label: str) -> None:
    heading = label
    for element in list(root.iter("h2", "h3", "h4", "h5", "h6", "table")):
        if element.tag != "table":
            heading = element.text_content().strip()
            continue
        if "scroll" in (element.getparent().get("class") or "").split():
            continue
        box = lxml_html.Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
        box.set("aria-label", f"{label}: {heading}" if heading != label else label)
        element.addprevious(box)
        box.tail, element.tail = element.tail, None
        box.append(element)
