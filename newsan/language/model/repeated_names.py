"""Names that the model finds in one place of a text and misses in another: the places are made to agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsan.language.model.tags import span_scores

if TYPE_CHECKING:
    from newsan.language.model.tags import Floats

NamedSpan = tuple[int, int, str]
"""A span of words with its label: first word, last word + 1, label."""

Name = tuple[str, ...]

MOST = 3.0
"""The most that one place says for or against a name, in nats (twenty to one): our choice, so that two doubtful places
outweigh a sure one."""

LONGEST = 8
"""Words in a name that is looked for elsewhere; longer ones are hardly ever repeated word for word."""


def with_repeated_names(
    words: Sequence[str], scores: Floats, named: Sequence[NamedSpan], tags: tuple[str, ...]
) -> list[NamedSpan]:
    """The names found among some words, with those of them that stand elsewhere untagged: all places or none.

    The places of a name vote with what the model thinks of each, so that a name found once and denied ten times goes.
    A person's full name votes for its first word and for its last.
    Only names with capitals or digits are looked for, and no single words that the text also writes small.
    """
    people = [(first, last) for first, last, label in named if label == "PERSON" and last - first > 1]
    parts = [(i, i + 1, "PERSON") for first, last in people for i in (first, last - 1)]
    labels = _labels(words, [*named, *parts])
    missed = list(_not_others(words, _missed(words, named, labels.keys()), people))
    votes = _votes(words, scores, missed, named, tags)
    for first, *_ in parts:
        votes[words[first],] += MOST
    denied = {name for name, vote in votes.items() if vote <= 0}
    kept = [span for span in named if tuple(words[span[0] : span[1]]) not in denied]
    found = ((first, last, tuple(words[first:last])) for first, last in missed)
    return sorted(kept + [(i, j, labels[name].most_common(1)[0][0]) for i, j, name in found if name not in denied])


def _votes(
    words: Sequence[str],
    scores: Floats,
    missed: Sequence[tuple[int, int]],
    named: Sequence[NamedSpan],
    tags: tuple[str, ...],
) -> dict[Name, float]:
    """What the model thinks of all places of each name that was missed somewhere."""
    votes: dict[Name, float] = defaultdict(float)
    for first, last in missed:
        votes[tuple(words[first:last])] += _vote(scores, first, last, tags)
    for first, last, _ in named:
        if (name := tuple(words[first:last])) in votes:
            votes[name] += _vote(scores, first, last, tags)
    return votes


def _labels(words: Sequence[str], named: Sequence[NamedSpan]) -> dict[Name, Counter[str]]:
    """How often each name that can be looked for has each label."""
    labels: dict[Name, Counter[str]] = defaultdict(Counter)
    common = {word for word in words if word.islower() and word.isalpha()}
    for first, last, label in named:
        name = tuple(words[first:last])
        if _tells(name) and not (len(name) == 1 and name[0].casefold() in common):
            labels[name][label] += 1
    return labels


def _tells(name: Name) -> bool:
    """Whether a name can be told from common words by its looks: by its first capital, one inside, or a digit."""
    odd = len(name) == 1 and not name[0].isdigit() and (not name[0].isalpha() or name[0] != name[0].lower())
    return (name[0][:1].isupper() or odd) and sum(map(len, name)) > 1 and len(name) <= LONGEST


def _missed(words: Sequence[str], named: Iterable[NamedSpan], names: Iterable[Name]) -> Iterator[tuple[int, int]]:
    """Where names stand outside of what was found, the longest name at each place; "US$5" names a currency."""
    taken = {i for first, last, _ in named for i in range(first, last)} | _currencies(words)
    known = set(names)
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in known:
        lengths[name[0]].add(len(name))
    behind = 0
    for i in [i for i, word in enumerate(words) if word in lengths]:
        ends = (
            i + length
            for length in sorted(lengths[words[i]], reverse=True)
            if tuple(words[i : i + length]) in known and i + length <= len(words)
        )
        end = next((end for end in ends if i >= behind and taken.isdisjoint(range(i, end))), None)
        if end:
            yield i, end
            behind = end


def _not_others(
    words: Sequence[str], places: Iterable[tuple[int, int]], people: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The places but those where a given name begins the name of somebody else: not "Paul" in "Paul D. Marsh"."""
    given = {words[first] for first, _ in people} - {words[last - 1] for _, last in people}
    for first, last in places:
        behind = words[last] if last < len(words) else ""
        if not (last - first == 1 and words[first] in given and behind[:1].isupper()):
            yield first, last


def _currencies(words: Sequence[str]) -> set[int]:
    """The words right before a dollar sign."""
    return {i for i, behind in enumerate(words[1:]) if behind == "$"}


def _vote(scores: Floats, first: int, last: int, tags: tuple[str, ...]) -> float:
    """How much the model is for a name, of any type, rather than none; bounded."""
    margin = span_scores(scores, first, last, tags).max() - scores[first:last, 0].sum()
    return float(min(MOST, max(-MOST, margin)))
