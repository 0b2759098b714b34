"""Build a site as `mkdocs build` does, and print what took how long as JSON: `python -m
tests.bench.stages mkdocs.yml TARGET`, in the course's folder."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import mkdocs.commands.build
import mkdocs.config
import mkdocs.plugins
import mkdocs.structure.pages

import casebook.checks
import casebook.course

STAGES = {
    "config": "read and check",
    "files": "lay out the pages",
    "page_markdown": "assemble pages, resolve citations",
    "page_content": "finish pages",
    "env": "search, questions, downloads",
    "post_build": "pack the site",
}
"""Event of MkDocs -> what this project does in it."""


class Stopwatch:
    """Seconds of the processor by name; what is measured inside another is taken off that."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inside = [0.0]

    def of(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            begun = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                whole = time.process_time() - begun
                self.seconds[name] += whole - self._inside.pop()
                self._inside[-1] += whole

        return timed


def main(configuration: str, target: str) -> None:
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # one process, else stages overlap
    watch = Stopwatch()
    run_event = mkdocs.plugins.PluginCollection.run_event

    def run(self: Any, name: str, item: Any = None, **named: Any) -> Any:
        stage = STAGES.get(name, "write pages")
        return watch.of(stage, run_event)(self, name, item, **named)

    mkdocs.plugins.PluginCollection.run_event = run  # type: ignore[method-assign]
    page = mkdocs.structure.pages.Page
    page.render = watch.of("Markdown", page.render)  # type: ignore[method-assign]
    casebook.checks.check = watch.of("check", casebook.checks.check)
    casebook.course.read = watch.of("read", casebook.course.read)
    build = mkdocs.commands.build
    build._build_page = watch.of("write pages", build._build_page)
    settings = mkdocs.config.load_config(configuration, site_dir=target)
    begun = time.process_time()
    watch.of("the rest", build.build)(settings)
    total = time.process_time() - begun
    print(json.dumps({"start": begun, **watch.seconds, "whole": begun + total}))


if __name__ == "__main__":
    main(*sys.argv[1:])
