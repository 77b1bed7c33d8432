"""Named mentions from the model's entity tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from newsan.document import Mention, Span
from newsan.language.model.borders import (
    before_letters,
    behind_address,
    behind_titles,
    full_names,
    goes_on,
    is_court,
    is_letters,
    is_named_after,
    is_one_person,
    is_party_tag,
    is_people,
    known_names,
    listed_end,
    named,
    with_full_stop,
)
from newsan.language.model.calibration import calibrated
from newsan.language.model.encoder import Model, Reading
from newsan.language.model.joined_names import with_joined_names
from newsan.language.model.party_words import with_party_words
from newsan.language.model.repeated_names import NamedSpan, with_repeated_names
from newsan.language.model.tags import decode, grammar, label_score, spans, word_scores
from newsan.language.model.walls import behind_countries, walled, walls
from newsan.values import EntityType

if TYPE_CHECKING:
    from newsan.language.model.tags import Floats

_CLOCK = re.compile(r"\d[:.]\d\d\s?(?:[ap]\.?m\.?\s?)?\Z", re.IGNORECASE)
_IRISH = re.compile(r"(?:^|\W)[^\W\d_a-z]['’][^\W\d_a-z][^\W\d_]+")
"""Where a lone capital goes on behind an apostrophe: "Martin | O’Malley", "Beatrice | D’Souza"."""
_ZONE = re.compile(r"[A-Z]{1,3}T|UTC|Z")

ADDRESSED = 6.0
"""How much less likely, in nats, anything but a person's name becomes behind "Mr" or "Ms" (four hundred to one): of 165
names behind them in the training corpora one was not a person's."""

IN_FULL = 4.0
"""How much less likely, in nats, it becomes that a given name and the word with a capital behind it are no name (fifty
to one): in the training corpora 98 in a hundred belong to a name.  That a person's begins becomes likelier.  The
same for a word that is known to name a country, a state or a body."""


def mentions(model: Model, reading: Reading, text: str, sentences: Sequence[Span] = ()) -> Iterator[Mention]:
    """The mentions in a stretch of a text, in order, none across the border of a sentence.

    ``confidence`` is the geometric mean over a mention's pieces.
    """
    import numpy as np

    if not len(reading.words):
        return
    tags = model.labels["entity"]
    rules = grammar(tags)
    scores = word_scores(reading.entity, reading.words, rules)
    span = int(reading.starts[0]), int(reading.ends[-1])
    closed = walled(_addressed(scores, reading, text, tags), reading, list(walls(text, span, sentences)), tags)
    named_spans = [_trimmed(reading, text, name) for name in _whole(reading, text, spans(decode(closed, rules), tags))]
    named_spans = list(_kept(reading, text, named_spans, capitals=named(text, span)))
    written = _words(reading, text)
    final = with_party_words(
        written, with_repeated_names(written, scores, with_joined_names(written, named_spans), tags)
    )
    borders = np.append(reading.words, len(reading.starts))
    behind = [*(reading.chars(first, last)[0] for first, last, _ in final[1:]), len(text)]
    for (first, last, label), next_start in zip(final, behind, strict=False):
        start, end = reading.chars(first, last)
        mean = label_score(scores, first, last, label, tags) / (borders[last] - borders[first])
        end = min(with_full_stop(text, (start, end)), next_start)
        yield Mention(start, end, cast(EntityType, label.lower()), calibrated(float(np.exp(mean)), "entity"))


def _kept(reading: Reading, text: str, names: Sequence[NamedSpan], *, capitals: bool) -> Iterator[NamedSpan]:
    """What was found, without what names nobody: letters, party tags, time zones.

    Words without a capital are dropped, too, if the text has any capitals.
    """
    before = 0
    for first, last, label in names:
        start, end = reading.chars(first, last)
        letters = text[before:start].strip(" ,") == "" and is_letters(text, (start, end))
        tag = letters or is_party_tag(text, (start, end)) or _is_time_zone(text, start, end)
        tag = tag or is_named_after(text, (start, end))
        if not tag and (not capitals or named(text, (start, end))):
            yield first, last, label
            before = end if label == "PERSON" else 0


