"""Who "I" is where nobody is quoted: the writer of the article, by name if a byline says so."""

from __future__ import annotations

from newsan.document import AUTHOR, Speaker
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.salience import Key
from newsan.language.index import quote_at

Found = tuple[Key, Speaker]


def author(discourse: Discourse, i: int, at: int) -> Found | None:
    """The writer, who says "I" outside of marks, of other people's reports and of interviews."""
    if i in discourse.parents or discourse.turns or quote_at(discourse.index, at) is not None:
        return None
    name = discourse.index.byline or AUTHOR
    found = Speaker(name, "named" if discourse.index.byline else "unnamed", "pronoun:author", "person")
    discourse.unnamed.setdefault(name, found)
    return Key(phrase=name, kind="person"), found
