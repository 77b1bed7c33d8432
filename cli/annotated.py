"""All inputs with everything that newsan finds in them: what an audit and a report work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzers import ANALYZERS
from cli.answers import articles, succeeding, tell_damage, texts
from cli.damage import LOST
from cli.options import Settings
from cli.view import Tally
from newsan.annotator import Annotator
from newsan.document import AnnotatedDocument
from newsan.inputs import read_aliases
from newsan.processes import in_order


def annotated(inputs: Iterable[str], settings: Settings, tally: Tally) -> Iterator[AnnotatedDocument]:
    """Each document, annotated, in order; what failed is told and counted."""
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    documents = succeeding(articles(texts(inputs, settings), settings, tally), settings, tally)
    work = Annotator(aliases, ANALYZERS["stance"].parts)
    for doc in succeeding(in_order(documents, work, processes=1), settings, tally):
        tally.first = tally.first or doc.document.id
        tally.documents += 1
        if doc.repairs or LOST in doc.document.text:
            tell_damage(doc, settings)
        yield doc
