"""All inputs with everything that newsan finds in them: what an audit and a report work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from analyzers import ANALYZERS
from cli.answers import begun, documents, tell_damage, texts
from cli.damage import LOST
from cli.grouping import check_keys, keys_of
from cli.options import Settings
from cli.view import Tally
from newsan.annotator import Annotator
from newsan.document import AnnotatedDocument
from newsan.inputs import read_aliases
from newsan.processes import in_order


def annotated(inputs: Iterable[str], settings: Settings, tally: Tally) -> Iterator[AnnotatedDocument]:
    """Each document, annotated, in order; what failed is told and counted.

    Raises NewsanError when ``--by`` names no metadata of the first document, before anything is annotated.
    """
    aliases = read_aliases(settings.aliases) if settings.aliases else {}
    read = begun(texts(inputs, settings, tally), settings, tally)
    if read is None:
        return
    check_keys(keys_of(settings.by), read.meta)
    work = Annotator(aliases, ANALYZERS["stance"].parts)
    for doc in documents(in_order(chain([read.first], read.rest), work, settings.processes), settings, tally):
        tally.first = tally.first or doc.document.id
        tally.documents += 1
        tally.words += len(doc.document.text.split()) if tally.counts_words else 0
        if doc.repairs or LOST in doc.document.text:
            tell_damage(doc, settings)
        yield doc
