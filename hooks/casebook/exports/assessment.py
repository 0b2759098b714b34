"""A chapter's quiz as QTI 1.2 in the profile of Common Cartridge.

The profile is narrow, and importers are narrower: they look for these very
elements, and the comments say who would take another form amiss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from .items import Item, key_html

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PROFILES = {
    "single": ("cc.multiple_choice.v0p1", "multiple_choice_question"),
    "multiple": ("cc.multiple_response.v0p1", "multiple_answers_question"),
    "true-false": ("cc.true_false.v0p1", "true_false_question"),
    "short": ("cc.fib.v0p1", "short_answer_question"),
    "essay": ("cc.essay.v0p1", "essay_question"),
}
"""Kind of question -> its profile, and its name in Canvas."""
OF_QUIZ = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "qmd_hintspermitted": "Yes",
    "qmd_solutionspermitted": "Yes",
    "cc_maxattempts": "unlimited",
}
"""A quiz to learn from: as often as the student likes, and with all that there is to say."""
RESPONSE = "response1"
GENERAL = "general_fb"
OTHERWISE = "general_incorrect_fb"

E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE, "xsi": INSTANCE})


@dataclass(frozen=True)
class Reaction:
    """What follows an answer."""

    answer: str
    """The id of a choice, or words."""
    right: bool
    feedback: str
    """The id under which the feedback stands."""
    html: str


def assessment(
    ident: str, title: str, items: tuple[Item, ...], schema: str, place: Callable[[str], str]
) -> bytes:
    """The XML of a quiz.

    Only kinds in PROFILES, and at least one question: Moodle breaks off at a quiz without.
    `schema` is the address of the schema of the version; `place` makes of an
    HTML text the same with its pictures where the package has them.
    """
    section = E.section({"ident": "root_section"}, *map(_item, items))
    root = E.questestinterop(
        {f"{{{INSTANCE}}}schemaLocation": f"{NAMESPACE} {schema}"},
        E.assessment({"ident": ident, "title": title}, _metadata(OF_QUIZ), section),
    )
    for text in root.iter(f"{{{NAMESPACE}}}mattext"):
        text.text = place(text.text)
    etree.indent(root)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _metadata(facts: dict[str, str]) -> Element:
    fields = [
        E.qtimetadatafield(E.fieldlabel(label), E.fieldentry(entry))
        for label, entry in facts.items()
    ]
    return E.qtimetadata(*fields)


def _item(item: Item) -> Element:
    profile, name = PROFILES[item.kind]
    facts = {
        "cc_profile": profile,
        "question_type": name,
        # Moodle reads the one, Canvas the other.
        "cc_weighting": str(item.points),
        "points_possible": str(item.points),
    }
    if item.kind == "essay":
        facts |= {"qmd_scoringpermitted": "Yes", "qmd_computerscored": "No"}
    reactions = [*_reactions(item)]
    said = {one.feedback: one.html for one in reactions}
    if item.otherwise:
        said[OTHERWISE] = item.otherwise
    model = key_html(item) if item.kind == "essay" else ""
    said[GENERAL] = model + item.explanation
    return E.item(
        {"ident": f"question_{item.id}", "title": item.name},
        E.itemmetadata(_metadata(facts)),
        E.presentation(_material(item.stem), _response(item)),
        E.resprocessing(_outcomes(), *_conditions(item, reactions)),
        *(
            E.itemfeedback({"ident": ident}, E.flow_mat(_material(html)))
            for ident, html in said.items()
        ),
    )


def _material(html: str) -> Element:
    return E.material(E.mattext({"texttype": "text/html"}, html))


def _choice_ids(item: Item) -> list[str]:
    """Without “correct”, “wrong” and “all”, for which Canvas looks."""
    if item.kind == "true-false":
        return ["true", "false"]
    return [f"choice_{number}" for number, _ in enumerate(item.choices, 1)]


def _response(item: Item) -> Element:
    """What there is to choose from, or a field to write in."""
    if not item.choices:
        field = E.render_fib(E.response_label({"ident": "answer1", "rshuffle": "No"}))
        return E.response_str({"ident": RESPONSE, "rcardinality": "Single"}, field)
    labels = [
        E.response_label({"ident": ident}, _material(choice.html))
        for ident, choice in zip(_choice_ids(item), item.choices, strict=True)
    ]
    several = "Multiple" if item.kind == "multiple" else "Single"
    return E.response_lid({"ident": RESPONSE, "rcardinality": several}, E.render_choice(*labels))


def _outcomes() -> Element:
    whole = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
    return E.outcomes(E.decvar(whole))


def _reactions(item: Item) -> Iterator[Reaction]:
    """Choices with what to say to them, or wrong short answers."""
    for ident, choice in zip(_choice_ids(item), item.choices, strict=True):
        yield Reaction(ident, choice.right, f"{ident}_fb", choice.feedback)
    for number, mistake in enumerate(item.mistakes, 1):
        for text in mistake.accepted:
            yield Reaction(text, False, f"mistake_{number}_fb", mistake.feedback)


def _conditions(item: Item, reactions: list[Reaction]) -> Iterator[Element]:
    # Moodle takes for general feedback whatever stands in a condition that continues.
    yield _condition([E.other()], feedback=GENERAL, more=True)
    if item.kind == "multiple":
        yield _condition([_all_right(reactions)], score="100", more=True)
    if item.answers:
        yield _condition([_equal(text) for text in item.accepted], score="100")
    for one in reactions:
        # In single choice Moodle reads score and feedback from the same condition.
        scored = item.kind in ("single", "true-false")
        score = ("100" if one.right else "0") if scored else ""
        yield _condition([_equal(one.answer)], score=score, feedback=one.feedback)
    if item.otherwise:
        yield _condition([E.other()], feedback=OTHERWISE)


def _condition(
    tests: list[Element], *, score: str = "", feedback: str = "", more: bool = False
) -> Element:
    """If one of the tests holds: a score, something to say, and perhaps a look at what follows."""
    condition = E.respcondition({"continue": "Yes" if more else "No"}, E.conditionvar(*tests))
    if score:
        condition.append(E.setvar({"action": "Set", "varname": "SCORE"}, score))
    if feedback:
        shown = {"feedbacktype": "Response", "linkrefid": feedback}
        condition.append(E.displayfeedback(shown))
    return condition


def _all_right(reactions: list[Reaction]) -> Element:
    """Every right choice and no other. Without its `case` Moodle sees no right choice."""
    return E("and", *(_chosen(one) for one in reactions))


def _chosen(one: Reaction) -> Element:
    equal = _equal(one.answer, case="Yes")
    return equal if one.right else E("not", equal)


def _equal(answer: str, **attributes: str) -> Element:
    return E.varequal({"respident": RESPONSE, **attributes}, answer)
