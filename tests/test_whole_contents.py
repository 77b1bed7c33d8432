"""Contents that neither begin nor end inside a word or a name."""

from __future__ import annotations

import pytest

from newsan.document import Attribution, Entity, Mention, Span
from newsan.language.index import index_of
from newsan.language.layout.page import page
from newsan.language.quotations.whole_contents import with_whole_contents
from tests.documents import span_of


def whole(text: str, *contents: str, name: str = "") -> list[str]:
    """The contents of as many attributions, made whole; ``name`` is a person named in the text."""
    mention = Mention(*span_of(text, name), "person", 0.9) if name else None
    index = index_of(page(text), [Entity(name, "person", (mention,))] if mention else [])
    spans: list[Span] = [span_of(text, words) for words in contents]
    told = [Attribution(None, None, (span,), "indirect", "speech", 0.9, "model") for span in spans]
    return [text[slice(*one.content[0])] for one in with_whole_contents(index, told)]


@pytest.mark.parametrize(
    ("text", "cut", "name", "expected"),
    [
        ("The pier had moved again.", ["e pier had mo"], "", ["The pier had moved"]),
        ("It was Ann Lee again.", ["It was Ann"], "Ann Lee", ["It was Ann Lee"]),
        ("It was A.B. Lee again.", ["It was A.", "Lee again"], "B. Lee", ["It was A.B", "Lee again"]),
    ],
    ids=["words", "a name", "what two contents could have goes to the first"],
)
def test_contents_are_whole_and_apart(text: str, cut: list[str], name: str, expected: list[str]) -> None:
    assert whole(text, *cut, name=name) == expected
