"""Named mentions from the model's entity tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from newsan.document import EntityType, Mention, Span
from newsan.language.reader.borders import behind_address, behind_titles, goes_on, named, with_full_stop
from newsan.language.reader.calibration import calibrated
from newsan.language.reader.model import Model, Reading
from newsan.language.reader.repeats import Found, agreed
from newsan.language.reader.tags import FORBIDDEN, decode, grammar, label_score, spans, word_scores
from newsan.language.wordlists import words

if TYPE_CHECKING:
    from newsan.language.reader.tags import Floats

_CLOCK = re.compile(r"\d[:.]\d\d\s?(?:[ap]\.?m\.?\s?)?\Z", re.IGNORECASE)
_INITIALS = re.compile(r"\b[A-Z]\.\s+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]{1,30}")
_ZONE = re.compile(r"[A-Z]{1,3}T|UTC|Z")

ADDRESSED = 6.0
"""How much less likely, in nats, anything but a person's name becomes behind "Mr" or "Ms" (four hundred to one): of 165
names behind them in the training corpora one was no person's."""


def mentions(model: Model, reading: Reading, text: str, borders: Sequence[Span] = ()) -> Iterator[Mention]:
    """The mentions in a stretch of a text, in order; ``confidence`` is the geometric mean over its pieces.

    No name reaches over the beginning of one of the ``borders``: sentences, lines of a list, cells of a table.
    """
    import numpy as np

    if not len(reading.words):
        return
    tags = model.labels["entity"]
    rules = grammar(tags)
    scores = word_scores(reading.entity, reading.words, rules)
    starts = [start for start, _ in borders if not _behind_initials(text, start)]
    path = decode(_apart(_addressed(scores, reading, text, tags), reading, starts, tags), rules)
    found = [_trimmed(reading, text, one) for one in _whole(reading, text, spans(path, tags))]
    found = [one for one in found if not _is_time_zone(text, *reading.chars(*one[:2]))]
    if named(text, (int(reading.starts[0]), int(reading.ends[-1]))):
        found = [one for one in found if named(text, reading.chars(*one[:2]))]
    firsts = np.append(reading.words, len(reading.starts))
    final = agreed(_words(reading, text), scores, found, tags)
    behind = [*(reading.chars(first, last)[0] for first, last, _ in final[1:]), len(text)]
    for (first, last, label), next_start in zip(final, behind, strict=False):
        start, end = reading.chars(first, last)
        mean = label_score(scores, first, last, label, tags) / (firsts[last] - firsts[first])
        end = min(with_full_stop(text, (start, end)), next_start)
        yield Mention(start, end, cast(EntityType, label.lower()), calibrated(float(np.exp(mean)), "entity"))


def _words(reading: Reading, text: str) -> list[str]:
    """The text of each word."""
    import numpy as np

    lasts = np.append(reading.words[1:], len(reading.starts)) - 1
    places = zip(reading.starts[reading.words].tolist(), reading.ends[lasts].tolist(), strict=True)
    return [text[start:end] for start, end in places]


def _addressed(scores: Floats, reading: Reading, text: str, tags: tuple[str, ...]) -> Floats:
    """The scores of words, with a person's name expected behind "Mr" and the like."""
    import numpy as np

    places = list(behind_address(text, (int(reading.starts[0]), int(reading.ends[-1]))))
    at = np.flatnonzero(np.isin(reading.starts[reading.words], places))
    less = np.array([0 if tag in ("B-PERSON", "S-PERSON") else ADDRESSED for tag in tags], dtype=scores.dtype)
    changed = scores.copy()
    changed[at] -= less
    return changed


def _behind_initials(text: str, start: int) -> bool:
    """Whether a sentence may not begin where it seems to, as in "U.S. | Presidential Elections"; a given name does."""
    word = _FIRST_WORD.match(text, start)
    given = word is not None and word[0].casefold() in words("given_names")
    return bool(_INITIALS.search(text, max(0, start - 12), start)) and not given


def _apart(scores: Floats, reading: Reading, starts: Sequence[int], tags: tuple[str, ...]) -> Floats:
    """The scores of words, where no name goes on over the beginning of a sentence."""
    import numpy as np

    at = np.searchsorted(reading.starts[reading.words], starts)
    within = np.array([FORBIDDEN if tag[0] in "IE" else 0 for tag in tags], dtype=scores.dtype)
    scores[at[at < len(scores)]] += within
    return scores


def _whole(reading: Reading, text: str, found: Iterable[Found]) -> list[Found]:
    """What was found, with "Harbour Board of Porto" as one name."""
    done: list[Found] = []
    for one in found:
        before = done[-1] if done else None
        if before and before[2] == "ORG" and one[2] in ("ORG", "PLACE"):
            both = reading.chars(*before[:2]), reading.chars(*one[:2])
            if goes_on(text, *both):
                one = (done.pop()[0], one[1], "ORG")
        done.append(one)
    return done


def _is_time_zone(text: str, start: int, end: int) -> bool:
    """Whether letters behind a time of day say where it is that late: 14.02 BST."""
    return bool(_CLOCK.search(text, max(0, start - 12), start) and _ZONE.fullmatch(text, start, end))


def _trimmed(reading: Reading, text: str, one: Found) -> Found:
    """What was found, a person without titles."""
    first, last, label = one
    if label == "PERSON":
        start = behind_titles(text, reading.chars(first, last))
        while first < last - 1 and reading.chars(first, first + 1)[0] < start:
            first += 1
    return first, last, label
