"""Sources and negations that are written in unusual letters or marks."""

from __future__ import annotations

import pytest

from newsan.document import Attribution
from newsan.language.quotations.speech import likelihood
from newsan.language.quotations.unsaid import tells_nothing
from tests.documents import span_of


def told(text: str, source: str, cue: str, content: str) -> Attribution:
    """An indirect attribution in a text."""
    spans = (span_of(text, words) for words in (source, cue, content))
    source_span, cue_span, content_span = spans
    return Attribution(source_span, cue_span, (content_span,), "indirect", "speech", 0.9, "model")


def test_a_source_may_have_no_letter() -> None:
    text = "Ⓐ said it rained."
    assert 0 < likelihood(text, told(text, "Ⓐ", "said", "it rained")) < 1


@pytest.mark.parametrize("mark", ["'", "’"])
def test_an_apostrophe_negates_however_it_is_written(mark: str) -> None:
    text = f"The mayor hasn{mark}t announced any plans."
    assert tells_nothing(text, told(text, "The mayor", "announced", "any plans"))
