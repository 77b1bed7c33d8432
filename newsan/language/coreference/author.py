"""Who "I" is where nobody is quoted: the writer of the article, by name if it has a line that says so."""

from __future__ import annotations

from newsan.document import AUTHOR, Speaker
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.salience import Found, Key
from newsan.language.index import Index, quote_at
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.words import WORD


def author(discourse: Discourse, i: int, at: int) -> Found | None:
    """The writer, who says "I" outside of marks, of other people's reports and of interviews."""
    if i in discourse.parents or discourse.turns or quote_at(discourse.index, at) is not None:
        return None
    if (entity := _writer(discourse.index)) is not None:
        first = discourse.index.entities[entity].mentions[0]
        return Key(entity), speaker_of(discourse, Key(entity), "pronoun:author", (first.start, first.end))
    name = discourse.index.byline or AUTHOR
    speaker = Speaker(name, "named" if discourse.index.byline else "unnamed", "pronoun:author", "person")
    discourse.unnamed.setdefault(name, speaker)
    return Key(phrase=name, kind="person"), speaker


def _writer(index: Index) -> int | None:
    """The person who opens the title ("Ann Lee: Why I left"), or of whom the last paragraph alone tells."""
    if not index.mentions or not index.paragraph_starts:
        return None
    first, last = index.mentions[0], index.paragraph_starts[-1]
    if (
        first.type == "person"
        and first.start == index.paragraph_starts[0]
        and index.text[first.end : first.end + 1] == ":"
    ):
        return first.entity
    told = next((mention for mention in index.mentions if mention.start == last and mention.type == "person"), None)
    if told is None or index.entities[told.entity].mentions[0].start < last or quote_at(index, last) is not None:
        return None
    behind = WORD.search(index.text, told.end)
    word = index.text[told.end : behind.end()].strip(" ,").casefold() if behind else ""
    return told.entity if word in words("grammar", "be", "appose") else None  # "is", or ", a professor"
