"""The page of downloads: what there is, what it is for, how to import it, what it leaves out.

The files are made after every page; exports/listing.py then fills the places left here.
"""

from __future__ import annotations

from ..course import Course
from .templates import render


def downloads_markdown(course: Course) -> str:
    modules = [
        (module_id, module.facts.title)
        for module_id, module in course.modules.items()
        if any(True for _ in course.questions_of(module_id))
    ]
    return render("downloads.md", modules=modules, roles=course.facts.role_section)
