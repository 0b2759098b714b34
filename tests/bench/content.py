"""A made-up course of any size, with as much of everything in a chapter as a real one has."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from ..courses import ROOT

CHAPTERS_IN_A_MODULE = 15
PARAGRAPHS = 28
SENTENCES = 4
WORDS = 16
CITATIONS = 40
"""In a chapter, of laws and of works by turns."""
QUESTIONS = 6
ARTICLES = 5
CHAPTERS_TO_A_LAW = 3
CHAPTERS_TO_A_TERM = 5
WORKS_IN_A_CHAPTER = 3

SECTIONS = ("Read the law", "How it came", "Who is bound", "What it costs", "Since 2020", "Discuss")
FACTS = """title: A course of {chapters} chapters
edition: Test edition
date: 2026-01-31
licence: |
  Text: free.
modules: [{modules}]
sections: [Read the law, Since 2020, Discuss]
dated_sections: [Since 2020]
discussion_section: Discuss
jurisdictions:
  OR: Orchardia
changes_since: 2001-01-01
id: bench
"""
HOME = """---
title: Home
description: The first page of a course that was made to be measured.
---

Text enough to be a page.
"""
MODULE = """---
title: Module {module}
description: A module that was made to be measured, one of several.
chapters: [{chapters}]
---

{text}
"""
CHAPTER = """---
title: {title}
question: What is to be said of {title}?
description: A chapter that was made to be measured, as long as a real one.
objectives:
  - id: {id}-first
    text: Explain what is said of it.
  - id: {id}-second
    text: Apply what is said of it.
---

{text}
"""
LAW = """---
title: Act of Measures No. {number}
short: Measures Act {number}
title_zh: 第{number}号度量法
pinyin: Dì {number} Hào Dùliáng Fǎ
jurisdiction: OR
kind: law
issuer: Assembly of Orchardia
adopted: 1999-05-01
in_force: 1999-09-01
force: in-force
status: in force
as_of: 2026-01-31
record: verified
evidence: |
  Made up to be measured.
articles:
{articles}---

{text}[@{key}, art. 1]
"""
ARTICLE = """  - number: "{number}"
    original_number: 第{number}条
    text:
      - zh: 每一个度量应当有名称，名称应当公布。
        en: {first}
      - zh: 度量由议会规定，自公布之日起施行。
        en: {second}
    gloss: |
      {gloss}
    status: verified
    evidence: |
      Made up to be measured.
"""
TERM = """---
term: {term}
term_zh: {chinese}
pinyin: dùliáng
see: [{see}]
---

