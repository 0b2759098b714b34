"""What a page may load and run, told to the browser: nothing but what the site itself has."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def content_security_policy(inline: str) -> str:
    """The policy of a page in which one script stands, which it may run; `inline` is its text."""
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    sources = {**POLICY, "script-src": f"{POLICY['script-src']} 'sha256-{digest}'"}
    return "; ".join(f"{name} {value}" for name, value in sources.items())
