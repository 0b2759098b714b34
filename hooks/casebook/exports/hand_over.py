"""Every file under downloads/ that is made for an instructor's or a student's own programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ..course import Course
from .anki import anki_deck
from .canvas import canvas_qti
from .cartridge import cartridge
from .documents import Documents
from .fragments import Fragments
from .gift import gift
from .moodle import moodle_course_xml, moodle_xml
from .open_data import course_json, course_schema
from .package import LEFT_OUT, Export


def hand_over(
    course: Course,
    pages: Mapping[str, str],
    site: str,
    read_asset: Callable[[str], bytes],
    kept: Path | None = None,
) -> tuple[Export, ...]:
    """All of them, for a course without mistakes.

    `pages` are the finished contents of pages by source URI; `site` and
    `read_asset` as in `Fragments`; `kept` as in `Documents`.
    """
    fragments = Fragments(course, site, read_asset)
    with Documents(fragments, pages, kept) as documents:
        made = [*_of_the_course(fragments, pages), *_of_modules(fragments)]
        made += documents.finished()
    return (*made, left_out(made))


def _of_the_course(fragments: Fragments, pages: Mapping[str, str]) -> Iterator[Export]:
    yield cartridge(fragments, pages)
    yield cartridge(fragments, pages, "1.3")
    if fragments.course.quizzes:
        yield moodle_course_xml(fragments)
    yield anki_deck(fragments)
    yield course_json(fragments.course, fragments.site)
    yield course_schema()


def _of_modules(fragments: Fragments) -> Iterator[Export]:
    for module_id in fragments.course.modules:
        if any(True for _ in fragments.course.questions_of(module_id)):
            yield moodle_xml(fragments, module_id)
            yield canvas_qti(fragments, module_id)
            yield gift(fragments, module_id)


def left_out(made: Iterable[Export]) -> Export:
    """What each file does not hold, or holds in another form, one line for each thing."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("file", "kind", "id", "what"))
    for export in made:
        for loss in export.losses:
            writer.writerow((export.path, loss.kind, loss.id, loss.what))
    return Export(LEFT_OUT, stream.getvalue().encode())
