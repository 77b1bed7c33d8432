"""The documents of a corpus that a coder's file speaks of, and its marks in their texts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from newsan.coding.codes import CodedDocument
from newsan.coding.placing import placed
from newsan.coding.tables import Gold
from newsan.errors import NewsanError
from newsan.inputs.packed import without_ending

NAMED = 3
"""Missing articles that a message names."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One coder's documents by their ids in the corpus, and remarks about what could not be placed."""

    name: str
    documents: Mapping[str, CodedDocument]
    remarks: tuple[str, ...]


def in_corpus(gold: Gold, texts: Mapping[str, str]) -> Placed:
    """A coder's documents in the texts of a corpus; NewsanError where the corpus has none of them."""
    by_name = ids_by_name(texts)
    found: dict[str, CodedDocument] = {}
    missing, n_lost, n_quotes, lost_mentions, n_mentions = [], 0, 0, 0, 0
    for coded in gold.documents:
        id_ = coded.id if coded.id in texts else by_name.get(bare(coded.id))
        if id_ is None:
            missing.append(coded.id)
            continue
        there, lost = placed(replace(coded, id=id_), texts[id_])
        found[id_] = there
        n_lost, n_quotes = n_lost + len(lost), n_quotes + len(coded.quotes)
        lost_mentions += len(coded.mentions) - len(there.mentions)
        n_mentions += len(coded.mentions)
    if not found:
        raise NewsanError(f"{gold.name}: the corpus has none of its articles; the first is {missing[0]!r}")
    remarks = [*gold.remarks, *told(gold.name, missing, n_lost, n_quotes)]
    if lost_mentions:
        remarks.append(
            f"{gold.name}: {lost_mentions} of {n_mentions} mentions could not be found in the texts and are left out"
        )
    return Placed(gold.name, found, tuple(remarks))


def told(name: str, missing: list[str], n_lost: int, n_quotes: int) -> Iterable[str]:
    """What is not compared, and why."""
    if missing:
        more = ", …" if len(missing) > NAMED else ""
        yield f"{name}: {len(missing)} articles are not in the corpus: {', '.join(missing[:NAMED])}{more}"
    if n_lost:
        yield f"{name}: {n_lost} of {n_quotes} quotations could not be found in the texts and are left out"


def merged(placed: Iterable[Placed]) -> list[Placed]:
    """The coders' files, with one file's layers put to another's where both are of one coder.

    They have the same name but for what the table is about, as ``first.csv`` and ``first_stance.csv``, and do not both
    say something of one document and layer.
    """
    found: dict[str, Placed] = {}
    for one in placed:
        key = coder_of(one.name)
        if key in found and overlap(found[key], one):
            key = another(one.name, found)
        before = found.get(key)
        found[key] = replace(one, name=key) if before is None else together(before, one)
    return list(found.values())


def overlap(one: Placed, other: Placed) -> bool:
    """Whether two files say the same of one document: then they are of two coders, whatever they are called."""
    shared = one.documents.keys() & other.documents.keys()
    return any(set(one.documents[name].layers) & set(other.documents[name].layers) for name in shared)


def another(path: str, taken: Iterable[str]) -> str:
    """A coder's name that nobody has yet: with the folder of the file, else with a number."""
    folder, name = os.path.basename(os.path.dirname(path)), coder_of(path)
    names = (f"{folder}/{name}", *(f"{name} {number}" for number in range(2, 1000)))
    return next(one for one in names if one not in taken)


def together(one: Placed, other: Placed) -> Placed:
    """Two files of one coder."""
    documents = dict(one.documents)
    for name, coded in other.documents.items():
        before = documents.get(name)
        documents[name] = coded if before is None else joined(before, coded)
    return Placed(one.name, documents, (*one.remarks, *other.remarks))


def joined(one: CodedDocument, other: CodedDocument) -> CodedDocument:
    """What was marked in a document in two files."""
    return replace(
        one,
        quotes=(*one.quotes, *other.quotes),
        mentions=(*one.mentions, *other.mentions),
        stances=(*one.stances, *other.stances),
        layers=tuple(dict.fromkeys((*one.layers, *other.layers))),
        probability=one.probability or other.probability,
        stratum=one.stratum or other.stratum,
    )


def coder_of(path: str) -> str:
    """The coder's name by a file's: without folder, ending and what the table is about.

    >>> coder_of("coding/first_stance.csv"), coder_of("sheet.second.xlsx")
    ('first', 'sheet.second')
    """
    root = os.path.splitext(os.path.basename(path.rstrip("/")))[0]
    for about in ("_stance", "_entities", "_quotes"):
        root = root.removesuffix(about)
    return root


def ids_by_name(ids: Iterable[str]) -> dict[str, str]:
    """The ids by the bare name of the file, where no other has it."""
    found: dict[str, str] = {}
    twice = set()
    for id_ in ids:
        name = bare(id_)
        if name in found:
            twice.add(name)
        found[name] = id_
    return {name: id_ for name, id_ in found.items() if name not in twice}


def bare(id_: str) -> str:
    """An id without folder and ending.

    >>> bare("articles/pier.txt"), bare("pier")
    ('pier', 'pier')
    """
    name = id_.replace("\\", "/").rpartition("/")[2]
    return without_ending(name).removesuffix(".txt").removesuffix(".md")
