"""The bibliography page: every work by kind, with a slot for where it is cited."""

from __future__ import annotations

from ..chinese import typed
from ..citations.forms import reference_form
from ..citations.notes import address, read_elsewhere
from ..course import Course
from ..models.reference import KINDS
from .templates import render


def bibliography_markdown(course: Course) -> str:
    groups = {
        heading: sorted(
            (reference for reference in course.references.values() if reference.kind == kind),
            key=lambda one: (
                (one.authors[0][1] if one.authors else one.get("institution")).lower(),
                one.get("date"),
                one.key,
            ),
        )
        for kind, heading in sorted(KINDS.items(), key=lambda item: item[1])
    }
    return render(
        "bibliography.md",
        groups=groups,
        works=reference_form,
        address=address,
        read_elsewhere=read_elsewhere,
        typed=typed,
    )
