"""The editor: an article with its quotes, names and judgements, and forms that correct them."""

from presseschau.lab.editor.form import Editor, edit

__all__ = ["Editor", "edit"]
