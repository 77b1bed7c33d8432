"""Exports of ProQuest (.txt): articles between lines of underscores, each with "Full text:" and "Name: value" lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.inputs.exports.article import Announced, Article, paragraphs
from newsan.periods import iso_date

RULE = re.compile(r"\s*_{20,}\s*")
NUMBERED = re.compile(r"\s*Document (\d+) of (\d+)\s*")
TEXT = re.compile(r"\s*Full [Tt]ext:\s*(.*)")
MISSING = re.compile(r"(?i)(?:full text )?not available\.?")
NAMES = (
    *("Subject", "Business indexing term", "Location", "People", "Company / organization", "Company", "Author"),
    *("Classification", "Identifier / keyword", "Identifiers / keywords", "Title", "Alternate title", "Correction"),
    *("Publication title", "Publication subject", "Publication info", "Publication year", "Publication date"),
    *("First page", "Pages", "Number of pages", "Section", "column", "Column", "Dateline", "Publisher", "Volume"),
    *("Place of publication", "Country of publication", "ISSN", "e-ISSN", "CODEN", "Issue", "Edition", "Credit"),
    *("Source type", "Language of publication", "Language", "Document type", "Document feature", "Links", "Abstract"),
    *("ProQuest document ID", "Document URL", "Copyright", "Last updated", "Database", "Illustration", "DOI"),
    *("Accession number", "Product name", "Ethnicity", "Supplement", "Caption", "Word count", "Image"),
    *("CREDIT", "CAPTION", "ILLUSTRATION", "GRAPHIC"),
)
"""The names of the fields (ProQuest's help on its fields)."""

FIELD = re.compile(rf"\s*({'|'.join(re.escape(name) for name in NAMES)}):\s*(.*)")


def articles(lines: Sequence[str]) -> tuple[list[Article], Announced]:
    """The articles in an export, and how many it announces."""
    blocks: list[list[str]] = [[]]
    announced: Announced = None
    for line in lines:
        numbered = NUMBERED.fullmatch(line)
        if numbered:
            announced = int(numbered[2])
        elif RULE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [article(block) for block in blocks if is_article(block)], announced


def is_article(block: Sequence[str]) -> bool:
    """Whether lines between two rules are an article, and not a table of contents or a bibliography."""
    return any(line.startswith("ProQuest document ID:") or TEXT.match(line) for line in block)


def article(block: Sequence[str]) -> Article:
    """One article."""
    fields: dict[str, str] = {}
    text: list[str] = []
    inside = False
    for line in block:
        begun, field = TEXT.fullmatch(line), FIELD.fullmatch(line)
        if begun and not text:
            inside = True
            text.append(begun[1])
        elif field:
            inside = False
            fields.setdefault(field[1], field[2].strip())
        elif inside:
            text.append(line)
    whole = paragraphs(text)
    first = next((line.strip() for line in block if line.strip()), None)
    return {
        "text": None if MISSING.fullmatch(whole) else whole,
        "title": fields.get("Title") or first,
        "date": iso_date(fields.get("Publication date")) or iso_date(fields.get("Publication year")),
        "outlet": fields.get("Publication title"),
        "author": fields.get("Author"),
        "section": fields.get("Section"),
        "url": fields.get("Document URL"),
        "id": fields.get("ProQuest document ID"),
    }
