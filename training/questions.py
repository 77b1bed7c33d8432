"""Questions of stance that nobody answered: ``python -m training.questions --data DATA -o build/questions.jsonl.gz``.

The product reads the training texts, and every holder and target that it might ask about becomes a record like those
of ``stance/``, without a label: a speaker and somebody named in what is said (expressed), two names in one sentence
(directed), a name by itself (portrayal, tone).  A teacher answers them (``training.answer``).  Articles whose
annotations measure the product are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.gold import DATA
from newsan.document import AnnotatedDocument, Span
from newsan.language.pipeline import annotate
from training.corpora import texts

BEFORE = 160
"""About so many characters before the target's sentence belong to its passage, as in ``stance/``."""

MOST = 400
"""A holder further away than so many characters is not asked about."""

PAIRS = 3
"""Pairs drawn from a sentence."""


def passage(doc: AnnotatedDocument, number: int, holder: Span | None) -> Span | None:
    """The sentence with this number, some text before it, and the holder's words; None if they are too far away."""
    start, end = doc.sentences[number]
    first = number
    while first and start - doc.sentences[first - 1][0] <= BEFORE:
        first -= 1
    begin = doc.sentences[first][0]
    if holder is None:
        return begin, end
    if holder[0] < begin - MOST or holder[1] > end + MOST:
        return None
    return min(begin, holder[0]), max(end, holder[1])


def asked(doc: AnnotatedDocument, random: Random) -> Iterator[tuple[str, Span | None, Span]]:
    """Question, holder and target, for everything that might be asked about."""
    contents = sorted((span, i) for i, a in enumerate(doc.attributions) for span in a.content)
    by_sentence: dict[int, list[Span]] = {}
    for mention in sorted((m.start, m.end) for actor in doc.entities for m in actor.mentions):
        at = bisect_right(contents, ((mention[0], len(doc.document.text)), 0)) - 1
        if at >= 0 and contents[at][0][1] >= mention[1]:
            source = doc.attributions[contents[at][1]].source
            if source and not (source[0] <= mention[0] < source[1]):
                yield "expressed", source, mention
        else:
            by_sentence.setdefault(bisect_right(doc.sentences, (mention[0], len(doc.document.text))) - 1, []).append(
                mention
            )
    for found in by_sentence.values():
        pairs = list(permutations(found[:6], 2))
        yield from (("directed", p, q) for p, q in random.sample(pairs, min(PAIRS, len(pairs))))
        yield random.choice(("portrayal", "tone")), None, random.choice(found)


def questions(doc: AnnotatedDocument, random: Random) -> Iterator[dict[str, Any]]:
    """The records of one document."""
    for question, holder, target in asked(doc, random):
        number = bisect_right(doc.sentences, (target[0], len(doc.document.text))) - 1
        around = passage(doc, number, holder)
        if around is None or around[1] < target[1]:
            continue

        def moved(span: Span, begin: int = around[0]) -> Span:
            return span[0] - begin, span[1] - begin

        yield {
            "doc": doc.document.id,
            "layer": question,
            "text": doc.document.text[slice(*around)],
            "holder_span": holder and moved(holder),
            "target_span": moved(target),
            "sentence": moved(doc.sentences[number]),
        }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/questions.jsonl.gz"))
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(arguments.output, "wt", encoding="utf-8") as out:
        for number, doc in enumerate(annotate(texts(arguments.data), parts=("entities", "quotes"))):
            for record in questions(doc, random):
                out.write(json.dumps(record) + "\n")
            if number % 100 == 0:
                print(number, flush=True)


if __name__ == "__main__":
    main()
