"""Questions that are asked away from their chapters look as they do in them."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import mkdocs_build

QUIZ = "docs/modules/apples/picking.quiz.yml"


def test_a_question_keeps_its_languages_and_its_joined_marks(tiny: Path) -> None:
    text = (tiny / QUIZ).read_text("utf-8")
    said = "The right ends with the fall.[@apple-act-1999, art. 2]"
    assert said in text
    more = "The right to 苹果, *píngguǒ*, ends.[@apple-act-1999, art. 2; @treatise-2001]"
    (tiny / QUIZ).write_text(text.replace(said, more), "utf-8")
    mkdocs_build(tiny)
    script = (tiny / "site/assets/questions/apples.js").read_text("utf-8")
    questions = json.loads(script[script.index("{") : script.rindex("}") + 1])
    (asked,) = [html for html in questions.values() if "ends." in html]
    assert '<span lang="zh-Hans">苹果</span>' in asked
    assert '<em lang="zh-Latn-pinyin">píngguǒ</em>' in asked
    assert '<sup class="cb-also">' in asked