def _is_time_zone(text: str, start: int, end: int) -> bool:
    """Whether letters behind a time of day are its time zone: 14.02 BST."""
    return bool(_CLOCK.search(text, max(0, start - 12), start) and _ZONE.fullmatch(text, start, end))


def _words(reading: Reading, text: str) -> list[str]:
    """The text of each word."""
    import numpy as np

    lasts = np.append(reading.words[1:], len(reading.starts)) - 1
    places = zip(reading.starts[reading.words].tolist(), reading.ends[lasts].tolist(), strict=True)
    return [text[start:end] for start, end in places]


def _addressed(scores: Floats, reading: Reading, text: str, tags: tuple[str, ...]) -> Floats:
    """The scores of words, with a name expected behind "Mr" and the like, and where a given name begins it."""
    import numpy as np

    span = int(reading.starts[0]), int(reading.ends[-1])
    places = [*behind_address(text, span), *behind_countries(text, span)]
    at = np.flatnonzero(np.isin(reading.starts[reading.words], places))
    less = np.array([0 if tag in ("B-PERSON", "S-PERSON") else ADDRESSED for tag in tags], dtype=scores.dtype)
    changed = scores.copy()
    changed[at] -= less
    starts, outside, person = reading.starts[reading.words], tags.index("O"), tags.index("B-PERSON")
    pairs = np.array(list(full_names(text, span)), dtype=starts.dtype).reshape(-1, 2)
    first = np.isin(starts, pairs[:, 0])
    changed[first, person] = np.logaddexp(changed[first, person], changed[first, outside])
    changed[np.isin(starts, pairs), outside] -= IN_FULL
    changed[np.isin(starts, list(known_names(text, span))), outside] -= IN_FULL
    return changed


def _whole(reading: Reading, text: str, names: Iterable[NamedSpan]) -> list[NamedSpan]:
    """What was found, with "Harbour Board of Porto" and "Department for Culture, Media and Sport" as one name each."""
    done: list[NamedSpan] = []
    for name in names:
        before = done[-1] if done else None
        if before and name[0] < before[1]:
            continue
        if before and (label := _joined(reading, text, before, name)):
            name = (done.pop()[0], name[1], label)
        done.append(_to(reading, name, _whole_end(text, reading.chars(*name[:2]), name[2])))
    return done


def _joined(reading: Reading, text: str, before: NamedSpan, name: NamedSpan) -> str:
    """The label of the one name that two are: a body with what it is of, a people with a hyphen, John R. Holt."""
    first, second = reading.chars(*before[:2]), reading.chars(*name[:2])
    if before[2] == name[2] == "GROUP":
        return "GROUP" if is_people(text, (first[0], second[1])) else ""
    if before[2] == name[2] == "PERSON":
        return "PERSON" if is_one_person(text, (first[0], second[1])) else ""
    body = before[2] == "ORG" or (before[2] == "PLACE" and is_court(text, first))
    return "ORG" if body and name[2] in ("ORG", "PLACE") and goes_on(text, first, second) else ""


def _whole_end(text: str, span: Span, label: str) -> int:
    """Where a name ends: a body's with the whole list of what it is for, a person's with the rest of "O’Malley"."""
    if label == "ORG":
        return listed_end(text, span)
    rest = _IRISH.match(text, max(span[0], span[1] - 2)) if label == "PERSON" else None
    return rest.end() if rest else span[1]


def _to(reading: Reading, name: NamedSpan, end: int) -> NamedSpan:
    """What was found, up to some place."""
    first, last, label = name
    while last < len(reading.words) and reading.chars(last, last + 1)[1] <= end:
        last += 1
    return first, last, label


def _trimmed(reading: Reading, text: str, name: NamedSpan) -> NamedSpan:
    """What was found, a person without titles before the name and letters behind it."""
    first, last, label = name
    if label == "PERSON":
        span = reading.chars(first, last)
        start, end = behind_titles(text, span), before_letters(text, span)
        while first < last - 1 and reading.chars(first, first + 1)[0] < start:
            first += 1
        while first < last - 1 and reading.chars(last - 1, last)[1] > end:
            last -= 1
    return first, last, label
