"""Whom the form of a sentence names: behind a quotation, by a phrase without a verb, between two reports."""

from __future__ import annotations

import pytest

from newsan.document import Document
from newsan.language.layout.marks import quotations
from newsan.language.layout.sentences import paragraphs
from newsan.language.model.links import Link
from newsan.language.pipeline import annotate
from newsan.language.quotations.spoken import with_named_behind


def named_behind(text: str, *links: Link) -> list[tuple[str, str]]:
    """Source and cue of what the form alone says."""
    blocks = paragraphs(text)
    found = with_named_behind(text, quotations(text, blocks), links, blocks)
    return [(text[slice(*link.source)], text[slice(*link.cue)]) for link in found if link.source]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“No,” shrugged Ada Moss.", "Ada Moss", "shrugged"),
        ("It rained. “Not again!” groused ferry captain Ada Moss on Friday.", "ferry captain Ada Moss", "groused"),
        ("“Why me?” shot back the skipper, who had slept.", "the skipper", "shot back"),
        ("“No comment,” Ada Moss snapped as she left.", "Ada Moss", "snapped"),
        ("“Never,” she fumed.", "she", "fumed"),
        ("“Never,” the old skipper softly purred.", "the old skipper", "softly purred"),
    ],
)
def test_any_finite_verb_behind_a_quotation_is_a_cue(text: str, source: str, cue: str) -> None:
    assert named_behind(text) == [(source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "“The Long Pier,” published in May, sold well.",
        "“The Long Pier,” released Friday, sold well.",
        "“Who is there?”\n\nAda Moss talked about the weather.",
        "“The Long Pier,” Ada Moss opened a shop.",
        "“Too late,” they used to think.",
        "It was “late”, Ada Moss shrugged it off.",
        "“I am tired.” Ada Moss shrugged.",
        "In his letter “To a friend at sea,” Bo Ek complained of the cold.",
    ],
)
def test_other_forms_name_nobody(text: str) -> None:
    assert named_behind(text) == []


def test_the_form_puts_a_wrong_source_right() -> None:
    text = "“No,” vowed sheriff Eva Tall. “She said that,” sighed Al Moray."
    at, wrong = text.index("vowed"), text.index("Al Moray")
    assert named_behind(text, Link((at, at + 5), (wrong, wrong + 8), ((0, 5),), 0.9))[0] == (
        "sheriff Eva Tall",
        "vowed",
    )


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("In the words of Ines Duarte, the pier is a wreck. They met on Monday.", "Ines Duarte", "the pier is a wreck"),
        ("“The pier is a wreck,” in the words of Ines Duarte.", "Ines Duarte", "“The pier is a wreck,”"),
        ("The plan is, in the words of one aide, “a dead letter.” It was dropped.", "one aide", "“a dead letter.”"),
    ],
)
def test_a_phrase_names_a_source(text: str, source: str, said: str) -> None:
    (doc,) = annotate([Document("t", text)], parts=("quotes",))
    (one,) = doc.attributions
    assert one.source
    assert (text[slice(*one.source)], text[slice(*one.content[0])]) == (source, said)
