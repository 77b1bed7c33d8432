"""End to end: the entities, speakers and stances of whole articles, as an editor would count them.

quotes    gold and found quotations are matched one to one where their contents share half of their tokens; of the
          matched: is the speaker right (strict: the same name but for case and a leading "the"; lenient: one name's
          words hold the other's), is the status right.  Per article: is the most quoted named speaker right, how far is
          each named speaker's share off.
entities  exact span and type of a mention (F1); B-cubed F1 of the clusters over the mentions that both sides have
          (Bagga and Baldwin, LREC 1998); share of articles whose five most named have the right names and counts.
stance    pairs of holder and target: precision, recall, and the sign of what was found.

All figures in per cent, but the error of a share in 0..1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.records import Record, paired
from benchmarks.scores.ratios import percent

Row = Mapping[str, Any]
Rows = Sequence[Row]

QUESTIONS = ("entities", "quotes", "stance")

OVERLAP = 0.5
"""Share of tokens that two quotations must have in common to be one."""

TOP = 5

_TOKEN = re.compile(r"\w+")


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """The figures of all three commands; a prediction has the detail rows of each, under its name."""
    pairs = list(paired(gold, predictions))
    records = [record for record, _ in pairs]
    entities, quotes, stance = ([found[name] if found else [] for _, found in pairs] for name in QUESTIONS)
    return {
        "entities": score_entities(records, entities),
        "quotes": score_quotes(records, quotes),
        "stance": score_stance(records, stance),
    }


def folded(name: str | None) -> str:
    """A name without case and leading "the"."""
    return re.sub(r"^the ", "", (name or "").casefold().strip())


def same(one: str | None, other: str | None, *, lenient: bool = False) -> bool:
    """Whether two names are one; leniently also when the words of one are among those of the other."""
    if folded(one) == folded(other):
        return True
    words, others = set(_TOKEN.findall(folded(one))), set(_TOKEN.findall(folded(other)))
    return bool(lenient and words and others and (words <= others or others <= words))


def score_entities(gold: Sequence[Record], rows: Sequence[Rows]) -> Record:
    """Mentions, clusters and the five most named."""
    right = found = wanted = both = top = 0
    precision = recall = 0.0
    for record, given in zip(gold, rows, strict=True):
        true = {tuple(span): (e["name"], e["type"]) for e in record["entities"] for span in e["mentions"]}
        pred = {(row["start"], row["end"]): (row["entity"], row["type"].upper()) for row in given}
        right += sum(span in true and true[span][1] == kind for span, (_, kind) in pred.items())
        found, wanted = found + len(pred), wanted + len(true)
        shared = [span for span in pred if span in true]
        precision += _purity(shared, pred, true)
        recall += _purity(shared, true, pred)
        both += len(shared)
        top += _top(pred) == _top(true)
    p, r = precision / max(1, both), recall / max(1, both)
    return {
        "mention_f1": percent(2 * right, found + wanted),
        "b3_f1": percent(2 * p * r, p + r),
        "mentions_both": both,
        "top_five_right": percent(top, len(gold)),
    }


def _purity(shared: Sequence[Any], clusters: Mapping[Any, Any], others: Mapping[Any, Any]) -> float:
    """The sum over mentions of the share of their cluster that the other side puts with them, too."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for span in shared:
        groups[clusters[span][0]].append(span)
    total = 0.0
    for members in groups.values():
        counts = Counter(others[span][0] for span in members)
        total += sum(n * n for n in counts.values()) / len(members)
    return total


def _top(mentions: Mapping[Any, Any]) -> list[tuple[str, int]]:
    """The most named entities with their counts; equals go by their first mention."""
    counts = Counter(folded(mentions[span][0]) for span in sorted(mentions))
    return sorted(counts.items(), key=lambda item: -item[1])[:TOP]


