"""What is known of one document while the pipeline works on it."""

from __future__ import annotations

from dataclasses import dataclass

from newsan.document import Aliases, Attribution, Document, Entity, Judgement
from newsan.language.coreference.discourse import Discourse
from newsan.language.findings import Findings
from newsan.language.index import Index
from newsan.language.layout.page import Page
from newsan.language.model.encoder import Model

UNREAD = Page("", (), ())
NOTHING = Findings()


@dataclass(frozen=True, slots=True)
class Context:
    """A document with what the steps so far have found in it; a step makes a new one, and changes none.

    ``entities`` are all of them, ``index`` and ``resolved`` know those of the story itself and who speaks in it.
    """

    document: Document
    model: Model
    aliases: Aliases
    parts: frozenset[str]
    page: Page = UNREAD
    findings: Findings = NOTHING
    entities: tuple[Entity, ...] = ()
    index: Index | None = None
    attributions: tuple[Attribution, ...] = ()
    resolved: Discourse | None = None
    judgements: tuple[Judgement, ...] = ()
