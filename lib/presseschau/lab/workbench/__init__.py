"""The workbench: a corpus explored or coded by hand in JupyterLab; or the views on a still page."""

from presseschau.lab.workbench.coding_sheet import code
from presseschau.lab.workbench.explore import explore

__all__ = ["code", "explore"]
