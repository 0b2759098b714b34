"""What each choice of a question with several right ones is worth.

docs/assets/quiz.js scores alike: a right choice earns its share, a wrong one
takes away its share of all wrong ones, and nothing falls below 0. So the key
earns everything, and ticking every choice earns nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from .items import Choice

PARTS = {
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
}
"""100 % in equal parts, in the spelling that Moodle's list of fractions has: no other is taken."""


def weights(choices: Sequence[Choice]) -> tuple[str, ...]:
    """Per cent of the points for each choice."""
    right = sum(choice.right for choice in choices)
    wrong = len(choices) - right
    return tuple(PARTS[right] if choice.right else f"-{PARTS[wrong]}" for choice in choices)
