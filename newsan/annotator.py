"""How documents are annotated: with which names, which model, and for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsan.attempt import attempt
from newsan.document import Aliases, AnnotatedDocument, Document, Failure


@dataclass(frozen=True, slots=True)
class Annotator:
    """What is done with each document, in this process or another, to which it can be sent.

    ``parts`` is what the language side must find, ``model`` the folder of another model than the shipped one, ``then``
    what is made of the annotated document; without it the document is the result.
    """

    aliases: Aliases
    parts: tuple[str, ...]
    model: Path | None = None
    then: Callable[[AnnotatedDocument], Any] | None = None

    def __call__(self, document: Document) -> Any:
        """The document annotated, or what is made of it, or a Failure; the model is loaded with the first one."""
        from newsan.language import annotate_or_fail
        from newsan.language.model.folder import SHIPPED, using

        with using(self.model or SHIPPED):
            annotated = next(annotate_or_fail([document], aliases=self.aliases, parts=self.parts))
        if isinstance(annotated, Failure) or self.then is None:
            return annotated
        return attempt(document.id, self.then, annotated)
