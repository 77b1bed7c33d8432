"""Attributions: where what the model links and the quotation marks meet."""

from __future__ import annotations

import pytest

from newsan.document import Attribution
from newsan.language.attributions import act, attributions
from newsan.language.reader.links import Link
from newsan.language.text.marks import quotations
from newsan.language.text.sentences import paragraphs
from tests.documents import span_of


def found(text: str, *links: tuple[str | None, str, list[str]]) -> list[Attribution]:
    """The attributions of a text for links given as words: source, cue, content."""
    made = [
        Link(
            span_of(text, cue), span_of(text, source) if source else None, tuple(span_of(text, c) for c in content), 0.9
        )
        for source, cue, content in links
    ]
    blocks = paragraphs(text)
    return attributions(text, made, quotations(text, blocks), blocks)


def pieces(text: str, attribution: Attribution) -> list[str]:
    return [text[a:b] for a, b in attribution.content]


def test_content_takes_the_whole_quotation_with_its_marks() -> None:
    text = "“We will not pay, now or ever,” Ellis said."
    (one,) = found(text, ("Ellis", "said", ["We will not pay, now"]))
    assert pieces(text, one) == ["“We will not pay, now or ever,”"]
    assert one.kind == "direct"


def test_content_that_touches_a_quotation_leaves_it() -> None:
    text = "Ellis said it was over. “We will not pay, now or ever,” she added."
    first, second = found(
        text, ("Ellis", "said", ["it was over. “We"]), ("she", "added", ["will not pay, now or ever,”"])
    )
    assert pieces(text, first) == ["it was over. "]
    assert pieces(text, second) == ["“We will not pay, now or ever,”"]
    assert (first.kind, second.kind) == ("indirect", "direct")


def test_further_paragraphs_of_a_quotation_come_along() -> None:
    text = "Ellis said: “It was dark.\n“We could not see.”\nNobody answered."
    (one,) = found(text, ("Ellis", "said", ["“It was dark."]))
    assert pieces(text, one) == ["“It was dark.", "“We could not see.”"]
    assert one.kind == "direct"


def test_a_quotation_split_by_its_cue_is_one() -> None:
    text = "“It was dark,” Ellis said. “We could not see.”"
    (one,) = found(text, ("Ellis", "said", ["“It was dark,”"]))
    assert pieces(text, one) == ["“It was dark,”", "“We could not see.”"]
    assert one.rule == "model+marks"


def test_a_quotation_in_a_new_paragraph_stands_for_itself() -> None:
    text = "“It was dark,” Ellis said.\n“We could not see the road ahead.”"
    _, alone = found(text, ("Ellis", "said", ["“It was dark,”"]))
    assert pieces(text, alone) == ["“We could not see the road ahead.”"]
    assert (alone.source, alone.cue, alone.kind, alone.rule) == (None, None, "direct", "marks")


def test_titles_and_terms_are_no_quotations() -> None:
    assert found("She read the novel “The Grapes of Wrath” on the so-called “love train” to Leeds.") == []


def test_mixed() -> None:
    text = "Ellis said the plan was “dead on arrival” in Congress."
    (one,) = found(text, ("Ellis", "said", ["the plan was “dead on arrival” in Congress"]))
    assert one.kind == "mixed"


@pytest.mark.parametrize(
    ("cue", "expected"), [("said", "speech"), ("also fears", "thought"), ("according to", "speech")]
)
def test_act(cue: str, expected: str) -> None:
    assert act(cue) == expected
