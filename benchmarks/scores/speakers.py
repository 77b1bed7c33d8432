"""Who is meant by each attribution: the speakers of whole articles, those of thoughts and of nested reports included.

Gold attributions and found rows are matched one to one by content, as in ``actors.py``.  Of the matched, a speaker is
right if one name's words hold the other's; of joint speakers ("Ada Crane; Bo Ek") either is right; where the gold has
nobody, nobody may be found.  ``via`` says by what the text names the speaker: by the name, a surname, a pronoun, a
description (nominal), a relative pronoun, or elsewhere.

All figures in per cent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from analyzers.matching import same
from benchmarks.records import Record, paired
from benchmarks.scores.actors import match
from benchmarks.scores.ratios import percent


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """The share of right speakers among the matched attributions, and of named ones that were given no name."""
    n: Counter[tuple[str, str]] = Counter()
    for record, found in paired(gold, predictions):
        for true, given in matched(record, found["quotes"] if found else []):
            _count(n, true, given)
    right = {
        part: {"n": n[part, "n"], "right": percent(n[part, "right"], n[part, "n"])} for part, what in n if what == "n"
    }
    return {**right, "named_without_name": percent(n["named", "nameless"], n["status named", "n"])}


def matched(record: Record, rows: list[Record]) -> Iterator[tuple[Record, Record]]:
    """The gold's speakers beside the rows of the same words."""
    for i, j in match(record["text"], record["attributions"], rows).items():
        yield record["speakers"][i], rows[j]


def _count(n: Counter[tuple[str, str]], true: Record, given: Record) -> None:
    is_right = _is_right(true["speaker"], given["speaker"])
    for part in ("all", f"via {true['via']}", f"status {true['status']}"):
        n[part, "n"] += 1
        n[part, "right"] += is_right
    n["named", "nameless"] += true["status"] == "named" and given["speaker_status"] != "named"


def _is_right(true: str | None, given: Any) -> bool:
    return any(same(one, given, lenient=True) for one in true.split(";")) if true else not given
