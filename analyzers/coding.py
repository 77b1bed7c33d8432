"""Samples to code and their evaluation, for the commands and for the Python functions alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from analyzers.evaluate import Coder, Evaluation, evaluate
from analyzers.readings import Read
from newsan.coding.codes import LAYERS, CodedDocument, Layer
from newsan.coding.drawing import Draw, Drawn, overlapping
from newsan.coding.files import second, write_coding
from newsan.coding.places import in_corpus, merged
from newsan.coding.tables import Gold
from newsan.document import Document
from newsan.errors import NewsanError

By = Callable[[CodedDocument], str] | None


def drawn_from(documents: Iterable[Document], n: int, seed: int, stratify: str | None) -> tuple[list[Drawn], int]:
    """A sample of documents, and how many there are."""
    draw = Draw(n, seed)
    for document in documents:
        draw.add(document, stratum_of(document, stratify))
    return draw.drawn(), draw.sizes.total()


def stratum_of(document: Document, name: str | None) -> str:
    """The stratum of a document; NewsanError where it has no such metadata."""
    if name is None:
        return ""
    if name not in document.meta:
        known = ", ".join(document.meta) or "none; see --meta-file and --meta-from-name"
        raise NewsanError(f"{document.id} has no metadata {name!r} to stratify by; it has {known}")
    return f"{name}={document.meta[name]}"


def write_sample(
    path: str, tool: str, drawn: Sequence[Drawn], reads: Iterable[Read], *, blind: bool, overlap: int | None, seed: int
) -> Iterator[tuple[str, int]]:
    """Write the sample, and a part of it for a second coder; the files with the numbers of their documents."""
    found = {read.coded.id: read for read in reads}
    kept = [one for one in drawn if one.document.id in found]
    parts = [(path, kept)]
    if overlap:
        parts.append((second(path), overlapping(kept, overlap, seed)))
    for name, members in parts:
        laid = [(with_design(found[one.document.id].coded, one), found[one.document.id].sentences) for one in members]
        write_coding(name, tool, laid, blind=blind)
        yield name, len(members)


def with_design(coded: CodedDocument, drawn: Drawn) -> CodedDocument:
    """A document that knows how it was drawn."""
    return replace(coded, probability=round(drawn.probability, 6), stratum=drawn.stratum)


def layers_in(golds: Iterable[Gold]) -> tuple[Layer, ...]:
    """What was coded in any document."""
    found = {layer for gold in golds for one in gold.documents for layer in one.layers}
    return tuple(layer for layer in LAYERS if layer in found)


def evaluated(
    reads: Sequence[Read], golds: Sequence[Gold], *, group: By = None, stratum: By = None, precision: float = 0.9
) -> Evaluation:
    """The evaluation of newsan's readings of a corpus against what coders marked in some of its documents."""
    texts = {one.coded.id: one.coded.text for one in reads}
    placed = [in_corpus(one, texts) for one in golds]
    coders = [Coder(one.name, one.documents) for one in merged(placed)]
    found = evaluate(reads, coders, group=group, stratum=stratum, precision=precision)
    remarks = [remark for one in placed for remark in one.remarks]
    return replace(found, warnings=[*remarks, *found.warnings])
