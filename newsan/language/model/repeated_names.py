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
    A person's full name votes for its last word.
    Only names with capitals or digits are looked for, and no single words that the text also writes small.
    """
    surnames = [(last - 1, last, label) for first, last, label in named if label == "PERSON" and last - first > 1]
    labels = _labels(words, [*named, *surnames])
    missed = list(_missed(words, named, labels.keys()))
    doubted = {tuple(words[first:last]) for first, last in missed}
    votes: dict[Name, float] = defaultdict(float)
    for first, last in (*missed, *((first, last) for first, last, _ in named)):
        if (name := tuple(words[first:last])) in doubted:
            votes[name] += _vote(scores, first, last, tags)
    for first, *_ in surnames:
        votes[words[first],] += MOST
    kept = [span for span in named if votes.get(tuple(words[span[0] : span[1]]), 1) > 0]
    for first, last in missed:
        if votes[name := tuple(words[first:last])] > 0:
            kept.append((first, last, labels[name].most_common(1)[0][0]))
    return sorted(kept)


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


def _currencies(words: Sequence[str]) -> set[int]:
    """The words right before a dollar sign."""
    return {i for i, behind in enumerate(words[1:]) if behind == "$"}


def _vote(scores: Floats, first: int, last: int, tags: tuple[str, ...]) -> float:
    """How much the model is for a name, of any type, rather than none; bounded."""
    margin = span_scores(scores, first, last, tags).max() - scores[first:last, 0].sum()
    return float(min(MOST, max(-MOST, margin)))
