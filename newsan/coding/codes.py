"""What a coder, or newsan, has marked in a text: quotations, mentions and stances, whoever made them.

Offsets are code points into the text, half-open, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from newsan.document import Span
from newsan.values import SourceType

Layer = Literal["quotes", "entities", "stance"]
LAYERS: tuple[Layer, ...] = ("quotes", "entities", "stance")
SOURCE_TYPES: tuple[SourceType, ...] = get_args(SourceType)


@dataclass(frozen=True, slots=True)
class CodedQuote:
    """A quotation: the spans of its words, who speaks, and what else was said about it.

    ``status`` and ``kind`` are values of ``speaker_status`` and ``kind``; None where nobody said.  ``confidence`` is
    newsan's; ``row`` is where it stands in a sheet or among newsan's rows of the document, from 1.
    ``words`` are what the coder's file says that it holds, ``rejected`` that a coder says it is none, and
    ``touched`` that a coder said something, where newsan's own row was to be checked.  ``source_type`` is a value of
    that column, None where nobody said.
    """

    spans: tuple[Span, ...]
    speaker: str | None = None
    status: str | None = None
    kind: str | None = None
    source: Span | None = None
    cue: Span | None = None
    confidence: float | None = None
    row: int | None = None
    words: str = ""
    rejected: bool = False
    touched: bool = True
    source_type: str | None = None


@dataclass(frozen=True, slots=True)
class CodedMention:
    """A place where somebody or something is named, the type, and the name that it goes by."""

    start: int
    end: int
    type: str
    name: str
    rejected: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class CodedStance:
    """A stance of a holder towards a target, with its evidence where there is any.

    ``given`` are the holder and the target of newsan's row, where a coder checked one.
    """

    holder: str
    target: str
    stance: str
    start: int | None = None
    end: int | None = None
    layer: str = "expressed"
    rejected: bool = False
    given: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A text with what was marked in it; ``layers`` are those that were looked for, also where nothing was found.

    ``text`` is empty where a sheet does not have it.
    ``probability`` is that with which the document was drawn into the sample, ``stratum`` the group it was drawn from.
    """

    id: str
    text: str
    quotes: tuple[CodedQuote, ...] = ()
    mentions: tuple[CodedMention, ...] = ()
    stances: tuple[CodedStance, ...] = ()
    layers: tuple[Layer, ...] = ("quotes",)
    probability: float | None = None
    stratum: str = ""
    meta: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
