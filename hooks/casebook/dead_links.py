"""From LinkChecker's reports to the text of the one issue about dead links.

An address is dead when it failed in every report: a host that is away for an
hour is no news. The weekly workflow makes the reports some time apart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .course import REFERENCES, Course

REFUSALS = ("401", "403", "429")
"""What hosts answer that are there, and let no program in."""


@dataclass(frozen=True)
class DeadLink:
    url: str
    result: str
    """What LinkChecker says, such as "404 Not Found"."""
    page: str
    """Path on the site of a page that links there."""


def dead_links(reports: list[str]) -> list[DeadLink]:
    """The addresses that failed in every report, each the text of a CSV file.

    Raises ValueError for a text that is no such report: LinkChecker could not work.
    """
    found = [_failures(report) for report in reports]
    return [one for url, one in sorted(found[-1].items()) if all(url in other for other in found)]


def issue_text(course: Course, dead: list[DeadLink]) -> str:
    """Markdown for the issue; "" when no address is dead."""
    if not dead:
        return ""
    places = _places(course)
    refused = [one for one in dead if one.result[:3] in REFUSALS]
    gone = [one for one in dead if one not in refused]
    lines = [
        f"{len(dead)} addresses did not answer in any of this week's attempts."
        if len(dead) > 1
        else "One address did not answer in any of this week's attempts.",
        "",
        "Open each by hand: some hosts refuse programs. If it is gone, give the reference "
        "`dead = {yes}` and, if an archive has the page, `archive` and `archivedate`; "
        "CONTRIBUTING.md shows how.",
        "",
    ]
    for heading, group in ((None, gone), ("Refused to answer a program", refused)):
        if group and heading:
            lines += ["", f"## {heading}", ""]
        for one in group:
            lines.append(f"- [ ] <{one.url}>: {_plain(one.result)}")
            lines += [f"    - {place}" for place in places.get(unquote(one.url), ())]
            lines.append(f"    - linked from `{one.page}`")
    return "\n".join(lines) + "\n"


def _failures(report: str) -> dict[str, DeadLink]:
    """One report's dead addresses. LinkChecker names one page for each."""
    rows = csv.DictReader(_without_comments(report), delimiter=";")
    if "valid" not in (rows.fieldnames or ()):
        raise ValueError("is no report of LinkChecker in CSV; look at what it said")
    found = {}
    for row in rows:
        url = row["urlname"] if urlsplit(row["urlname"]).netloc else row["url"]
        if row["valid"] == "False" and urlsplit(url).netloc != urlsplit(row["parentname"]).netloc:
            found[url] = DeadLink(url, row["result"], urlsplit(row["parentname"]).path)
    return found


def _without_comments(report: str) -> Iterator[str]:
    return (line for line in report.splitlines(keepends=True) if not line.startswith("#"))


def _places(course: Course) -> Mapping[str, list[str]]:
    """Address, not percent-encoded -> the files and lines that give it."""
    places: dict[str, list[str]] = {}
    for key, reference in course.references.items():
        place = f"`{key}` in {REFERENCES}:{reference.line}"
        for name in ("url", "archive"):
            if reference.get(name):
                places.setdefault(unquote(reference.get(name)), []).append(place)
    for key, law in course.laws.items():
        if law.facts.official:
            place = f"`{key}` in {law.path}:{law.line('official', 'url')}"
            places.setdefault(unquote(law.facts.official.url), []).append(place)
    return places


def _plain(result: str) -> str:
    """What another host said, with nothing in it that an issue would act on."""
    return "".join(one for one in " ".join(result.split()) if one not in "`@#<>[]")[:120]
