"""Parts: buttons, rows and what a page needs unseen, alike in all that is worked with by hand."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets
from IPython.display import HTML, display

#: Where widgets work, what is printed beside them stays hidden.
_IN_LAB = "<style>.jp-NotebookPanel .ps-printed { display: none; }</style>"


class Answered(widgets.HTML):
    """An unseen part of a sheet, the last one to change; keys wait in the page until it does."""

    def __init__(self) -> None:
        self._times = 0
        super().__init__(layout=widgets.Layout(height="0", margin="0"))
        self.tell()

    def tell(self) -> None:
        """Says that all that follows from the last key is shown."""
        self._times += 1
        self.value = f'<ps-answered data-times="{self._times}"></ps-answered>'


class Printed:
    """A widget that also shows where there are none: in a notebook run and printed unseen."""

    def _ipython_display_(self) -> None:
        display(self._repr_mimebundle_(), raw=True)
        if copy := in_print(self):
            display(HTML(f'{_IN_LAB}<div class="ps-printed">{copy}</div>'))


class Text(Printed, widgets.HTML):
    """HTML that may change."""


class Column(Printed, widgets.VBox):
    """Parts below each other."""


def in_print(widget: widgets.Widget) -> str:
    """What a widget shows now, as HTML; nothing of buttons and of what is unseen."""
    if widget.layout.height == "0":
        return ""
    if isinstance(widget, widgets.Box):
        return "".join(map(in_print, widget.children))
    if isinstance(widget, widgets.HTML):
        return widget.value
    if isinstance(widget, widgets.Output):
        return "".join(out.get("data", {}).get("text/html", "") for out in widget.outputs)
    if isinstance(widget, widgets.Text) and widget.value:
        return f"<p>{escape(widget.description)}: {escape(widget.value)}</p>"
    return ""


def button(
    text: str, pressed: Callable[[], object], *classes: str, style: str = "", **layout: str
) -> widgets.Button:
    """A button as wide as its text."""
    layout = widgets.Layout(width="auto", **layout)
    made = widgets.Button(description=text, button_style=style, layout=layout)
    for name in classes:
        made.add_class(name)
    made.on_click(lambda _: pressed())
    return made


def flow(*parts: widgets.Widget) -> widgets.Box:
    """Parts side by side, which wrap where the page is narrow."""
    return widgets.Box(parts, layout=widgets.Layout(flex_flow="row wrap"))


def unseen(html: str) -> widgets.Output:
    """HTML that the page takes, with its scripts, and does not show."""
    output = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
    return widgets.Output(outputs=(output,), layout=widgets.Layout(height="0", overflow="hidden"))


def told(sentence: str, role: str = "status") -> str:
    """A sentence as a screen reader tells it; as an "alert", at once."""
    return f'<p role="{role}">{escape(sentence)}</p>'
