"""Copies of a text in a corpus: the same words, or nearly the same, as agencies' reports are printed by many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b, sha1
from typing import Any

from newsan.document import Document

ALL, ONCE, NEAR = "all", "once", "once-near"
CHOICES = (ALL, ONCE, NEAR)

WORD = re.compile(r"\w+")
RUN = 5  # words of the runs that near copies share: shorter ones are shared by texts on the same subject
VALUES = 126
"""Values of a signature: the share of equal runs is told to within 0.045 (one standard error at the limit)."""

BAND = 6
"""Values in each band of a signature.  Texts with one equal band are compared: of those with as many equal runs as the
limit says 93 % are, of those with eight tenths 99.8 % (Leskovec et al., Mining of Massive Datasets, 3.4)."""

SIZE = 4  # bytes of a value

AT_ONCE = 1024
"""Runs that are hashed at once: they take 1 MB for each of two steps, and a book is hashed in as much."""

LIKE = 0.7
"""The share of all runs of words in two texts that both have, from which on they are near copies: our choice.

A report of 400 words in which every tenth sentence of 20 words was changed, or to which a tenth was added, has 0.8.
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a text from others: the hash of its words and, for near copies, the signature of its runs of words.

    The hash is empty for a text without words, which is no copy of another.
    """

    words: bytes
    runs: bytes = b""


def mark_of(text: str, near: bool) -> Mark:
    """The mark of a text.  Capitals, white space and punctuation do not count."""
    if not near:
        return Mark(words_hash(match[0] for match in WORD.finditer(text.casefold())))
    words = WORD.findall(text.casefold())
    return Mark(words_hash(words), signature(words)) if words else Mark(b"")


def words_hash(words: Iterable[str]) -> bytes:
    """The SHA-1 of words with blanks between them, empty if there are none; no more than one is held."""
    digest, blank = sha1(usedforsecurity=False), ""
    for word in words:
        digest.update((blank + word).encode("utf-8", "surrogatepass"))
        blank = " "
    return digest.digest() if blank else b""


def signature(words: list[str]) -> bytes:
    """The MinHash of the runs of words (Broder, 1997): texts with similar runs have many equal values.

    Each value is the least of one hash of all runs; the hashes are made by multiplying (Dietzfelbinger et al., 1997).
    """
    import numpy as np

    factors, addends = np.random.default_rng(0).integers(0, 2**64, (2, VALUES, 1), dtype="u8")
    factors |= np.uint64(1)
    least = np.full(VALUES, 2**64 - 1, dtype="u8")
    number = max(1, len(words) - RUN + 1)
    for first in range(0, number, AT_ONCE):
        runs = (" ".join(words[at : at + RUN]) for at in range(first, min(first + AT_ONCE, number)))
        digests = b"".join(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs)
        with np.errstate(over="ignore"):
            hashes = factors * np.frombuffer(digests, "<u8") + addends
        np.minimum(least, hashes.min(axis=1), out=least)
    made: bytes = (least >> np.uint64(32)).astype("<u4").tobytes()
    return made


@dataclass(slots=True)
class Copies:
    """The documents so far, in their order; with ``near`` also near copies are found.

    A text is compared with the first of its kind only: where a report changes from copy
    to copy, the last may be none of the first.  ``bands`` has the hash of each band, which takes half of the band's own
    memory, with the number of the first text that has it.
    """

    near: bool = False
    exact: dict[bytes, str] = field(default_factory=dict)
    bands: dict[int, int] = field(default_factory=dict)
    firsts: list[tuple[str, bytes]] = field(default_factory=list)

    def first(self, id: str, mark: Mark) -> tuple[str | None, str | None]:
        """The ids of the first document with the same words, and of the first that it is a near copy of.

        None where it is the first itself.  It is known from here on.
        """
        if not mark.words:
            return None, None
        same = self.exact.get(mark.words)
        if same is None:
            self.exact[mark.words] = id
        like = self.like(id, mark) if self.near else None
        return same, like

    def like(self, id: str, mark: Mark) -> str | None:
        """The id of the first document that a text is a near copy of; None where it is the first itself."""
        size = BAND * SIZE
        bands = [hash((at, mark.runs[at : at + size])) for at in range(0, len(mark.runs), size)]
        for at in sorted({self.bands[band] for band in bands if band in self.bands}):
            first, runs = self.firsts[at]
            if alike(runs, mark.runs) >= LIKE:
                return first
        number = len(self.firsts)  # one object for all bands
        for band in bands:
            self.bands.setdefault(band, number)
        self.firsts.append((id, mark.runs))
        return None


def alike(one: bytes, other: bytes) -> float:
    """The share of equal values in two signatures."""
    pairs = zip(memoryview(one).cast("I"), memoryview(other).cast("I"), strict=True)
    return sum(a == b for a, b in pairs) / VALUES


def once(found: Iterable[Any], duplicates: str, left_out: Counter[str]) -> Iterator[Any]:
    """The same without documents that are copies of earlier ones, which are counted under the way to tell them.

    Where all are wanted, those with the same words are counted and given.
    """
    copies, way = Copies(near=duplicates == NEAR), ONCE if duplicates == ALL else duplicates
    for one in found:
        if isinstance(one, Document):
            same, like = copies.first(one.id, mark_of(one.text, copies.near))
            if (like if copies.near else same) is not None:
                left_out[way] += 1
                if duplicates != ALL:
                    continue
        yield one


def told(found: int, duplicates: str) -> Iterator[str]:
    """A line about the copies in a corpus, if there are any: whether they were counted, and what else can be done."""
    if not found:
        return
    what = f"{found:,} document{' is a copy of another' if found == 1 else 's are copies of others'}"
    if duplicates == ALL:
        yield f"{what} and counted too: --duplicates once leaves {'it' if found == 1 else 'them'} out"
    else:
        yield f"{what} and left out (--duplicates {duplicates})"
