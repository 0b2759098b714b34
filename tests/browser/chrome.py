"""The browser of the tests is the one that draws the diagrams."""

from __future__ import annotations

from casebook.diagrams.browser import NONE, chrome, find_browser

__all__ = ["NONE", "chrome", "find_browser"]
