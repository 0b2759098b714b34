"""tests/sites/tiny with two more modules, so that there are twelve chapters to assign."""

from __future__ import annotations

from pathlib import Path

from .courses import copy_of

MODULES = {
    "pears": ("apples", ("shaking", "storing", "selling", "stewing")),
    "plums": (
        "pears",
        ("blossom", "budding", "pruning", "ripening", "drying", "pitting", "tasting"),
    ),
}
"""Module -> what it builds on, and its chapters."""

INDEX = """---
title: {title} & more
description: A module of the tests, made to have something to choose from.
chapters: [{chapters}]
builds_on: [{before}]
---

What is there to know about {title}?
"""
CHAPTER = """---
title: {title} “{module}”
question: What is {name}, and for whom?
description: A chapter of the tests, made to have something to choose from.
objectives:
  - id: {module}-{name}
    text: Explain {name} to a child.
---

It is done with care.

## Read the law

![@apple-act-1999, art. 2]

## Since 2001

- It has not changed (as of 31 January 2026).[@apple-act-1999]

## Discuss

1. Is it worth it?
2. For whom?
"""
QUIZ = """questions:
  - id: {module}-{name}-true
    kind: true-false
    objective: {module}-{name}
    stem: |
      It is done with care.
    answer: {answer}
    feedback:
      "true": |
        See the text.
      "false": |
        See the text once more.
    explanation: |
      It stands there.[@apple-act-1999, art. 2]
"""


def orchard(to: Path) -> Path:
    course = copy_of("tiny", to)
    facts = course / "docs/course.yml"
    text = facts.read_text("utf-8").replace("[apples]", f"[apples, {', '.join(MODULES)}]")
    facts.write_text(text + "discussion_section: Discuss\n", "utf-8")
    for module, (before, chapters) in MODULES.items():
        folder = course / "docs/modules" / module
        folder.mkdir()
        index = INDEX.format(title=module.capitalize(), chapters=", ".join(chapters), before=before)
        (folder / "index.md").write_text(index, "utf-8")
        for number, name in enumerate(chapters):
            answer = "true" if number % 2 else "false"
            values = {"module": module, "name": name, "title": name.capitalize()}
            (folder / f"{name}.md").write_text(CHAPTER.format(**values), "utf-8")
            quiz = QUIZ.format(**values, answer=answer)
            (folder / f"{name}.quiz.yml").write_text(quiz, "utf-8")
    return course
