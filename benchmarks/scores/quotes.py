r"""Quotation attribution against gold.

Gold and predictions: ``{"id", "attributions": [{"source", "cue", "content"}, ...]}``, each a list of ``[start, end]``;
gold with ``text``, a ``kind`` for each attribution and, if need be, ``ignore``: regions that are cut out of predicted
content.

Content is compared on the tokens that are not function words (on all if there are no others):

* ``content_tokens``: tokens in any predicted content against tokens in any gold content.
* ``attribution``: one-to-one matches, taken greedily by falling overlap (intersection over union), which is at least
  0.5; of equal overlap those whose sources agree come first.
* ``end_to_end``: the matches whose sources agree too: they share, in place, a token that is not a determiner or
  preposition; gold without a source agrees only with a prediction without one.

Blocks: ``all``; ``direct``, gold of that kind against predictions whose content holds or touches a double quotation
mark; ``direct_lenient``, the same without the predictions that lie mostly inside gold of another kind;
``recall_by_kind``, from ``all``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzers.matching import OVERLAP, Match, match
from benchmarks.records import Record, paired
from benchmarks.scores.marked import holds_mark
from benchmarks.scores.ratios import percent, ratios
from benchmarks.scores.tokens import Tokens

KINDS = ("direct", "mixed", "indirect")
BLOCKS = ("all", "direct", "direct_lenient")


@dataclass(frozen=True, slots=True)
class Item:
    """An attribution as the definitions see it; ``source`` is None without one, ``number`` its place in the record."""

    number: int
    content: frozenset[int]
    source: frozenset[int] | None
    kind: str
    marked: bool


@dataclass(slots=True)
class _Counts:
    """What a block adds up over documents."""

    tokens: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Sequence[Item], predicted: Sequence[Item], matches: Sequence[Match]) -> None:
        """Add a document."""
        wanted, given = _all_content(gold), _all_content(predicted)
        self.tokens.update(right=len(wanted & given), predicted=len(given), gold=len(wanted))
        self.items.update(
            right=len(matches), sourced=sum(m.agreed for m in matches), predicted=len(predicted), gold=len(gold)
        )

    def figures(self) -> Record:
        """Precision, recall and F1 of the block."""
        tokens, items = self.tokens, self.items
        return {
            "content_tokens": ratios(tokens["right"], tokens["predicted"], tokens["gold"]),
            "attribution": ratios(items["right"], items["predicted"], items["gold"]),
            "end_to_end": ratios(items["sourced"], items["predicted"], items["gold"]),
        }


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """All figures; a document without a prediction counts as predicted empty."""
    pairs = list(paired(gold, predictions))
    blocks = {name: _Counts() for name in BLOCKS}
    kinds: Counter[tuple[str, str]] = Counter()
    unsourced = 0
    for record, prediction in pairs:
        wanted, given = items(record, prediction)
        matches = matched(wanted, given)
        blocks["all"].add(wanted, given, matches)
        _add_kinds(kinds, wanted, matches)
        unsourced += sum(item.source is None for item in wanted)
        direct, marked = [g for g in wanted if g.kind == "direct"], [p for p in given if p.marked]
        lenient = _without_others(marked, direct, [g for g in wanted if g.kind != "direct"])
        blocks["direct"].add(direct, marked, matched(direct, marked))
        blocks["direct_lenient"].add(direct, lenient, matched(direct, lenient))
    return {
        "docs": len(pairs),
        "docs_without_prediction": sum(prediction is None for _, prediction in pairs),
        "gold_without_source": unsourced,
        "min_iou": OVERLAP,
        **{name: block.figures() for name, block in blocks.items()},
        "recall_by_kind": {kind: _recall(kinds, kind) for kind in KINDS},
    }


def items(record: Record, prediction: Record | None) -> tuple[list[Item], list[Item]]:
    """Gold and predicted attributions; those without any content left are dropped."""
    text, tokens = record["text"], Tokens(record["text"])
    ignored = tokens.within(record.get("ignore", []))
    given = prediction["attributions"] if prediction else []
    return _items(text, tokens, record["attributions"], set()), _items(text, tokens, given, ignored)


def _items(text: str, tokens: Tokens, attributions: Iterable[Record], ignored: set[int]) -> list[Item]:
    """The attributions of one side."""
    found = (
        Item(
            number=number,
            content=frozenset(tokens.content(one["content"]) - ignored),
            source=frozenset(tokens.source(one["source"])) if one["source"] else None,
            kind=one.get("kind", ""),
            marked=holds_mark(text, one["content"]),
        )
        for number, one in enumerate(attributions)
    )
    return [item for item in found if item.content]


def matched(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Match]:
    """Which items are one attribution; numbers are places in the two sequences."""
    return match(
        [item.content for item in gold],
        [item.content for item in predicted],
        agree=lambda i, j: _agree(gold[i], predicted[j]),
    )


def _agree(gold: Item, predicted: Item) -> bool:
    """Whether two sources are one."""
    if gold.source is None or predicted.source is None:
        return gold.source is None and predicted.source is None
    return bool(gold.source & predicted.source)


def _without_others(marked: Sequence[Item], direct: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """The predictions without those that lie mostly inside gold of another kind and touch none that is direct."""
    content = _all_content(direct)
    return [
        p
        for p in marked
        if p.content & content or not any(len(p.content & other.content) > len(p.content) / 2 for other in others)
    ]


def _all_content(found: Iterable[Item]) -> set[int]:
    """The tokens in the content of any item."""
    return set().union(*(item.content for item in found))


def _add_kinds(kinds: Counter[tuple[str, str]], gold: Sequence[Item], matches: Iterable[Match]) -> None:
    """Count gold, matches and matches with their source, by kind."""
    kinds.update((item.kind, "gold") for item in gold)
    for pair in matches:
        kinds[gold[pair.one].kind, "attribution"] += 1
        kinds[gold[pair.one].kind, "end_to_end"] += pair.agreed


def _recall(kinds: Counter[tuple[str, str]], kind: str) -> Record:
    """The shares of a kind's gold that were found; None if there is none."""
    n = kinds[kind, "gold"]
    shares = {part: percent(kinds[kind, part], n) if n else None for part in ("attribution", "end_to_end")}
    return {"gold": n, **shares}
