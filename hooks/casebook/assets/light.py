"""Styles for paper and for other programs, which know one scheme: the light one."""

from __future__ import annotations

import re

LIGHT_DARK = re.compile(r"light-dark\(\s*([^(),]+?)\s*,\s*[^(),]+\)")


def in_light(css: str) -> str:
    """The style with the first colour of each `light-dark()`."""
    return LIGHT_DARK.sub(r"\1", css)
