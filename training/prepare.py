"""The corpora as arrays of pieces and labels: ``python -m training.prepare [--data FOLDER]``.

One list of examples per task and part.  Documents (entities, quotes) stay whole: windows are cut anew in every epoch.
Sentences and passages (GMB, tone, pairs, stances) stay single and are packed into windows at training.
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
from newsan.language.layout.sentences import paragraphs
from newsan.language.model.pieces import Pieces, encode
from training.corpora import READ_BEFORE, read_stances, records, texts
from training.labels import ATTRIBUTION, ENTITY, IGNORE, LINK, POLARITY, QUESTIONS
from training.pieces import Aligner, Example, base
from training.written import written

ENTITY_FILES = {
    "train": ("worldwide_train", "gum_train", "wikigold_train"),
    "dev": ("worldwide_dev", "gum_dev"),
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

    ``asked`` holds (question, sentence, holder or ``NOBODY``, target, label) with ranges of pieces.  The label is the
    number of a polarity, or None where nobody gave one.
    """
    examples = []
    for pieces, kept in kept_records(tokenizer, asked):
        align = Aligner(pieces)
        examples.append(base(pieces) | {"asked": [question(align, record) for record in kept]})
    return examples


def kept_records(
    tokenizer: Tokenizer, asked: Iterable[dict[str, Any]]
) -> Iterator[tuple[Pieces, list[dict[str, Any]]]]:
    """Each passage as pieces, with its records; without long ones, and records whose holder or target has no piece."""
    texts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in asked:
        texts[record["text"]].append(record)
    for text, some in texts.items():
        pieces = encode(tokenizer, text, paragraphs(text))
        align = Aligner(pieces)
        kept = [r for r in some if all(b > a for a, b in question(align, r)[2:4] if (a, b) != NOBODY)]
        if kept and len(pieces.ids) <= LONGEST:
            yield pieces, kept


def question(align: Aligner, record: dict[str, Any]) -> tuple[Any, ...]:
    """A record in pieces."""
    holder = align(record["holder_span"]) if record["holder_span"] else NOBODY
    label = POLARITY.index(record["label"]) if record.get("label") else None
    return QUESTIONS.index(record["layer"]), align(record["sentence"]), holder, align(record["target_span"]), label


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
    """A record of ``stance/`` as a question; a portrayal is the article's own."""
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
        read, before = read_stances(data, part), read_stances(data, part, READ_BEFORE)
        out |= {f"{name}_{part}": question_examples(tokenizer, asked) for name, asked in (
            ("tone", tones), ("pair", pairs), ("stance", stances), ("read", read), ("before", before))}  # fmt: skip
    out["written_train"] = question_examples(tokenizer, written())
    out["plain_train"] = plain_examples(tokenizer, (document.text for document in texts(data, ("raw/wikinews",))))
    if questions:
        out["unanswered_train"] = question_examples(tokenizer, records(questions))
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tokenizer", type=Path, default=Path("newsan/language/model/files/tokenizer.json"))
    parser.add_argument("--questions", type=Path, help="what training.questions wrote, if a teacher is to answer it")
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
