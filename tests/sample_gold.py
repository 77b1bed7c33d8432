"""The hand-made gold of the sample articles, with its strings turned into offsets.

A gold file (``tests/gold/<name>.json``) holds only strings, so that it can be edited by hand; here they are found in
the article.  Its README says how.  ``python -m tests.sample_gold`` writes the files of ``tests/accuracy_sample``
that are derived from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_data"
GOLD = ROOT / "tests" / "gold"
ACCURACY = ROOT / "tests" / "accuracy_sample"

Span = tuple[int, int]


class GoldError(ValueError):
    """A string of a gold file is not in its article, or not as often as the file says."""


def names() -> list[str]:
    """The names of the articles that have gold, sorted."""
    return sorted(path.stem for path in GOLD.glob("*.json"))


def article(name: str) -> str:
    """The text of a sample article."""
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def raw(name: str) -> dict[str, Any]:
    """A gold file as it was written."""
    gold: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def record(name: str) -> dict[str, Any]:
    """A gold file with offsets: ``id``, ``text``, ``entities``, ``quotes``, ``stance``; code points, half-open."""
    text, gold = article(name), raw(name)
    return {
        "id": name,
        "text": text,
        "entities": entities(text, gold["entities"]),
        "quotes": [quote(text, entry) for entry in gold["quotes"]],
        "stance": [{**entry, "evidence": the_one(text, entry["evidence"])} for entry in gold["stance"]],
    }


def occurrences(text: str, string: str) -> list[Span]:
    """Where the string stands as whole words."""
    before = r"(?<!\w)" if string[:1].isalnum() else ""
    after = r"(?!\w)" if string[-1:].isalnum() else ""
    return [match.span() for match in re.finditer(before + re.escape(string) + after, text)]


def the_one(text: str, string: str) -> Span:
    """The only place where the string stands; GoldError if there is none, or a second."""
    spans = occurrences(text, string)
    if len(spans) != 1:
        raise GoldError(f"{string!r} occurs {len(spans)} times, not once")
    return spans[0]


def bracketed(text: str, string: str) -> Span:
    """The part in square brackets of a string that occurs once: ``Mr. [Marchetti] was`` is that one Marchetti."""
    before, inside, after = re.split(r"[\[\]]", string)
    start = the_one(text, before + inside + after)[0] + len(before)
    return start, start + len(inside)


def entities(text: str, entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities with the offsets of their mentions; a short form never counts inside a longer one."""
    entries = list(entries)
    forms = [(form, number, entry["name"]) for entry in entries for form, number in entry["forms"].items()]
    claimed: dict[Span, str] = {}
    for form, number, name in sorted(forms, key=lambda item: ("[" not in item[0], -len(item[0]))):
        spans = [bracketed(text, form)] if "[" in form else occurrences(text, form)
        free = [span for span in spans if not any(a < span[1] and span[0] < b for a, b in claimed)]
        if len(free) != number:
            raise GoldError(f"{name}: {form!r} stands {len(free)} times, not {number}")
        claimed.update(dict.fromkeys(free, name))
    mentions: dict[str, list[Span]] = {entry["name"]: [] for entry in entries}
    for span, name in sorted(claimed.items()):
        mentions[name].append(span)
    return [{"name": e["name"], "type": e["type"], "mentions": mentions[e["name"]]} for e in entries]


def quote(text: str, entry: dict[str, Any]) -> dict[str, Any]:
    """A quotation with offsets: content strings occur once, source and cue are the occurrences nearest to them."""
    content = [the_one(text, string) for string in entry["content"]]
    parts = {key: nearest(text, entry[key], content) for key in ("source", "cue")}
    return {**entry, **parts, "content": content}


def nearest(text: str, string: str | None, content: list[Span]) -> Span | None:
    """The occurrence outside the content with the fewest characters between; the bracketed one, if any."""
    if string is None:
        return None
    if "[" in string:
        return bracketed(text, string)
    gaps = [(max(s - e, b - t), (b, e)) for b, e in occurrences(text, string) for s, t in content]
    outside = [(gap, span) for gap, span in gaps if not any(s < span[1] and span[0] < t for s, t in content)]
    if not outside:
        raise GoldError(f"{string!r} does not stand outside {entry_words(text, content)!r}")
    return min(outside)[1]


def entry_words(text: str, content: list[Span]) -> str:
    """The content as one string, for messages."""
    return " / ".join(text[s:e] for s, e in content)


def entity_records() -> Iterator[dict[str, Any]]:
    """The articles with ``[start, end, label]`` of every mention, as the benchmark of entities reads them."""
    for gold in map(record, names()):
        spans = sorted([*span, e["type"]] for e in gold["entities"] for span in e["mentions"])
        yield {"id": gold["id"], "text": gold["text"], "entities": spans}


def quote_records() -> Iterator[dict[str, Any]]:
    """The articles with lists of spans for source, cue and content, as the benchmark of quotations reads them."""
    for gold in map(record, names()):
        attributions = [
            {
                "source": [q["source"]] if q["source"] else [],
                "cue": [q["cue"]] if q["cue"] else [],
                "content": q["content"],
                "kind": q["kind"],
            }
            for q in gold["quotes"]
        ]
        yield {"id": gold["id"], "text": gold["text"], "attributions": attributions, "ignore": []}


def actor_records() -> Iterator[dict[str, Any]]:
    """The articles whole, as the benchmark of actors reads them: no thoughts, no stance that takes no side."""
    for gold in map(record, names()):
        said = [q for q in gold["quotes"] if q["act"] == "speech"]
        sides = [s for s in gold["stance"] if s["polarity"] != "neutral"]
        yield {**gold, "quotes": said, "stance": sides}


def lines(records: Iterable[dict[str, Any]]) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in records)


DERIVED = {"entities": entity_records, "quotes": quote_records, "actors": actor_records}
"""The files of the accuracy sample that are derived from the gold."""


def write() -> None:
    """Write the derived files of the accuracy sample."""
    for task, records in DERIVED.items():
        (ACCURACY / f"{task}.jsonl").write_text(lines(records()), encoding="utf-8")


if __name__ == "__main__":
    write()
