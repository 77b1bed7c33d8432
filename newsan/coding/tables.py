"""Gold from tables: coding sheets that were filled in, and plain tables of quotations, mentions or stances.

A plain table needs ``doc_id`` and, for quotations, ``text`` or ``start`` and ``end``; for mentions ``type``; for
stances ``holder``, ``target`` and ``stance``.  A row with nothing but a ``doc_id`` says that an article was read and
holds none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsan.coding.cells import Cells, read_cells
from newsan.coding.codes import CodedDocument, CodedMention, CodedQuote, CodedStance, Layer
from newsan.coding.sheet import ARTICLE, COLUMNS, DONE, KINDS, NONE
from newsan.coding.speakers import speaker_and_status
from newsan.document import Span
from newsan.errors import NewsanError

NO = frozenset({NONE, "no", "none", "-", "not a quotation", "no quote"})
YES = frozenset({DONE, "yes", "x", "read", "ok"})
ENOUGH = "doc_id and text (or start and end)"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """What one coder marked: documents as the file has them, and remarks about what was left out of the file."""

    name: str
    documents: tuple[CodedDocument, ...]
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Filled:
    """What the rows of one article say so far; ``done`` is None where the file has no row for the article itself."""

    quotes: list[CodedQuote] = field(default_factory=list)
    mentions: list[CodedMention] = field(default_factory=list)
    stances: list[CodedStance] = field(default_factory=list)
    done: bool | None = None
    touched: bool = False
    probability: float | None = None
    stratum: str = ""


def read_table(path: str) -> Gold:
    """The gold of a table; NewsanError for a table without the columns that it needs, or without a coded article."""
    rows, layer = rows_of(path)
    articles: dict[str, Filled] = {}
    remarks: list[str] = []
    name = ""
    for line, cells in rows:
        name = cells.get("doc_id") or name
        if not name:
            raise NewsanError(f"{path}, row {line}: no doc_id, and none above it")
        try:
            add(articles.setdefault(name, Filled()), cells, layer, line)
        except NewsanError as error:
            raise NewsanError(f"{path}, row {line}: {error}") from error
    if not articles:
        raise NewsanError(f"{path}: the sheet is empty: no row below the names of the columns")
    return gold_of(path, articles, layer, remarks)


def gold_of(path: str, articles: Mapping[str, Filled], layer: Layer, remarks: list[str]) -> Gold:
    """The articles that were read to the end; NewsanError where none was."""
    open_ = [name for name, filled in articles.items() if filled.done is False]
    if len(open_) == len(articles):
        raise NewsanError(
            f'{path}: no article is marked as read: write "{DONE}" into right_text of its first row (row = {ARTICLE})'
        )
    if open_:
        remarks.append(f"{len(open_)} of {len(articles)} articles are not marked as read and are left out")
    done = {name: filled for name, filled in articles.items() if filled.done is not False}
    if any(one.done for one in done.values()) and not any(one.touched for one in done.values()):
        remarks.append("nothing was corrected in any article: everything counts as right")
    return Gold(path, tuple(document(name, filled, layer) for name, filled in done.items()), tuple(remarks))


def document(name: str, filled: Filled, layer: Layer) -> CodedDocument:
    """An article as a coded document, without its text."""
    return CodedDocument(
        name,
        "",
        tuple(filled.quotes),
        tuple(filled.mentions),
        tuple(filled.stances),
        (layer,),
        filled.probability,
        filled.stratum,
    )


def rows_of(path: str) -> tuple[list[tuple[int, Row]], Layer]:
    """The rows below the names of the columns, numbered from 1 as a spreadsheet does, and what they are about."""
    found = read_cells(path)
    at = next((i for i, cells in enumerate(found) if "doc_id" in [cell.strip().casefold() for cell in cells]), None)
    if at is None:
        raise NewsanError(f"{path}: no column doc_id: a gold table has the columns {ENOUGH}")
    names = [cell.strip().casefold() for cell in found[at]]
    rest = [*enumerate(found[:at], 1), *enumerate(found[at + 1 :], at + 2)]
    rows = [(line, named(names, cells)) for line, cells in rest if any(map(str.strip, cells))]
    return [(line, cells) for line, cells in rows if not explains(cells)], layer_of(path, names)


def named(names: list[str], cells: Cells) -> Row:
    """The cells of a row by their columns."""
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}


def explains(cells: Row) -> bool:
    """Whether a row is the line of explanation, wherever it was moved to."""
    return len(cells.get("doc_id", "")) > 200 and not cells.get("row")


def layer_of(path: str, names: list[str]) -> Layer:
    """What a table is about; NewsanError where its columns do not say it."""
    have = set(names)
    if {"holder", "target", "stance"} <= have:
        return "stance"
    if {"type", "start", "end"} <= have:
        return "entities"
    if "right_text" in have:
        missing = [name for name in COLUMNS[:9] if name not in have]
        if missing:
            raise NewsanError(f"{path}: the sheet has lost its column {', '.join(missing)}")
        return "quotes"
    if "text" in have or {"start", "end"} <= have:
        return "quotes"
    raise NewsanError(f"{path}: a gold table has the columns {ENOUGH}; this one has {', '.join(filter(None, names))}")


def add(filled: Filled, cells: Row, layer: Layer, line: int) -> None:
    """Put what one row says into its article."""
    filled.stratum = cells.get("stratum") or filled.stratum
    if cells.get("probability"):
        filled.probability = probability(cells["probability"])
    if cells.get("row") == ARTICLE:
        filled.done = cells.get("right_text", "").casefold() in YES
    elif layer == "stance" and (cells["holder"] or cells["target"]):
        start, end = offset(cells, "start"), offset(cells, "end")
        filled.stances.append(
            CodedStance(
                cells["holder"], cells["target"], cells["stance"].casefold(), start, end, cells.get("layer", "")
            )
        )
    elif layer == "entities" and cells.get("start"):
        start, end = offset(cells, "start") or 0, offset(cells, "end") or 0
        name = cells.get("entity") or cells.get("name") or cells.get("text") or ""
        filled.mentions.append(CodedMention(start, end, cells["type"].casefold(), name))
    elif layer == "quotes":
        add_quote(filled, cells, line)


def add_quote(filled: Filled, cells: Row, line: int) -> None:
    """Put the quotation of a row into its article, as newsan found it or as it was put right."""
    right, speaker, kind = (cells.get(f"right_{name}", "") for name in ("text", "speaker", "kind"))
    filled.touched = filled.touched or bool(right or speaker or kind)
    given = cells.get("text", "")
    number = int(cells["quote_id"]) if cells.get("quote_id", "").isdigit() else None
    spans = spans_of(cells)
    if right.casefold() in NO:
        if given:
            filled.quotes.append(CodedQuote(spans, row=number or line, words=given, rejected=True))
        return
    if not (given or right or (spans and "right_text" not in cells)):
        if speaker or kind:
            raise NewsanError("a speaker or a kind, but no words: put the words of the quotation into right_text")
        return
    who, status = speaker_of(speaker, cells)
    filled.quotes.append(
        CodedQuote(
            spans=spans,
            speaker=who,
            status=status,
            kind=kind_of(kind or cells.get("kind", "")),
            row=number or line,
            words=right or given,
        )
    )


def speaker_of(right: str, cells: Row) -> tuple[str | None, str]:
    """The speaker and the status: as it was put right, else as it was given."""
    given = cells.get("speaker", "")
    if not right and cells.get("speaker_status"):
        return given or None, cells["speaker_status"]
    return speaker_and_status(right or given)


def kind_of(kind: str) -> str | None:
    """A kind, None where the cell is empty; NewsanError for anything else."""
    if not kind:
        return None
    if kind.casefold() not in KINDS:
        raise NewsanError(f"the kind {kind!r} is none of {', '.join(KINDS)}")
    return kind.casefold()


def spans_of(cells: Row) -> tuple[Span, ...]:
    """The spans of a row, by their column or by start and end; none where there are no offsets."""
    try:
        if cells.get("spans"):
            pairs = [one.split("-") for one in cells["spans"].split(";")]
            return tuple((int(start), int(end)) for start, end in pairs)
    except ValueError as error:
        raise NewsanError(f"the spans {cells['spans']!r} are not written as 3-9;20-31") from error
    start, end = offset(cells, "start"), offset(cells, "end")
    return () if start is None or end is None else ((start, end),)


def offset(cells: Row, name: str) -> int | None:
    """A number of characters, None where the cell is empty; NewsanError for anything else."""
    text = cells.get(name, "").removesuffix(".0")
    if not text:
        return None
    if not text.isdigit():
        raise NewsanError(f"{name} is no number: {text!r}")
    return int(text)


def probability(text: str) -> float:
    """A probability; NewsanError for anything that is none."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise NewsanError(f"the probability {text!r} is no number above 0 and up to 1")
    return value
