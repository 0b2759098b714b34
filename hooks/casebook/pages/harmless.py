"""Nothing that runs is in a page's text: the check tells the writer, this keeps the promise.

A check reads Markdown and can be outwitted; here stands the HTML as a browser
gets it. `make serve` shows pages with mistakes, and goes through here too.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

RUNS = frozenset(
    {
        *("script", "style", "link", "meta", "base", "template", "noscript"),
        *("iframe", "frame", "frameset", "object", "embed", "applet", "math", "svg"),
    }
)
ADDRESSES = ("href", "src", "action", "formaction", "srcset", "poster", "background", "cite")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
UNREAD = re.compile(r"[\x00-\x20]")
"""Characters that browsers read past in an address."""
LEADS = ("http:", "https:", "mailto:")


def take_out_what_runs(root: HtmlElement) -> None:
    """Remove scripts and what loads them, handlers of events, and addresses that run."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag.lower() in RUNS and element is not root:
            element.drop_tree()
            continue
        for name in list(element.attrib):
            handles = name.lower().startswith("on") or name.lower() == "srcdoc"
            if handles or (name in ADDRESSES and _runs(element.get(name))):
                del element.attrib[name]


def _runs(address: str) -> bool:
    """Whether an address is none that leads somewhere."""
    scheme = SCHEME.match(UNREAD.sub("", address))
    return scheme is not None and scheme[0].lower() not in LEADS
