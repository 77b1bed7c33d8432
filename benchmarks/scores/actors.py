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

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyzers import matching
from analyzers.matching import folded, tokens
from analyzers.scores import quote_counts, share_errors, stance_counts, top_is_right
from benchmarks.records import Record, paired
from benchmarks.scores.ratios import percent
from newsan.coding.codes import CodedQuote, CodedStance

Row = Mapping[str, Any]
Rows = Sequence[Row]

QUESTIONS = ("entities", "quotes", "stance")

TOP = 5


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
        true, found = coded(record["quotes"]), coded(given)
        n.update(quote_counts(record["text"], true, found))
        top = top_is_right(true, found)
        n.update({"with speakers": top is not None, "top": bool(top)})
        errors += share_errors(true, found)
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


def coded(rows: Rows) -> list[CodedQuote]:
    """Quotations of the gold, or detail rows, as what the product compares."""
    return [
        CodedQuote(tuple((start, end) for start, end in row["content"]), row["speaker"], row["speaker_status"])
        for row in rows
    ]


def match(text: str, gold: Rows, found: Rows) -> dict[int, int]:
    """Gold quotations and the found ones that are the same, best overlap first, one to one."""
    ones, others = (
        [tokens(text, [(start, end) for start, end in row["content"]]) for row in side] for side in (gold, found)
    )
    return {pair.one: pair.other for pair in matching.match(ones, others)}


def score_stance(gold: Sequence[Record], rows: Sequence[Rows]) -> Record:
    """Pairs of holder and target whose stance is not neutral, and the sign of those in the gold."""
    n: Counter[str] = Counter()
    for record, stances in zip(gold, rows, strict=True):
        true = [CodedStance(one["holder"], one["target"], one["polarity"]) for one in record["stance"]]
        sides = [row for row in stances if row["stance"] != "neutral"]
        n.update(stance_counts(true, [(CodedStance(r["holder"], r["target"], r["stance"]), r["score"]) for r in sides]))
    return {
        "recall": percent(n["matched"], n["gold"]),
        "precision": percent(n["hits"], n["found"]),
        "sign_accuracy": percent(n["sign"], n["matched"]),
        "gold": n["gold"],
        "found": n["found"],
    }
