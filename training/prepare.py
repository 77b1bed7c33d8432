"""The corpora as arrays of pieces and labels: ``python -m training.prepare [--data FOLDER]``.

One list of examples per task and part.  Documents (entities, quotes) stay whole: windows are cut anew in every epoch.
Sentences (GMB, tone, pairs) stay single and are packed into windows at training.
"""

from __future__ import annotations

import argparse
import lzma
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from benchmarks.gold import DATA
from newsan.document import Span
from newsan.language.model.pieces import encode
from newsan.language.layout.sentences import paragraphs
from training.coref import coref_examples
from training.corpora import records, texts
from training.labels import ATTRIBUTION, ENTITY, IGNORE, LINK, POLARITY, QUESTIONS
from training.pieces import Aligner, Example, base

ENTITY_FILES = {
    "train": {"worldwide_train": 1.0, "gum_train": 1.0, "wikigold_train": 1.0},
    "dev": {"worldwide_dev": 1.0, "gum_dev": 1.0},
}
NOBODY = (-1, -1)
"""The holder's range where the article itself is asked about."""

LONGEST = 400
"""Pieces of the longest passage: the encoder knows 512 positions."""


def entity_tags(n: int, spans: list[tuple[int, int, str]]) -> np.ndarray:
    """BIOES tags of ``n`` pieces."""
    tags = np.zeros(n, np.int8)
    for start, end, label in spans:
        if end - start == 1:
            tags[start] = ENTITY.index(f"S-{label}")
        elif end > start:
            tags[start:end] = ENTITY.index(f"I-{label}")
            tags[start], tags[end - 1] = ENTITY.index(f"B-{label}"), ENTITY.index(f"E-{label}")
    return tags


def entity_example(tokenizer: Tokenizer, record: dict[str, Any]) -> Example:
    """A text with entity tags."""
    pieces = encode(tokenizer, record["text"], paragraphs(record["text"]))
    align = Aligner(pieces)
    spans = [(*align((start, end)), label) for start, end, label in record["entities"]]
    return base(pieces) | {"entity": entity_tags(len(pieces.ids), spans)}


def tag(tags: np.ndarray, spans: list[Span], begin: int) -> None:
    """Write B and I tags (``begin``, ``begin + 1``) over ranges of pieces."""
    for start, end in spans:
        if end > start:
            tags[start:end] = begin + 1
            tags[start] = begin


def quote_example(tokenizer: Tokenizer, record: dict[str, Any]) -> Example:
    """A text with attribution tags and, for every cue, the ranges of its source and content."""
    pieces = encode(tokenizer, record["text"], paragraphs(record["text"]))
    align = Aligner(pieces)
    tags = np.zeros(len(pieces.ids), np.int8)
    links = []
    for attribution in record["attributions"]:
        parts = {part: [align(span) for span in attribution[part]] for part in ("source", "cue", "content")}
        tag(tags, parts["content"], ATTRIBUTION.index("B-content"))
        links.append(parts)
    for part in ("source", "cue"):
        for parts in links:
            tag(tags, parts[part], ATTRIBUTION.index(f"B-{part}"))
    for span in record["ignore"]:
        start, end = align(span)
        tags[start:end] = IGNORE
    return base(pieces) | {"attribution": tags, "links": links}


def link_tags(example: Example, parts: dict[str, list[Span]]) -> np.ndarray:
    """The tags of all pieces as one cue sees them."""
    tags = np.where(example["attribution"] == IGNORE, IGNORE, 0)
    for part in ("source", "content"):
        tag(tags, parts[part], LINK.index(f"B-{part}"))
    return tags


