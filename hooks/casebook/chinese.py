"""Chinese and its pinyin in a text: found, counted, and marked as what they are."""

from __future__ import annotations

import re
import unicodedata

import lxml.html
from lxml.html import HtmlElement

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
PUNCTUATION = "\u3000-\u303f"
"""That only Chinese and Japanese have: 、。《》「」"""
CHARACTER = f"[{PUNCTUATION}{IDEOGRAPHS}]"
"""A pattern for one character of a Chinese text."""
RUN = re.compile(
    f"[{IDEOGRAPHS}](?:[{PUNCTUATION}{IDEOGRAPHS}\uff00-\uff60\u00b7\u2014]*[{IDEOGRAPHS}])?"
)
"""Chinese with the punctuation inside it."""
HAS_CHINESE = re.compile(f"[{IDEOGRAPHS}]")
STRANGE = re.compile(
    f"[^{PUNCTUATION}{IDEOGRAPHS}\uff00-\uff20\uff3b-\uff40\uff5b-\uffef"
    "\u2014\u2018-\u201d\u2026\u00b7\\s0-9]"
)
"""Anything but ideographs, CJK and full-width punctuation, quotation marks, digits."""
TONES = re.compile("[āǎēěīǐōǒūǔǖǘǚǜ]", re.IGNORECASE)
"""Marks that French and Spanish in italics would not have."""
TONE_MARKS = "\u0300\u0301\u0304\u030c"
"""What pinyin puts on a vowel: grave, acute, macron, caron. The diaeresis of ü stays."""
LEFT_ALONE = {"script", "style", "svg", "code", "pre", "textarea"}


def ideographs(text: str) -> int:
    """How many there are in a text."""
    return len(re.findall(f"[{IDEOGRAPHS}]", text))


def strange(text: str) -> str:
    """The first character that can't stand in a Chinese text, or ""."""
    found = STRANGE.search(text)
    return found[0] if found else ""


def typed(pinyin: str) -> list[str]:
    """Pinyin as people type it in a search, where that differs: "fǎlǜ" as "falü" and "falu"."""
    parts = unicodedata.normalize("NFD", pinyin)
    plain = unicodedata.normalize("NFC", "".join(one for one in parts if one not in TONE_MARKS))
    found = [plain, plain.replace("ü", "u").replace("Ü", "U")]
    return [one for one in dict.fromkeys(found) if one != pinyin]


def mark_pinyin(root: HtmlElement) -> None:
    """Tell the language of words in italics that have marks of tones."""
    for element in root.iter("em", "i"):
        if not element.get("lang") and TONES.search(element.text_content()):
            element.set("lang", "zh-Latn-pinyin")


def mark_chinese(root: HtmlElement) -> None:
    """Wrap each run of Chinese that no element around it marks as Chinese."""
    for element in list(root.iter()):
        if not HAS_CHINESE.search(f"{element.text or ''}{element.tail or ''}"):
            continue
        if not isinstance(element.tag, str) or element.tag in LEFT_ALONE:
            continue
        if any(one.tag in LEFT_ALONE for one in element.iterancestors()):
            continue
        if element.text and not _is_chinese(element):
            parts = _split(element.text)
            element.text = parts[0]
            for position, span in enumerate(parts[1]):
                element.insert(position, span)
        parent = element.getparent()
        if element.tail and parent is not None and not _is_chinese(parent):
            parts = _split(element.tail)
            element.tail = parts[0]
            for offset, span in enumerate(parts[1], parent.index(element) + 1):
                parent.insert(offset, span)


def _is_chinese(element: HtmlElement) -> bool:
    for one in (element, *element.iterancestors()):
        if one.get("lang"):
            return bool(one.get("lang").startswith("zh-Han"))
    return False


def _split(text: str) -> tuple[str, list[HtmlElement]]:
    """Text before the first run of Chinese, and a span for each run with what follows."""
    spans: list[HtmlElement] = []
    end = 0
    before = text
    for match in RUN.finditer(text):
        if spans:
            spans[-1].tail = text[end : match.start()]
        else:
            before = text[: match.start()]
        span = lxml.html.Element("span", {"lang": "zh-Hans"})
        span.text = match[0]
        spans.append(span)
        end = match.end()
    if spans:
        spans[-1].tail = text[end:]
    return before, spans
