"""Contents that break off in the middle of a phrase go on to its end."""

from __future__ import annotations

import numpy as np
import pytest

from newsan.document import Document
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.channels import View
from newsan.language.model.content_ends import gone_on
from newsan.language.model.encoder import Reading, load, read
from newsan.language.pipeline import annotate


def words_of(text: str, part: str, reading: Reading) -> tuple[int, int]:
    """The words of the text that a part of it covers."""
    start = text.index(part)
    places = [reading.chars(i, i + 1) for i in range(len(reading.words))]
    inside = [i for i, (a, b) in enumerate(places) if start <= a and b <= start + len(part)]
    return inside[0], inside[-1] + 1


def gone(text: str, cue: str, content: str, likely: float, other: str = "") -> str:
    """The content of a cue, given where it breaks off and how likely the other words are; ``other`` has its own cue."""
    blocks = paragraphs(text)
    lines = sentences(text, blocks)
    reading = read(load(), text, (0, len(text)), blocks, lines)
    n = len(reading.words)
    begins = [start for start, _ in lines]
    line = np.array([sum(start <= reading.chars(i, i + 1)[0] for start in begins) for i in range(n)])
    said = words_of(text, content, reading)
    probability = np.full(n, likely, np.float32)
    views = [View(words_of(text, cue, reading), None, (said,), 0, probability, 0.9, weak=False)]
    if other:
        views.append(View(words_of(text, other, reading), None, (), 0, np.zeros(n, np.float32), 0.9, weak=False))
    found = next(gone_on(text, reading, views, line)).content[0]
    return text[slice(*reading.chars(*found))]


@pytest.mark.parametrize(
    ("text", "likely", "end"),
    [
        ("Lind said the new ferry would stop at the | old pier. It rained.", 0.0, "old pier"),
        ("Lind said the ferry would cost more than | 1.5 million crowns. It rained.", 0.0, "1.5 million crowns"),
        ("Lind said the ferry had been built in the | U.S. for less, of course.", 0.0, "U.S. for less"),
        ("Lind said the new ferry would stop at Almara | pier, when it can.", 0.3, "Almara pier"),
        ("Lind said the new ferry would stop here | and she left.", 0.3, "stop here"),
        ("Lind said the new ferry would stop here | tomorrow. It rained.", 0.1, "stop here"),
        ("Lind said the ferry was what she called | a “bathtub” on Monday.", 0.3, "she called"),
        ("Lind wanted the new ferry to stop at the | old pier. It rained.", 0.0, "stop at the"),
    ],
)
def test_a_content_goes_on_to_the_next_mark(text: str, likely: float, end: str) -> None:
    _, cue, content = text.split(" | ")[0].split(maxsplit=2)
    found = gone(text.replace(" | ", " "), cue, content, likely)
    assert found.startswith(content)
    assert found.endswith(end)


def test_the_words_of_another_cue_stay_its_own() -> None:
    text = "Lind said the ferry would stop at the pier and Moe warned of ice."
    assert (
        gone(text, "said", "the ferry would stop at the", 0.0, other="warned")
        == "the ferry would stop at the pier and Moe"
    )


def test_a_long_report_is_whole() -> None:
    text = (
        "The provincial governor also assured that the purpose of the new ordinance is not to burden those who live "
        "from the sea, but to support the poorest fishing villages of the coast of Almara."
    )
    (doc,) = annotate([Document("t", text)], parts=("quotes",))
    (one,) = doc.attributions
    assert text[one.content[-1][0] : one.content[-1][1]].endswith("villages of the coast of Almara")
