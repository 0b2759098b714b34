"""What an export is made of: a file, and the list of what the file could not take."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

LEFT_OUT = "left-out.csv"
"""The file that lists every loss of every other."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can hold; every member has it."""


@dataclass(frozen=True)
class Loss:
    """Something that a file does not hold, or holds in another form."""

    kind: str
    """The kind of what is concerned: a question's kind, or “page”, “law” ..."""
    what: str
    """A sentence for instructors, the same for all of its kind."""
    id: str
    """Which one: a question's id, a chapter's ..."""


@dataclass(frozen=True)
class Export:
    """A file under downloads/."""

    path: str
    content: bytes
    losses: tuple[Loss, ...] = ()


def zipped(members: Mapping[str, bytes], first: str = "") -> bytes:
    """A ZIP file with its members sorted by name, all of the same time: same input, same bytes.

    `first` is the member that comes before all others and is not compressed, if a format wants one.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != first, name)):
            member = zipfile.ZipInfo(name, FIRST_DAY)
            member.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(member, members[name], method)
    return stream.getvalue()
