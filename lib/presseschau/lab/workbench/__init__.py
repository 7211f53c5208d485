"""The workbench: a corpus explored by hand in JupyterLab, or the same views on a still page."""

from presseschau.lab.workbench.explore import explore

__all__ = ["explore"]
