"""Terms of the glossary in running text: links, and the definitions they show.

The first use of a term under each heading of the second level leads to the
glossary; so does the first use of its Chinese form in the page. The
definitions stand once, in a list at the end of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import lxml.html
from lxml.html import HtmlElement

from ..addresses import relative_url
from ..chinese import HAS_CHINESE
from ..models.term import Term
from ..uris import TERMS
from .prose import to_html
from .templates import render

PROSE = {"p", "li", "dd", "td"}
"""Elements whose text is running text."""
INLINE = {"em", "strong", "b", "i", "span", "sub"}
"""Elements that may stand between such an element and a term."""
NOT_TEXT = {"details", "figcaption", "blockquote", "svg"}
"""Elements in which nothing is looked for."""
NOT_TEXT_CLASSES = {
    "cb-opening",
    "cb-question",  # the definition may be the answer
    "cb-cited-in",
    "cb-history",
    "cb-law-facts",
    "cb-standing",
    "footnote",
}


WORD = re.compile(r"\w+")


class Words:
    """The terms of a course in all the forms in which a text uses them.

    A form is looked for only in a text that has its first word, so that a text
    is read in much the same time whether a course has ten terms or a thousand.
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._id_of: dict[str, str] = {}
        by_first: dict[str, list[str]] = defaultdict(list)
        chinese: list[str] = []
        for name, term in terms.items():
            facts = term.facts
            for form in (facts.term, *facts.also):
                self._id_of[form.casefold()] = name
                by_first[next(iter(WORD.findall(form.casefold())), "")].append(form)
            if facts.term_zh:
                self._id_of[facts.term_zh] = name
                chinese.append(facts.term_zh)
        # “act” may be the first word of one form, and “acts” that of another.
        self._english: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        for first, forms in by_first.items():
            pattern = _any_of(forms, english)
            for end in ("", "s", "es"):
                self._english[first + end].append(pattern)
        self._first = frozenset(self._english)
        self._chinese = _any_of(chinese, re.escape)

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Each use of a term in a text, with the term's id."""
        words, chinese = WORD.findall(text.casefold()), HAS_CHINESE.search(text)
        if not chinese and self._first.isdisjoint(words):
            return  # most texts
        first = self._first.intersection(words)
        patterns = {pattern for word in first for pattern in self._english[word]}
        if chinese:
            patterns.add(self._chinese)
        found = [match for pattern in patterns for match in pattern.finditer(text)]
        found.sort(key=lambda match: (match.start(), -match.end()))
        end = 0
        for match in found:
            name = self._id(match[0])
            if name and match.start() >= end:
                end = match.end()
                yield match, name

    def _id(self, used: str) -> str | None:
        folded = used.casefold()
        singular = (folded, folded.removesuffix("s"), folded.removesuffix("es"))
        return next((self._id_of[one] for one in singular if one in self._id_of), None)

    def link(self, root: HtmlElement, page_uri: str) -> list[str]:
        """Lead each first use to the glossary; gives the ids of the terms, in order of use."""
        glossary = relative_url(page_uri, TERMS)
        seen: set[tuple[str, str]] = set()
        used: dict[str, None] = {}
        section = ""
        for element in list(root.iter("h2", *PROSE, *INLINE)):
            if element.tag == "h2":
                section = element.get("id") or ""
                continue
            runs = ((element, element.text), *((kid, kid.tail) for kid in element))
            found = [(holder, text, list(self.find(text))) for holder, text in runs if text]
            # Few texts have a term, and to look at all that an element stands in takes time.
            if any(uses for _, _, uses in found) and _is_prose(element):
                for holder, text, uses in found:
                    where = (section, glossary)
                    self._link_text(element, holder, text, uses, where, seen, used)
        return list(used)

    def _link_text(
        self,
        element: HtmlElement,
        holder: HtmlElement,
        text: str,
        uses: list[tuple[re.Match[str], str]],
        where: tuple[str, str],
        seen: set[tuple[str, str]],
        used: dict[str, None],
    ) -> None:
        """Link the first uses in one run of text: that of an element, or behind a child."""
        section, glossary = where
        links: list[tuple[re.Match[str], HtmlElement]] = []
        for match, name in uses:
            once = (name, section if match[0].isascii() else "")
            if once in seen:
                continue
            seen.add(once)
            used.setdefault(name)
            link = lxml.html.Element("a", {"class": "cb-term", "href": f"{glossary}#{name}"})
            link.set("data-panel", f"word-{name}")
            link.text = match[0]
            links.append((match, link))
        if links:
            _insert(element, holder, text, links)

    def definitions(self, names: list[str], page_uri: str) -> HtmlElement | None:
        """The list of the words that a page uses, closed until it is asked for."""
        if not names:
            return None
        words = [(name, self._terms[name].facts, to_html(self._terms[name].body)) for name in names]
        text = render("words.html", words=words, glossary=relative_url(page_uri, TERMS))
        return lxml.html.fragment_fromstring(text)


def _any_of(forms: list[str], pattern: Callable[[str], str]) -> re.Pattern[str]:
    """A pattern for any of the forms, the longest first: “green tea leaves” before “tea leaves”."""
    return re.compile("|".join(map(pattern, sorted(forms, key=len, reverse=True))) or r"(?!)")


def english(form: str) -> str:
    """A pattern for a form and its plural as whole words; capitals matter in an acronym."""
    word = rf"(?<![\w-]){re.escape(form)}(?:s|es)?(?![\w-])"
    return word if form.isupper() else f"(?i:{word})"


def _is_prose(element: HtmlElement) -> bool:
    """Whether the text right in an element of PROSE or INLINE is running text."""
    inside = False
    for one in (element, *element.iterancestors()):
        classes = set((one.get("class") or "").split())
        if one.tag in NOT_TEXT or classes & NOT_TEXT_CLASSES or one.tag == "a":
            return False
        if one.get("lang", "").startswith("zh") and one.tag in PROSE:
            return False
        inside = inside or one.tag in PROSE
    return inside


def _insert(
    element: HtmlElement,
    holder: HtmlElement,
    text: str,
    links: list[tuple[re.Match[str], HtmlElement]],
) -> None:
    """Put links where their matches stand in `text`, which is held as text or as a tail."""
    first = links[0][0].start()
    if holder is element:
        element.text, position = text[:first], 0
    else:
        holder.tail, position = text[:first], element.index(holder) + 1
    ends = [match.start() for match, _ in links[1:]] + [len(text)]
    for offset, ((match, link), end) in enumerate(zip(links, ends, strict=True)):
        link.tail = text[match.end() : end]
        element.insert(position + offset, link)
