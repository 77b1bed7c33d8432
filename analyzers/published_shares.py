"""The shares that people publish, in three readings: newsan's, the coder's, and the corrected one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from analyzers.bootstrap import Estimate
from analyzers.corrected_shares import Coded, Counted, Share, corrected_share
from analyzers.figure_rows import ALL, FigureRow, figure_row
from analyzers.matching import folded, same
from analyzers.readings import Read
from analyzers.sampling import Design
from analyzers.scores import named
from newsan.coding.codes import SOURCE_TYPES, CodedDocument, CodedQuote, CodedStance

TOP = 3
"""Speakers, and actors of stances, whose shares are evaluated: those that newsan names most often in the corpus."""

LEAST = 5
"""Pieces about an actor without which its positive share is no figure that anybody publishes."""

Counting = Callable[[CodedDocument], Counted]


def shares(reads: Sequence[Read], gold: Mapping[str, CodedDocument], design: Design) -> Iterator[FigureRow]:
    """Four figures and the number of documents that are missing, for each share."""
    for layer, name, counting in asked(reads, gold):
        coded = {read.coded.id: gold[read.coded.id] for read in reads if layer in layers_of(gold, read)}
        if not coded:
            continue
        sample = [
            Coded(
                counting(read.coded),
                counting(coded[read.coded.id]),
                design.probability[read.coded.id],
                design.stratum_of[read.coded.id],
            )
            for read in reads
            if read.coded.id in coded
        ]
        yield from share_rows(name, corrected_share([counting(read.coded) for read in reads], sample))


def layers_of(gold: Mapping[str, CodedDocument], read: Read) -> Sequence[str]:
    """What was coded in a document."""
    return gold[read.coded.id].layers if read.coded.id in gold else ()


def share_rows(name: str, share: Share) -> Iterator[FigureRow]:
    """The rows of one share."""
    yield figure_row(name, "newsan", Estimate(share.machine), share.coded)
    yield figure_row(name, "coder", share.human, share.coded)
    yield figure_row(name, "bias", share.bias, share.coded)
    yield figure_row(name, "corrected", share.corrected, share.coded)
    yield name, "code so many more", ALL, share.more, None, None, share.coded


def asked(reads: Sequence[Read], gold: Mapping[str, CodedDocument]) -> Iterator[tuple[str, str, Counting]]:
    """The layer, the name and the counting of each share."""
    yield "quotes", "named speakers", partial(of_quotes, lambda quote: quote.status == "named")
    yield "quotes", "direct quotations", partial(of_quotes, lambda quote: quote.kind == "direct")
    for type_ in typed(reads, gold):
        yield "quotes", f"source type: {type_}", partial(of_quotes, partial(is_of, type_))
    speakers = Counter[str]()
    actors = Counter[str]()
    for read in reads:
        speakers.update(named(read.coded.quotes))
        actors.update(folded(one.target) for one in read.coded.stances)
    for name, _ in speakers.most_common(TOP):
        yield "quotes", f"quotations of {shown(name, reads)}", partial(of_quotes, partial(speaks, name))
    for name, count in actors.most_common(TOP):
        if count >= LEAST:
            yield "stance", f"positive stances on {shown(name, reads)}", partial(of_stances, name)


def typed(reads: Sequence[Read], gold: Mapping[str, CodedDocument]) -> Iterator[str]:
    """The kinds of sources that newsan or the coder found; none where the coder did not say them."""
    coded = {quote.source_type for one in gold.values() for quote in one.quotes}
    found = {quote.source_type for read in reads for quote in read.coded.quotes}
    yield from (type_ for type_ in SOURCE_TYPES if coded - {None} and type_ in coded | found)


def untyped(gold: Mapping[str, CodedDocument]) -> Iterator[str]:
    """That the coder gave the kind of some sources and not of others, which therefore count as none."""
    quotes = [quote for one in gold.values() for quote in one.quotes if not quote.rejected]
    spoken = [quote for quote in quotes if quote.status in ("named", "unnamed")]
    missing = sum(quote.source_type is None for quote in spoken)
    if 0 < missing < len(spoken):
        yield f"{missing} of {len(spoken)} coded quotations have a speaker and no source type: they count as of no kind"


def is_of(type_: str, quote: CodedQuote) -> bool:
    """Whether a quotation has a source of this kind."""
    return quote.source_type == type_


def speaks(name: str, quote: CodedQuote) -> bool:
    """Whether somebody is the speaker of a quotation."""
    return quote.status == "named" and same(name, quote.speaker, lenient=True)


def shown(name: str, reads: Sequence[Read]) -> str:
    """A folded name as newsan shows it."""
    spoken = (quote.speaker for read in reads for quote in read.coded.quotes)
    taken = (one.target for read in reads for one in read.coded.stances)
    return next((given for names in (spoken, taken) for given in names if given and folded(given) == name), name)


def of_quotes(counts: Callable[[CodedQuote], bool], coded: CodedDocument) -> Counted:
    """How many quotations of a document count, and how many there are."""
    quotes = [quote for quote in coded.quotes if not quote.rejected]
    return Counted(sum(map(counts, quotes)), len(quotes))


def of_stances(name: str, coded: CodedDocument) -> Counted:
    """How many stances on an actor are positive, and how many there are."""
    kept = (one for one in coded.stances if not one.rejected)
    about: list[CodedStance] = [one for one in kept if same(name, one.target, lenient=True)]
    return Counted(sum(one.stance == "positive" for one in about), len(about))
