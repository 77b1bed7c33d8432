"""What of a document's findings is right, as counts that add up over documents; ``evaluate`` and the benchmarks use it.

The gold is one reading of a document, what was found another.  A speaker is leniently right where one name's words hold
the other's, a mention where the two share a character.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from analyzers.matching import Match, folded, match, same, tokens
from newsan.coding.codes import CodedMention, CodedQuote, CodedStance

Counts = Counter[str]
Pair = tuple[str, str]


def matched(text: str, gold: Sequence[CodedQuote], found: Sequence[CodedQuote]) -> list[Match]:
    """The quotations of two readings of a text that are one."""
    return match([tokens(text, one.spans) for one in gold], [tokens(text, one.spans) for one in found])


def quote_counts(text: str, gold: Sequence[CodedQuote], found: Sequence[CodedQuote]) -> Counts:
    """How many quotations there are in both readings, how many are one, and of these, what is right.

    ``exact`` have the same words; ``strict`` and ``lenient`` count right speakers, ``exact strict`` those of quotations
    with the same words; ``of named`` counts the matched that are named in the gold, ``right named`` those whose speaker
    is leniently right, and so on for each status.
    """
    n: Counts = Counter(gold=len(gold), found=len(found))
    for pair in matched(text, gold, found):
        true, given = gold[pair.one], found[pair.other]
        strict, lenient = same(true.speaker, given.speaker), same(true.speaker, given.speaker, lenient=True)
        n.update({"matched": 1, "exact": pair.exact, "strict": strict, "lenient": lenient})
        n.update({"exact strict": pair.exact and strict, "status": true.status == given.status})
        n.update({f"of {true.status}": 1, f"right {true.status}": lenient})
        if true.kind and given.kind:
            n.update({"kinds": 1, "kind": true.kind == given.kind})
        if true.source_type:
            n.update({"source types": 1, "source type": true.source_type == given.source_type})
    return n


def named(quotes: Iterable[CodedQuote]) -> Counter[str]:
    """How often each named speaker is quoted."""
    return Counter(folded(quote.speaker) for quote in quotes if quote.status == "named")


def share_errors(gold: Sequence[CodedQuote], found: Sequence[CodedQuote]) -> list[float]:
    """How far each named speaker's share of the quotations is off; nothing where the gold names no speaker."""
    true, given = named(gold), named(found)
    if not true:
        return []
    total, n_found = sum(true.values()), sum(given.values()) or 1
    return [abs(true[name] / total - given[name] / n_found) for name in true.keys() | given.keys()]


def top_is_right(gold: Sequence[CodedQuote], found: Sequence[CodedQuote]) -> bool | None:
    """Whether the most quoted named speaker is the gold's, or one of several there; None where the gold has none."""
    true, given = named(gold), named(found)
    if not true:
        return None
    best = {name for name, count in true.items() if count == max(true.values())}
    first = max(given, key=lambda name: given[name]) if given else None
    return first is not None and any(same(name, first, lenient=True) for name in best)


def mention_counts(gold: Sequence[CodedMention], found: Sequence[CodedMention]) -> Counts:
    """How many mentions agree in type: ``exact`` also in span, ``matched`` where they only overlap."""
    true, given = ({(one.start, one.end): one.type for one in side} for side in (gold, found))
    n: Counts = Counter(gold=len(true), found=len(given))
    n["exact"] = sum(true.get(span) == kind for span, kind in given.items())
    covered = [set(range(start, end)) for start, end in true], [set(range(start, end)) for start, end in given]
    kinds, others = list(true.values()), list(given.values())
    n["matched"] = sum(kinds[pair.one] == others[pair.other] for pair in match(*covered, least=0.0))
    return n


def stance_counts(gold: Iterable[CodedStance], found: Iterable[tuple[CodedStance, float]]) -> Counts:
    """How many pairs of holder and target with a side are in both readings, leniently, and how many have one side.

    What was found comes with its score, from -1 to 1, and the scores of a pair add up.
    """
    true: dict[Pair, set[str]] = defaultdict(set)
    given: dict[Pair, float] = defaultdict(float)
    for one in gold:
        true[folded(one.holder), folded(one.target)].add(one.stance)
    for one, score in found:
        given[folded(one.holder), folded(one.target)] += score
    n: Counts = Counter(gold=len(true), found=len(given))
    n["hits"] = sum(any(_same_pair(pair, other) for other in true) for pair in given)
    for pair, signs in true.items():
        scores = _scores(pair, given)
        n["matched"] += bool(scores)
        n["sign"] += bool(scores) and ("positive" if sum(scores) > 0 else "negative") in signs
    n["hits and matched"] = n["hits"] + n["matched"]
    return n


def _scores(pair: Pair, given: Mapping[Pair, float]) -> list[float]:
    """The scores of all that was found about a pair."""
    return [value for other, value in given.items() if _same_pair(other, pair)]


def _same_pair(one: Pair, other: Pair) -> bool:
    return all(same(a, b, lenient=True) for a, b in zip(one, other, strict=True))
