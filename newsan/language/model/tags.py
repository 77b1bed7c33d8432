"""Tag sequences decoded legally: per word, by Viterbi over the tag grammar.

Pieces of one word disagree ("Za" content, "khar" source), so the pieces' scores are first summed into scores of whole
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]


FORBIDDEN = -1e9
"""The score of anything that is not legal in a sequence."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a tag set allows, and the tags of a word's first, inner and last pieces for each tag of the word.

    ``before`` are the different sets of tags that a tag may follow, ``shared`` the number of each tag's set.
    """

    first: Ints
    inner: Ints
    last: Ints
    allowed: NDArray[np.bool_]
    opening: NDArray[np.bool_]
    closing: NDArray[np.bool_]
    before: tuple[tuple[int, ...], ...]
    shared: tuple[int, ...]


@cache
def grammar(tags: tuple[str, ...]) -> Grammar:
    """The grammar of BIO or BIOES tags, told apart by whether there is an ``E-`` tag."""
    import numpy as np

    index = {tag: i for i, tag in enumerate(tags)}
    ends = any(tag.startswith("E-") for tag in tags)

    def at(position: str, tag: str) -> int:
        return index.get(f"{position}-{tag[2:]}", index[tag])

    first = [at({"E": "I", "S": "B"}.get(tag[0], tag[0]), tag) for tag in tags]
    inner = [at("O" if tag == "O" else "I", tag) for tag in tags]
    last = [at({"B": "I", "S": "E"}.get(tag[0], tag[0]), tag) for tag in tags]
    allowed = np.array([[_follows(before, after, ends) for after in tags] for before in tags])
    opening = np.array([tag[0] in "OBS" for tag in tags])
    closing = np.array([tag[0] in "OES" if ends else True for tag in tags])
    before = [tuple(np.flatnonzero(column).tolist()) for column in allowed.T]
    sets = tuple(dict.fromkeys(before))
    shared = tuple(map(sets.index, before))
    return Grammar(np.array(first), np.array(inner), np.array(last), allowed, opening, closing, sets, shared)


def _follows(before: str, after: str, ends: bool) -> bool:
    """Whether one tag may follow another."""
    if after[0] in "IE":
        return before[0] in "BI" and before[2:] == after[2:]
    return not (ends and before[0] in "BI")


def word_scores(scores: Floats, starts: Ints, rules: Grammar) -> Floats:
    """Log probabilities of pieces [n, tags] → of words [words, tags]; ``starts`` are the words' first pieces.

    A word's score for a tag is that of its pieces standing as they must: B I I for a word that begins a span, and so
    on.
    """
    import numpy as np

    words: Floats = scores[starts]
    ends = np.append(starts[1:], len(scores)) - 1
    several = np.flatnonzero(starts < ends)
    first, last = words[several], scores[ends[several]]
    inner = np.add.reduceat(scores, starts, axis=0)[several]
    edges = first[:, rules.first] - first[:, rules.inner]
    edges += last[:, rules.last] - last[:, rules.inner]
    words[several] = inner[:, rules.inner] + edges
    return words


def decode(scores: Floats, rules: Grammar) -> Ints:
    """The best legal tags of a sequence of words with these scores [words, tags]; tag 0 is ``O``.

    The best tag of each word is the answer wherever that is legal, as it mostly is.  Around a step that is not,
    Viterbi decides again about the whole run of words outside of ``O`` and one word on either side.
    """
    import numpy as np

    path: Ints = scores.argmax(axis=1)
    if not len(path):
        return path
    wrong = np.flatnonzero(~rules.allowed[path[:-1], path[1:]])
    ends = [i for i, legal in ((0, rules.opening), (len(path) - 1, rules.closing)) if not legal[path[i]]]
    outside = np.flatnonzero(path == 0)
    stretches: list[tuple[int, int]] = []
    for i in sorted({*wrong.tolist(), *ends}):
        first, last = _stretch(outside, i, len(path))
        if stretches and first < stretches[-1][1]:
            first, last = stretches[-1][0], max(last, stretches.pop()[1])
        stretches.append((first, last))
    for first, last in stretches:
        path[first:last] = _viterbi(scores[first:last], rules)
    return path


def _stretch(outside: Ints, i: int, n_words: int) -> tuple[int, int]:
    """From the last word outside of all spans up to ``i``, to the first one behind it, both included: half-open."""
    before, after = int(outside.searchsorted(i, side="right")) - 1, int(outside.searchsorted(i + 1))
    return int(outside[before]) if before >= 0 else 0, int(outside[after]) + 1 if after < len(outside) else n_words


def _viterbi(scores: Floats, rules: Grammar) -> list[int]:
    """Viterbi's algorithm (1967) with transitions that are either free or forbidden.

    Plain numbers: with so few tags that is faster than arrays, and tags that may follow the same ones share a search.
    """
    state = [
        score if opens else FORBIDDEN for score, opens in zip(scores[0].tolist(), rules.opening.tolist(), strict=True)
    ]
    back: list[list[int]] = []
    for now in scores[1:].tolist():
        best = [max(before, key=state.__getitem__) for before in rules.before]
        back.append([best[shared] for shared in rules.shared])
        state = [state[tag] + score for tag, score in zip(back[-1], now, strict=True)]
    closed = [total if closes else FORBIDDEN for total, closes in zip(state, rules.closing.tolist(), strict=True)]
    path = [max(range(len(closed)), key=closed.__getitem__)]
    for step in reversed(back):
        path.append(step[path[-1]])
    return path[::-1]


def spans(path: Sequence[int] | Ints, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The spans that legal tags draw: first word, last word + 1, label; tag 0 is ``O``."""
    import numpy as np

    numbers = np.asarray(path, np.intp)
    begins = np.array([tag[0] in "BS" for tag in tags])[numbers]
    first = np.flatnonzero(begins)
    edges = np.append(np.flatnonzero(begins | (numbers == 0)), len(numbers))
    last = edges[edges.searchsorted(first, side="right")]
    labels = [tags[number][2:] for number in numbers[first].tolist()]
    return list(zip(first.tolist(), last.tolist(), labels, strict=True))


def span_scores(scores: Floats, first: int, last: int, tags: tuple[str, ...]) -> Floats:
    """Log probabilities of the words ``first`` to ``last`` being one span, for each label in the order of the tags."""
    _, alone, begin, inner, end = _shapes(tags)
    if last == first + 1:
        single: Floats = scores[first, alone]
        return single
    whole: Floats = scores[first, begin] + scores[first + 1 : last - 1, inner].sum(axis=0) + scores[last - 1, end]
    return whole


def label_score(scores: Floats, first: int, last: int, label: str, tags: tuple[str, ...]) -> float:
    """The log probability of the words ``first`` to ``last`` being one span with this label."""
    return float(span_scores(scores, first, last, tags)[_shapes(tags)[0].index(label)])


@cache
def _shapes(tags: tuple[str, ...]) -> tuple[list[str], list[int], list[int], list[int], list[int]]:
    """The labels, and the tag of each for a single word, and for the first, inner and last words of several."""
    index = {tag: i for i, tag in enumerate(tags)}
    labels = list(dict.fromkeys(tag[2:] for tag in tags if tag[0] == "B"))
    begin, inner = ([index[f"{position}-{label}"] for label in labels] for position in "BI")
    alone = [index.get(f"S-{label}", index[f"B-{label}"]) for label in labels]
    end = [index.get(f"E-{label}", index[f"I-{label}"]) for label in labels]
    return labels, alone, begin, inner, end
