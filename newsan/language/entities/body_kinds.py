"""What kinds of body words tell of: "Ministry of Trade" a ministry and an agency, "Kern Airlines" an airline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from newsan.language.lexicon.lookup import table


def body_kinds(words: Iterable[str]) -> frozenset[str]:
    """The kinds that any of some nouns or words of a name, folded, tells of; of two words the last one counts.

    >>> sorted(body_kinds(["kern", "airlines"])), body_kinds(["idea"])
    (['airline', 'company'], frozenset())
    """
    kinds = _kinds_by_word()
    return frozenset(kind for word in words for kind in kinds.get(word.rpartition(" ")[2], ()))


@cache
def _kinds_by_word() -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, told in table("body_kinds").items():
        for word in (kind, *told):
            kinds[word].add(kind)
    return dict(kinds)
