"""The last pass over a page: numbers, languages, captions."""

from __future__ import annotations

import pytest

from casebook.pages.finish import finish


def test_numbers_the_paragraphs_of_the_text_alone() -> None:
    html, ids = finish(
        "<p>One</p><ul><li><p>item</p></li></ul><p class='cb-facts'>no</p><p>Two</p>"
        "<h2 id='questions'>Questions</h2><p>after</p>",
        numbered=True,
    )
    assert ids == {"p-1", "p-2"}
    assert (
        'id="p-2" class="cb-p"><a class="cb-number" href="#p-2" aria-label="Paragraph 2">2</a>Two'
        in html
    )
    assert "<p>after</p>" in html


def test_leaves_other_pages_unnumbered() -> None:
    assert finish("<p>One</p>", numbered=False) == ("<p>One</p>", set())


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        (
            "<p>the word 苹果 and 梨。</p>",
            '<p>the word <span lang="zh-Hans">苹果</span> and <span lang="zh-Hans">梨</span>。</p>',
        ),
        ("<p lang='zh-Hans'>苹果</p>", '<p lang="zh-Hans">苹果</p>'),
        ("<p><em>píngguǒ</em></p>", '<p><em lang="zh-Latn-pinyin">píngguǒ</em></p>'),
        ("<p><em>café</em></p>", "<p><em>café</em></p>"),
        ("<p><code>苹果</code></p>", "<p><code>苹果</code></p>"),
        (
            "<p>一<b>b</b>二</p>",
            '<p><span lang="zh-Hans">一</span><b>b</b><span lang="zh-Hans">二</span></p>',
        ),
    ],
)
def test_marks_languages(html: str, marked: str) -> None:
    assert finish(html, numbered=False)[0] == marked


def test_a_caption_is_no_paragraph_of_the_text() -> None:
    html, ids = finish('<div class="mermaid">x</div><p>Figure</p><p>Text</p>', numbered=True)
    assert '<figure class="cb-diagram"><div class="mermaid">x</div><figcaption>Figure<' in html
    assert ids == {"p-1"}


def test_footnote_marks_in_a_row_are_told_apart() -> None:
    html, _ = finish("<p>a<sup>1</sup><sup>2</sup> b<sup>3</sup></p>", numbered=False)
    assert html == '<p>a<sup>1</sup><sup class="cb-also">2</sup> b<sup>3</sup></p>'
