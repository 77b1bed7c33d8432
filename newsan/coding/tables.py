"""Gold from tables: coding sheets that were filled in, and plain tables of quotations, mentions or stances.

A plain table needs ``doc_id`` and, for quotations, ``text`` or ``start`` and ``end``; for mentions ``type``; for
stances ``holder``, ``target`` and ``stance``.  A row with nothing but a ``doc_id`` says that an article was read and
holds none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsan.choices import TYPES
from newsan.coding.cells import Cells, read_cells
from newsan.coding.codes import SOURCE_TYPES, CodedDocument, CodedMention, CodedQuote, CodedStance, Layer
from newsan.coding.sheet import ARTICLE, DONE, KINDS, NONE
from newsan.coding.speakers import speaker_and_status
from newsan.document import Span
from newsan.errors import NewsanError

NO = frozenset({NONE, "no", "none", "-", "not a quotation", "no quote", "no entity", "no stance"})
SIDES = ("positive", "neutral", "negative")
YES = frozenset({DONE, "yes", "x", "read", "ok"})
NEEDED = ("row", "text", "speaker", "kind", "right_text", "right_speaker", "right_kind")
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
    twice: int = 0
    places: dict[tuple[Span, ...], list[CodedQuote]] = field(default_factory=dict)

    def add(self, quote: CodedQuote, number: int | None) -> None:
        """One more quotation; one that stands there twice counts once, NewsanError where its rows contradict."""
        here = self.places.setdefault(quote.spans, []) if quote.spans else []
        if any(replace(other, row=quote.row) == quote for other in here):
            self.twice += 1
            return
        if number is not None and any(other.row == number for other in here):
            raise NewsanError(f"quotation {number} stands twice, with two readings: leave one of them")
        here.append(quote)
        self.quotes.append(quote)


def read_table(path: str, *, unread: bool = False) -> Gold:
    """The gold of a table; NewsanError for a table without the columns that it needs, or without a coded article.

    Articles that are not marked as read count only where the ``unread`` ones are wanted too.
    """
    rows, layer = rows_of(path, whole=not unread)
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
    if unread:
        return Gold(path, tuple(document(name, filled, layer) for name, filled in articles.items()))
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
    if twice := sum(filled.twice for filled in done.values()):
        remarks.append(f"{path}: {twice} quotations stand there twice and count once")
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


def rows_of(path: str, *, whole: bool) -> tuple[list[tuple[int, Row]], Layer]:
    """The rows below the names of the columns, numbered from 1 as a spreadsheet does, and what they are about."""
    found = read_cells(path)
    at, names = header(path, found)
    above = [(line, cells) for line, cells in enumerate(found[:at], 1) if sum(map(bool, cells)) > 1]
    rest = [*above, *enumerate(found[at + 1 :], at + 2)]
    rows = [(line, named(names, cells)) for line, cells in rest if any(map(str.strip, cells))]
    return [(line, cells) for line, cells in rows if not explains(cells)], layer_of(path, names, whole)


def header(path: str, found: Sequence[Cells]) -> tuple[int, list[str]]:
    """The number of the row with the names of the columns, and the names; NewsanError without doc_id."""
    folded = ([cell.strip().casefold() for cell in cells] for cells in found)
    at, names = next(((at, names) for at, names in enumerate(folded) if "doc_id" in names), (None, []))
    if at is None:
        raise NewsanError(f"{path}: no column doc_id: a gold table has the columns {ENOUGH}")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise NewsanError(f"{path}: the column {twice} stands there twice")
    return at, names


def named(names: list[str], cells: Cells) -> Row:
    """The cells of a row by their columns."""
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}


def explains(cells: Row) -> bool:
    """Whether a row is the line of explanation, wherever it was moved to."""
    return len(cells.get("doc_id", "")) > 200 and not cells.get("row")


def layer_of(path: str, names: list[str], whole: bool) -> Layer:
    """What a table is about; NewsanError where its columns do not say it, or a sheet that has to be whole is not."""
    have = set(names)
    if {"holder", "target", "stance"} <= have:
        return "stance"
    if {"type", "start", "end"} <= have:
        return "entities"
    if "right_text" in have:
        missing = [name for name in NEEDED if name not in have]
        if missing and whole:
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
        filled.stances.append(stance_of(cells))
    elif layer == "entities" and cells.get("start"):
        filled.mentions.append(mention_of(cells))
    elif layer == "quotes":
        add_quote(filled, cells, line)


def add_quote(filled: Filled, cells: Row, line: int) -> None:
    """Put the quotation of a row into its article, as newsan found it or as it was put right."""
    right, *others = (cells.get(f"right_{name}", "") for name in ("text", "speaker", "kind", "source_type"))
    touched = any((right, *others)) or "right_text" not in cells
    filled.touched = filled.touched or touched
    given = cells.get("text", "")
    number = int(cells["quote_id"]) if cells.get("quote_id", "").isdigit() else None
    spans = spans_of(cells)
    if right.casefold() in NO:
        if given:
            filled.add(CodedQuote(spans, row=number or line, words=given, rejected=True), number)
        return
    if given or right or (spans and "right_text" not in cells):
        quote = CodedQuote(spans, row=number or line, words=right or given, touched=touched)
        filled.add(with_speaker(quote, cells), number)
    elif any(others):
        raise NewsanError("a speaker or a kind, but no words: put the words of the quotation into right_text")


def with_speaker(quote: CodedQuote, cells: Row) -> CodedQuote:
    """A quotation with its speaker, kind and source type, as they were put right or else as newsan found them."""
    who, status = speaker_of(cells.get("right_speaker", ""), cells)
    kind, source_type = (cells.get(f"right_{name}") or cells.get(name, "") for name in ("kind", "source_type"))
    known, known_type = one_of("kind", kind, KINDS), one_of("source type", source_type, SOURCE_TYPES)
    return replace(quote, speaker=who, status=status, kind=known, source_type=known_type)


def stance_of(cells: Row) -> CodedStance:
    """The stance of a row, put right where ``right_stance``, ``right_holder`` or ``right_target`` say so."""
    right, holder, target = (cells.get(f"right_{name}", "") for name in ("stance", "holder", "target"))
    side = (right or cells["stance"]).casefold()
    rejected = right.casefold() in {*NO, "neutral"}
    if not rejected and side not in SIDES:
        raise NewsanError(f"the stance {side!r} is none of {', '.join(SIDES)}")
    return CodedStance(
        holder or cells["holder"],
        target or cells["target"],
        side,
        offset(cells, "start"),
        offset(cells, "end"),
        cells.get("layer", ""),
        rejected or side == "neutral",
        (cells["holder"], cells["target"]),
    )


def mention_of(cells: Row) -> CodedMention:
    """The mention of a row, put right where ``right_entity`` or ``right_type`` say so."""
    name = cells.get("entity") or cells.get("name") or cells.get("text") or ""
    right, kind = cells.get("right_entity", ""), (cells.get("right_type") or cells["type"]).casefold()
    rejected = right.casefold() in NO or kind in NO
    if not rejected and kind not in TYPES:
        raise NewsanError(f"the type {kind!r} is none of {', '.join(TYPES)}")
    start, end = offset(cells, "start") or 0, offset(cells, "end") or 0
    return CodedMention(start, end, kind, name if rejected else right or name, rejected, cells.get("text", ""))


def speaker_of(right: str, cells: Row) -> tuple[str | None, str]:
    """The speaker and the status: as it was put right, else as it was given."""
    given = cells.get("speaker", "")
    if not right and cells.get("speaker_status"):
        return given or None, cells["speaker_status"]
    return speaker_and_status(right or given)


def one_of(what: str, given: str, values: Sequence[str]) -> str | None:
    """One of some values, None where the cell is empty; NewsanError for anything else."""
    if not given:
        return None
    if given.casefold() not in values:
        raise NewsanError(f"the {what} {given!r} is none of {', '.join(values)}")
    return given.casefold()


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
