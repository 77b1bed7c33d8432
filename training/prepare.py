"""The corpora as arrays of pieces and labels: ``python -m training.prepare [--data FOLDER]``.

One list of examples per task and part.  Documents (entities, quotes) stay whole: windows are cut anew in every epoch.
Sentences (GMB, tone, pairs) stay single and are packed into windows at training.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from benchmarks.gold import DATA
from newsan.document import Span
from newsan.language.layout.sentences import paragraphs
from newsan.language.model.pieces import Pieces, encode
from training.labels import ATTRIBUTION, ENTITY, IGNORE, LINK, POLARITY

ENTITY_FILES = {
    "train": {"worldwide_train": 1.0, "gum_train": 1.0, "wikigold_train": 1.0},
    "dev": {"worldwide_dev": 1.0, "gum_dev": 1.0},
}
Example = dict[str, Any]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Aligner:
    """Character spans to half-open ranges of the pieces that share a character with them."""

    def __init__(self, pieces: Pieces) -> None:
        self.starts = np.array([start for start, _ in pieces.spans])
        self.ends = np.array([end for _, end in pieces.spans])

    def __call__(self, span: Span | list[int]) -> Span:
        """The pieces of one span."""
        first = int(np.searchsorted(self.ends, span[0], side="right"))
        return first, max(first, int(np.searchsorted(self.starts, span[1], side="left")))


def base(pieces: Pieces) -> Example:
    """What every example carries."""
    return {"ids": np.array(pieces.ids, np.int32), "cases": np.array(pieces.cases, np.int8)}


def entity_tags(n: int, spans: list[tuple[int, int, str]]) -> np.ndarray:
    """BIOES tags of ``n`` pieces."""
    tags = np.zeros(n, np.int64)
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
    tags = np.zeros(len(pieces.ids), np.int64)
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


def sentence_examples(tokenizer: Tokenizer, path: Path, names: tuple[str, ...]) -> list[Example]:
    """Sentences with everything that is asked of them: one example a text; ``asked`` holds (ranges, label)."""
    texts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records(path):
        texts[record["text"]].append(record)
    examples = []
    for text, asked in texts.items():
        pieces = encode(tokenizer, text, paragraphs(text))
        align = Aligner(pieces)
        questions = [(*(align(r[name]) for name in names), POLARITY.index(r["label"])) for r in asked]
        questions = [q for q in questions if all(end > start for start, end in q[:-1])]
        examples.append(base(pieces) | {"asked": questions})
    return examples


def with_reversed(examples: list[Example]) -> list[Example]:
    """Pairs with every polar pair also the other way round as neutral: without it direction is never learnt."""
    neutral = POLARITY.index("neutral")
    for example in examples:
        asked = list(example["asked"])
        known = {(p, q) for p, q, _ in asked}
        asked += [(q, p, neutral) for p, q, label in asked if label != neutral and (q, p) not in known]
        example["asked"] = asked
    return examples


def prepare(data: Path, tokenizer: Tokenizer) -> dict[str, list[Example]]:
    """Examples by task and part, e.g. ``entities_train``."""
    out: dict[str, list[Example]] = {}
    for part, files in ENTITY_FILES.items():
        out[f"entities_{part}"] = [
            entity_example(tokenizer, r) for name in files for r in records(data / "entities" / f"{name}.jsonl.gz")
        ]
    out["gmb_train"] = [entity_example(tokenizer, r) for r in records(data / "entities" / "gmb_train.jsonl.gz")]
    for part in ("train", "dev"):
        out[f"quotes_{part}"] = [
            quote_example(tokenizer, r) for r in records(data / "quotes" / f"polnear_{part}.jsonl.gz")
        ]
        out[f"tone_{part}"] = sentence_examples(tokenizer, data / "tone" / f"newsmtsc_{part}.jsonl.gz", ("target",))
        pairs = sentence_examples(tokenizer, data / "directed" / f"dse_{part}.jsonl.gz", ("source", "target"))
        out[f"pairs_{part}"] = with_reversed(pairs)
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tokenizer", type=Path, default=Path("newsan/language/model/files/tokenizer.json"))
    parser.add_argument("-o", "--output", type=Path, default=Path("build/prepared.pkl"))
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = prepare(arguments.data, tokenizer)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_bytes(pickle.dumps(examples))
    for name, items in examples.items():
        print(f"{name:15} {len(items):6} texts {sum(len(x['ids']) for x in items):9} pieces")


if __name__ == "__main__":
    main()