def score_quotes(gold: Sequence[Record], rows: Sequence[Rows]) -> Record:
    """Quotations found, speakers and their shares."""
    n: Counter[str] = Counter()
    errors: list[float] = []
    for record, given in zip(gold, rows, strict=True):
        matched = match(record["text"], record["quotes"], given)
        n.update(gold=len(record["quotes"]), found=len(given), matched=len(matched))
        for i, j in matched.items():
            _count(n, record["quotes"][i], given[j])
        errors += _shares(n, record["quotes"], given)
    return {
        "f1": percent(2 * n["matched"], n["gold"] + n["found"]),
        "p": percent(n["matched"], n["found"]),
        "r": percent(n["matched"], n["gold"]),
        "speaker_strict": percent(n["strict"], n["matched"]),
        "speaker_lenient": percent(n["lenient"], n["matched"]),
        "status": percent(n["status"], n["matched"]),
        **{
            f"{s}_right": percent(n[f"right {s}"], n[f"of {s}"])
            for s in ("named", "unnamed", "unresolved")
            if n[f"of {s}"]
        },
        "top_speaker_right": percent(n["top"], n["with speakers"]),
        "share_mae": round(sum(errors) / max(1, len(errors)), 4),
        "n": {
            name: n[name]
            for name in ("gold", "found", "matched", "of named", "of unnamed", "of unresolved", "with speakers")
        },
    }


def _count(n: Counter[str], true: Row, pred: Row) -> None:
    status = true["speaker_status"]
    right = same(true["speaker"], pred["speaker"], lenient=True)
    n["strict"] += same(true["speaker"], pred["speaker"])
    n["lenient"] += right
    n["status"] += status == pred["speaker_status"]
    n[f"of {status}"] += 1
    n[f"right {status}"] += right


def match(text: str, gold: Rows, found: Rows) -> dict[int, int]:
    """Gold quotations and the found ones that are the same, best overlap first, one to one."""
    tokens = [_tokens(text, row["content"]) for row in found]
    pairs = []
    for i, true in enumerate(gold):
        wanted = _tokens(text, true["content"])
        for j, given in enumerate(tokens):
            union = len(wanted | given)
            if union and len(wanted & given) / union >= OVERLAP:
                pairs.append((len(wanted & given) / union, i, j))
    matched: dict[int, int] = {}
    for _, i, j in sorted(pairs, reverse=True):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _tokens(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {start + token.start() for start, end in spans for token in _TOKEN.finditer(text[start:end])}


def _shares(n: Counter[str], gold: Rows, found: Rows) -> list[float]:
    """How far each named speaker's share of the quotations is off; an article without named speakers counts nothing."""
    true, pred = _named(gold), _named(found)
    if not true:
        return []
    n["with speakers"] += 1
    best = {name for name, count in true.items() if count == max(true.values())}
    first = max(pred, key=lambda name: pred[name]) if pred else None
    n["top"] += first is not None and any(same(name, first, lenient=True) for name in best)
    total, given = sum(true.values()), sum(pred.values()) or 1
    return [abs(true[name] / total - pred[name] / given) for name in true.keys() | pred.keys()]


def _named(rows: Rows) -> Counter[str]:
    return Counter(folded(row["speaker"]) for row in rows if row["speaker_status"] == "named")


def score_stance(gold: Sequence[Record], rows: Sequence[Rows]) -> Record:
    """Pairs of holder and target whose stance is not neutral, and the sign of those in the gold."""
    found = right = wanted = given = hits = 0
    for record, stances in zip(gold, rows, strict=True):
        true: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in record["stance"]:
            true[folded(one["holder"]), folded(one["target"])].add(one["polarity"])
        pred: dict[tuple[str, str], float] = defaultdict(float)
        for row in stances:
            if row["stance"] != "neutral":
                pred[folded(row["holder"]), folded(row["target"])] += row["score"]
        wanted, given = wanted + len(true), given + len(pred)
        hits += sum(any(_same_pair(pair, other) for other in true) for pair in pred)
        for pair, signs in true.items():
            scores = [value for other, value in pred.items() if _same_pair(other, pair)]
            found += bool(scores)
            right += bool(scores) and ("positive" if sum(scores) > 0 else "negative") in signs
    return {
        "recall": percent(found, wanted),
        "precision": percent(hits, given),
        "sign_accuracy": percent(right, found),
        "gold": wanted,
        "found": given,
    }


def _same_pair(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return all(same(a, b, lenient=True) for a, b in zip(one, other, strict=True))
