"""The mark by which the page knows that a sheet has answered a key, and may take the next."""

import ipywidgets as widgets


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