def question_examples(tokenizer: Tokenizer, asked: Iterable[dict[str, Any]]) -> list[Example]:
    """Passages with everything that is asked of them: one example a text.

    ``asked`` holds (question, sentence, holder or (-1, -1), target, label) with ranges of pieces; the label is the number
    of a polarity, or None where nobody gave one.
    """
    texts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in asked:
        texts[record["text"]].append(record)
    examples = []
    for text, records_of_text in texts.items():
        pieces = encode(tokenizer, text, paragraphs(text))
        align = Aligner(pieces)
        questions = []
        for r in records_of_text:
            holder = align(r["holder_span"]) if r["holder_span"] else NOBODY
            label = POLARITY.index(r["label"]) if r.get("label") else None
            questions.append((QUESTIONS.index(r["layer"]), align(r["sentence"]), holder, align(r["target_span"]), label))
        questions = [q for q in questions if q[3][1] > q[3][0] and (q[2] == NOBODY or q[2][1] > q[2][0])]
        if questions and len(pieces.ids) <= LONGEST:
            examples.append(base(pieces) | {"asked": questions})
    return examples


def toned(record: dict[str, Any]) -> dict[str, Any]:
    """A record of ``tone/`` as a question."""
    whole = (0, len(record["text"]))
    return record | {"layer": "tone", "sentence": whole, "holder_span": None, "target_span": record["target"]}


def paired(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A record of ``directed/`` as a question; a pair that takes a side also the other way round, as neutral.

    Unless it is shown the reversed pair, the model never learns the direction.
    """
    whole = (0, len(record["text"]))
    asked = record | {"layer": "pair", "sentence": whole}
    yield asked | {"holder_span": record["source"], "target_span": record["target"]}
    if record["label"] != "neutral":
        yield asked | {"holder_span": record["target"], "target_span": record["source"], "label": "neutral"}


def held(record: dict[str, Any]) -> dict[str, Any]:
    """A record of ``stance/`` as a question."""
    return record if record["layer"] != "portrayal" else record | {"holder_span": None}


def plain_examples(tokenizer: Tokenizer, texts: Iterable[str]) -> list[Example]:
    """Texts that nobody annotated."""
    return [base(encode(tokenizer, text, paragraphs(text))) for text in texts]


def prepare(data: Path, tokenizer: Tokenizer, questions: Path | None) -> dict[str, list[Example]]:
    """Examples by task and part, e.g. ``entity_train``; ``questions`` is what ``training.questions`` wrote."""
    out: dict[str, list[Example]] = {}
    for part, files in ENTITY_FILES.items():
        out[f"entity_{part}"] = [
            entity_example(tokenizer, r) for name in files for r in records(data / "entities" / f"{name}.jsonl.gz")
        ]
    out["gmb_train"] = [entity_example(tokenizer, r) for r in records(data / "entities" / "gmb_train.jsonl.gz")]
    for part in ("train", "dev"):
        out[f"attribution_{part}"] = [
            quote_example(tokenizer, r) for r in records(data / "quotes" / f"polnear_{part}.jsonl.gz")
        ]
        tones = map(toned, records(data / "tone" / f"newsmtsc_{part}.jsonl.gz"))
        pairs = chain.from_iterable(map(paired, records(data / "directed" / f"dse_{part}.jsonl.gz")))
        stances = map(held, records(data / "stance" / f"stance_{part}.jsonl.gz"))
        out |= {f"{name}_{part}": question_examples(tokenizer, asked) for name, asked in (
            ("tone", tones), ("pair", pairs), ("stance", stances))}  # fmt: skip
    out |= coref_examples(tokenizer, data)
    out["plain_train"] = plain_examples(tokenizer, (document.text for document in texts(data, ("raw/wikinews",))))
    if questions:
        out["unanswered_train"] = question_examples(tokenizer, records(questions))
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tokenizer", type=Path, default=Path("newsan/language/model/files/tokenizer.json"))
    parser.add_argument("--questions", type=Path, help="what training.questions wrote, if soft labels are wanted")
    parser.add_argument("-o", "--output", type=Path, default=Path("build/prepared.pkl.xz"))
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = prepare(arguments.data, tokenizer, arguments.questions)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(arguments.output, "wb", preset=2) as out:
        pickle.dump(examples, out)
    for name, items in examples.items():
        print(f"{name:15} {len(items):6} texts {sum(len(x['ids']) for x in items):9} pieces")


if __name__ == "__main__":
    main()