{text}[@{law}, art. 1]
"""
WORK = """@book{{{key},
  author = {{Writer, {name}}},
  title = {{On {name}}},
  publisher = {{Orchard Press}},
  date = {{2001}},
  pages = {{1--400}},
  url = {{https://orchard.example/{key}}},
  urldate = {{2026-01-31}},
  status = {{verified}},
  evidence = {{Made up to be measured.}},
}}
"""
SINGLE = """  - id: {id}-{number}
    kind: single
    objective: {objective}
    stem: |
      {stem}
    choices:
{choices}    explanation: |
      {explanation}[@{law}, art. 2]
"""
CHOICE = """      - text: |
          {text}
{correct}        feedback: |
          {feedback}
"""
ORDER = """  - id: {id}-{number}
    kind: order
    objective: {objective}
    stem: |
      {stem}
    items:
{items}    explanation: |
      {explanation}[@{law}, art. 3]
"""
ITEM = """      - text: |
          {text}
        feedback: |
          {feedback}
"""

VOWELS = "aeiou"
CONSONANTS = "bdfglmnprstv"
DIGITS = "一二三四五六七八九十"


def generate(target: Path, chapters: int) -> Path:
    """Write a course of so many chapters, built by this project's hooks; the same each time."""
    course = _Course(target, chapters)
    course.write()
    return target


class _Course:
    def __init__(self, target: Path, chapters: int) -> None:
        self.target, self.chapters = target, chapters
        self.random = random.Random(chapters)
        # Twelve thousand words, those in front used the most, as in a language.
        self.words = [self._word() for _ in range(12_000)]
        self.weights = [1 / (10 + rank) for rank in range(12_000)]
        self.totals = [*_running_sum(self.weights)]
        self.laws = [f"measures-{n}" for n in range(1, -(-chapters // CHAPTERS_TO_A_LAW) + 1)]
        self.terms = [
            (f"word-{n}", f"{self._word()}{self._word()} measure", _chinese(n))
            for n in range(1, -(-chapters // CHAPTERS_TO_A_TERM) + 1)
        ]

    def write(self) -> None:
        for folder in ("docs/assets", "docs/.overrides"):
            ours = shutil.ignore_patterns("diagrams")
            shutil.copytree(ROOT / folder, self.target / folder, ignore=ours)
        shutil.copy(ROOT / "mkdocs.yml", self.target)
        (self.target / "hooks").symlink_to(ROOT / "hooks")
        self._diagram()
        modules: dict[str, list[str]] = {}
        for number in range(self.chapters):
            module = f"module-{number // CHAPTERS_IN_A_MODULE + 1}"
            modules.setdefault(module, []).append(f"chapter-{number + 1}")
        facts = FACTS.format(chapters=self.chapters, modules=", ".join(modules))
        self._put("docs/course.yml", facts)
        self._put("docs/index.md", HOME)
        works: list[str] = []
        for module, names in modules.items():
            text = MODULE.format(module=module, chapters=", ".join(names), text=self._paragraph())
            self._put(f"docs/modules/{module}/index.md", text)
            for name in names:
                works += self._chapter(module, name)
        for number, key in enumerate(self.laws, 1):
            articles = "".join(self._article(n) for n in range(1, ARTICLES + 1))
            text = LAW.format(number=number, key=key, articles=articles, text=self._paragraph())
            self._put(f"docs/law/{key}.md", text)
        for number, (name, term, chinese) in enumerate(self.terms):
            law = self.laws[number % len(self.laws)]
            around = (self.terms[number - 1], self.terms[(number + 1) % len(self.terms)])
            see = ", ".join(sorted({one for one, _, _ in around} - {name}))
            text = TERM.format(term=term, chinese=chinese, see=see, text=self._sentence(), law=law)
            self._put(f"docs/terms/{name}.md", text)
        self._put("bibliography/references.bib", "\n".join(works))

    def _chapter(self, module: str, name: str) -> list[str]:
        """Write a chapter and its quiz; gives the works that it cites."""
        number = int(name.rpartition("-")[2]) - 1
        law = self.laws[number // CHAPTERS_TO_A_LAW]
        term = self.terms[number // CHAPTERS_TO_A_TERM]
        keys = [f"work-{number + 1}-{n}" for n in range(1, WORKS_IN_A_CHAPTER + 1)]
        text = CHAPTER.format(
            title=f"Chapter {number + 1}", id=name, text=self._text(law, term, keys)
        )
        self._put(f"docs/modules/{module}/{name}.md", text)
        questions = (self._question(name, n, law) for n in range(1, QUESTIONS + 1))
        self._put(f"docs/modules/{module}/{name}.quiz.yml", "questions:\n" + "".join(questions))
        return [WORK.format(key=key, name=f"Measures {key}") for key in keys]

    def _text(self, law: str, term: tuple[str, str, str], works: list[str]) -> str:
        """The text of a chapter: six sections, forty citations, a panel, a diagram, a table."""
        citations = [
            f"[@{works[n // 2 % len(works)]}, pp. {n + 1}-{n + 9}]"
            if n % 2
            else f"[@{law}, art. {n // 2 % ARTICLES + 1}]"
            for n in range(CITATIONS)
        ]
        blocks: list[str] = []
        for number in range(PARAGRAPHS):
            if number % 5 == 2:
                blocks.append(f"## {SECTIONS[number // 5]}")
                if number == 2:
                    blocks += [f"![@{law}, art. 1]", f"![@{law}, art. 2]"]
            sentences = [self._sentence() for _ in range(SENTENCES)]
            sentences[0] += citations.pop() if citations else ""
            sentences[2] += citations.pop() if citations and number % 2 else ""
            if number % 7 == 3:
                sentences[1] = f"The {term[1]} ({term[2]}) is what it was in **{self._word()}**."
            if SECTIONS[number // 5 - (number % 5 < 2)] == "Since 2020" and number >= 2:
                sentences[0] = f"It has not changed (as of 31 January 2026).[@{law}]"
            blocks.append("\n".join(sentences))
        blocks.insert(12, self.diagram.replace("apple-act-1999", law))
        blocks.insert(18, self._table())
        blocks += [f"{n}. Is it so that {self._sentence()}" for n in range(1, 4)]
        return "\n\n".join(blocks)

    def _table(self) -> str:
        rows = [f"| {self._phrase(3)} | {self._phrase(4)} | {self._phrase(4)} |" for _ in range(5)]
        return "\n".join(("| What | Whose | When |", "|---|---|---|", *rows))

    def _article(self, number: int) -> str:
        words = {name: self._sentence() for name in ("first", "second", "gloss")}
        return ARTICLE.format(number=number, **words)

    def _question(self, chapter: str, number: int, law: str) -> str:
        values = {
            "id": f"bench-{chapter}",
            "number": number,
            "objective": f"{chapter}-{'second' if number % 2 else 'first'}",
            "stem": f"What of this, {self._sentence()}",
            "explanation": self._sentence(),
            "law": law,
        }
        if number % 3 == 0:
            items = (ITEM.format(text=self._phrase(8), feedback=self._sentence()) for _ in range(5))
            return ORDER.format(items="".join(items), **values)
        choices = "".join(
            CHOICE.format(
                text=self._sentence(),
                feedback=self._sentence(),
                correct="        correct: true\n" if n == number % 4 else "",
            )
            for n in range(4)
        )
        return SINGLE.format(choices=choices, **values)

    def _diagram(self) -> None:
        """The diagram of tests/sites/tiny with its drawing: every chapter shows this one."""
        tiny = ROOT / "tests" / "sites" / "tiny"
        chapter = (tiny / "docs/modules/apples/picking.md").read_text("utf-8")
        self.diagram = chapter[chapter.index("```mermaid") : chapter.index("## Read the law")]
        shutil.copytree(tiny / "docs/assets/diagrams", self.target / "docs/assets/diagrams")

    def _put(self, path: str, text: str) -> None:
        file = self.target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def _word(self) -> str:
        syllables = self.random.choices((1, 2, 3), (2, 3, 2))[0]
        letters = (
            self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(syllables)
        )
        return "".join(letters) + self.random.choice(("", "n", "r", "s"))

    def _phrase(self, words: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.totals, k=words))

    def _sentence(self) -> str:
        return f"{self._phrase(WORDS).capitalize()}."

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(SENTENCES))


def _running_sum(weights: list[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def _chinese(number: int) -> str:
    """A made-up word of its own for each number."""
    return "量" + "".join(DIGITS[int(digit)] for digit in str(number))
