"""The errors of an evaluation in the articles of a report: from each to the marked words, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os.path import basename

from analyzers.errors_by_cause import CAUSES, ErrorRow
from analyzers.findings import Annotated
from analyzers.tables import DocumentRows
from cli.page.findings import plural
from newsan.coding.places import bare, ids_by_name

NONE = "none"
KEPT = 2
"""Words before the place where two readings part."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An error with its number in the report, the number of its article there, and the name of the marked words.

    ``own`` says that newsan marks nothing there, so that the words get a mark of their own.
    """

    number: int
    article: int
    error: ErrorRow
    anchor: str
    own: bool


def coded_in(
    errors: Sequence[ErrorRow], doc_ids: Sequence[str], given: Mapping[str, tuple[Annotated, DocumentRows]]
) -> list[Coded]:
    """The errors in the articles of a report, by their causes; without those whose words do not stand there."""
    number_of = {name: number for number, name in enumerate(doc_ids)}
    by_name = ids_by_name(number_of)
    found: list[Coded] = []
    for error in sorted(errors, key=lambda error: CAUSES.index(error.cause)):
        name = error.doc_id if error.doc_id in number_of else by_name.get(bare(error.doc_id), "")
        if name and stands(error, given[name][0].document.text):
            found.append(coded(len(found) + 1, number_of[name], error, given[name][1]))
    return found


def stands(error: ErrorRow, text: str) -> bool:
    """Whether the words of an error are where it says; where there is no text, nobody can tell."""
    return not text or " ".join(text[error.start : error.end].split()) == error.text


def coded(number: int, article: int, error: ErrorRow, found: DocumentRows) -> Coded:
    """An error at the quotation that it is about, or with a mark of its own."""
    places = {(row.start, row.end): row.quote_id for row in found.rows["quotes"]}
    quote = None if error.newsan_text is None else places.get((error.start, error.end))
    anchor = f"a{article}e{number}" if quote is None else f"a{article}q{quote}"
    return Coded(number, article, error, anchor, quote is None)


def by_cause(found: Sequence[Coded]) -> list[tuple[str, list[Coded]]]:
    """The errors of each cause that there is."""
    causes = [(cause, [one for one in found if one.error.cause == cause]) for cause in CAUSES]
    return [(cause, given) for cause, given in causes if given]


def finding(found: Sequence[Coded], lost: int) -> str:
    """What the coders read otherwise, in a sentence, and how many errors are not shown."""
    articles = len({one.article for one in found})
    counts = Counter(one.error.cause for one in found)
    told = ", ".join(f"{cause} {counts[cause]}" for cause in CAUSES if counts[cause])
    more = f" {plural(lost, 'error is', 'errors are')} not shown: the words are not in these articles." if lost else ""
    return f"{plural(len(found), 'error', 'errors')} in {plural(articles, 'article', 'articles')}: {told}.{more}"


def readings(error: ErrorRow) -> tuple[tuple[str, str], tuple[str, str]]:
    """What newsan and the coder have where they differ, under the name of each."""
    if error.newsan_text is None or error.coder_text is None:
        sides = [
            said_by(error.newsan_text, error.newsan_speaker, error.newsan_kind),
            said_by(error.coder_text, error.coder_speaker, error.coder_kind),
        ]
    elif error.cause == "wrong border":
        sides = [differing(error.newsan_text, error.coder_text), differing(error.coder_text, error.newsan_text)]
    else:
        name = error.cause.removeprefix("wrong ").replace(" ", "_")
        sides = [getattr(error, f"{side}_{name}") or NONE for side in ("newsan", "coder")]
    return ("newsan", sides[0]), ("coder", sides[1])


def said_by(text: str | None, speaker: str | None, kind: str | None) -> str:
    """The speaker and the kind of a quotation that only one side has."""
    return "no quotation" if text is None else f"{speaker or NONE}, {kind}" if kind else speaker or NONE


def not_shown(path: str, lost: int, errors: int) -> list[str]:
    """The message about errors of an evaluation that the report does not show."""
    told = f"{basename(path)}: {lost} of {errors} errors are not in these articles, or their words are not"
    return [told] if lost else []


def differing(text: str, other: str) -> str:
    """A text without most of the words at its beginning that another has too.

    >>> differing("that the pier would hold until May", "that the pier would hold")
    '… would hold until May'
    """
    words, others = text.split(), other.split()
    same = next((i for i, (one, two) in enumerate(zip(words, others, strict=False)) if one != two), len(others))
    same = min(same, len(words))
    return text if same <= KEPT else " ".join(["…", *words[same - KEPT :]])
