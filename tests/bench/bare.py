"""The same pages under Material alone: its theme, its search, the same Markdown extensions."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader

from casebook.course import read
from casebook.pages.site import navigation

KEEP = '''"""Keeps each page's Markdown as it is when every plugin has seen it, and renders none."""

from pathlib import Path

from mkdocs.plugins import event_priority
from mkdocs.structure.toc import TableOfContents


@event_priority(-100)
def on_page_markdown(markdown, page, **_):
    target = Path("{target}") / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"# {{page.title}}\\n\\n{{markdown}}", "utf-8")

    def nothing(config, files):
        page.content, page.toc = "", TableOfContents([])

    page.render = nothing
    return markdown
'''


def bare(course: Path, target: Path) -> Path:
    """Write a site of the pages of a course, with citations resolved and questions written out."""
    configuration: dict[str, Any] = yaml.load(
        (course / "mkdocs.yml").read_text("utf-8"), get_yaml_loader()
    )
    docs = target / "docs"
    docs.mkdir(parents=True)
    keep = course / "keep_markdown.py"
    keep.write_text(KEEP.format(target=docs), "utf-8")
    kept = course / "mkdocs-kept.yml"
    # JSON is YAML too; the loader has read !ENV already.
    hooks = [*configuration["hooks"], keep.name]
    kept.write_text(json.dumps({**configuration, "hooks": hooks}), "utf-8")
    try:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", kept.name]
        command += ["--site-dir", str(target / "site-kept")]
        subprocess.run(command, cwd=course, check=True, capture_output=True)
    finally:
        keep.unlink()
        kept.unlink()
    shutil.rmtree(target / "site-kept")
    found, _ = read(course)
    if found is None:
        raise ValueError(f"{course} is no course")
    extensions = [*configuration["markdown_extensions"]]
    extensions.remove("pymdownx.superfences")
    fence = {"name": "mermaid", "class": "mermaid"}
    extensions.append({"pymdownx.superfences": {"custom_fences": [fence]}})
    facts = {
        "site_name": found.facts.title,
        "site_url": "",
        # Large sites turn it on; without it, each page holds the names of all.
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": ["search"],
        "markdown_extensions": extensions,
        "nav": navigation(found),
    }
    (target / "mkdocs.yml").write_text(json.dumps(facts), "utf-8")
    return target
