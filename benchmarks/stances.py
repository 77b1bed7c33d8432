"""What newsan shows about single holders and targets in whole articles: the predictions of ``scores/stances.py``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from benchmarks.records import Record
from newsan.document import AUTHOR, AnnotatedDocument, Document, Judgement
from newsan.language.pipeline import annotate


def stances(records: Iterable[Record]) -> Iterator[Record]:
    """newsan's evidence about each item: the same layer, holder and target, in the target's sentence."""
    given = list(records)
    yield from about(given, annotate(articles(given), parts=("stance",)))


def articles(records: Iterable[Record]) -> Iterator[Document]:
    """The article of each item, once."""
    texts = {record["doc"]: record["article"] for record in records}
    return (Document(name, text) for name, text in texts.items())


def about(records: Iterable[Record], docs: Iterable[AnnotatedDocument]) -> Iterator[Record]:
    """What the annotated articles show about each item."""
    by_article: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_article[record["doc"]].append(record)
    for doc in docs:
        for item in by_article[doc.document.id]:
            given = shown(doc, item)
            found = {"stance": given.stance, "confidence": given.confidence, "rule": given.rule} if given else {}
            yield {"id": item["id"], **found}


def shown(doc: AnnotatedDocument, item: Record) -> Judgement | None:
    """newsan's evidence about an item, if it gives any."""
    begin = doc.document.text.find(item["text"])
    if begin < 0:
        return None
    start, end = (begin + x for x in item["sentence"])
    target = named_at(doc, (begin + item["target_span"][0], begin + item["target_span"][1])) or item["target"]
    for judgement in doc.judgements:
        line = doc.sentences[judgement.sentence]
        same = judgement.layer == item["layer"] and judgement.target == target and line[0] < end and start < line[1]
        if same and (item["layer"] == "portrayal" or is_holder(doc, judgement, item, begin)):
            return judgement
    return None


def is_holder(doc: AnnotatedDocument, judgement: Judgement, item: Record, begin: int) -> bool:
    """Whether a judgement has the item's holder: by name, or as the speaker of the words at the holder's place."""
    if judgement.holder == AUTHOR:
        return False
    start, end = (begin + x for x in item["holder_span"])
    at = {named_at(doc, (start, end)), item["holder"]} | {
        a.speaker.name for a in doc.attributions if a.speaker and a.source and a.source[0] < end and start < a.source[1]
    }
    return judgement.holder in at


def named_at(doc: AnnotatedDocument, span: tuple[int, int]) -> str | None:
    """The entity with a mention that shares a character with a span."""
    return next((e.name for e in doc.entities for m in e.mentions if m.start < span[1] and span[0] < m.end), None)
