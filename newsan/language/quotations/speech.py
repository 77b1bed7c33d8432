"""How likely it is that a row without quotation marks reports what somebody said, and not a deed, a feeling or a name.

"Officers were charged with falsifying records", "she expressed outrage", "he has yet to say when", "it is called the
Mill": the model links such words like a report, and PolNeAR has many of them as attributions.  Whether an editor would
count them is decided here by what the grammar shows: the class of the cue's verb (``reporting`` in the lexicon), its
voice, negation and mood, the form of its complement, the kind of its source, and how sure the link is.  A logistic
regression weighs them; ``training/speech.py`` fits it on rows that were read one by one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from newsan.document import Attribution, Span
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import table, words
from newsan.language.model.folder import folder, numbers
from newsan.language.syntax.verbs import utters

FILE = "speech.json"

LEAD = 60
"""Characters before a cue that are searched for what belongs to its verb: "have not yet publicly"."""

SHORT, LONG_CUE = 4, 3
"""Words up to which a content, or a cue, is short."""

FAR = 60
"""Characters from which on a source is far from its cue."""

CLOSEST = 1e-4
"""Confidences are kept at least this far from 0 and 1."""

CLASSES = (
    *("say", "find", "announce", "ask", "call", "describe", "accuse", "judge", "express", "topic", "commit", "act"),
    *("publish", "legal", "deny", "known", "name", "think", "hedge", "refuse"),
)
"""The classes of verbs and nouns of ``reporting`` in the lexicon; its other classes are closed classes."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_SENTENCE = re.compile(r"[.\n]")
_FOR_DOING = re.compile(r"\bfor (?:not |also )?\w+ing\b")


def likelihood(text: str, attribution: Attribution) -> float:
    """The probability that a row without quotation marks is speech; 1 where the model's folder has no weights."""
    weights: dict[str, float] = numbers(folder(), FILE) or {}
    if not weights or attribution.cue is None:
        return 1.0
    # a set has no order, and the sum of floats would depend on it
    score = math.fsum(weights.get(name, 0.0) * value for name, value in features(text, attribution).items())
    return 1 / (1 + math.exp(-score))


def features(text: str, attribution: Attribution) -> dict[str, float]:
    """What is known of a row with a cue: feature → value; yes-or-no features have the value 1."""
    if attribution.cue is None:
        return {}
    apart = [*attribution.content, *([attribution.source] if attribution.source else [])]
    cue, told = _lower(text, attribution.cue), verb_of(text, attribution.cue, apart)
    said = [word for span in attribution.content for word in _lower(text, span)]
    kinds = _kinds(cue)
    p = min(max(attribution.confidence, CLOSEST), 1 - CLOSEST)
    length = sum(len(text[slice(*span)].split()) for span in attribution.content)
    pieces = len(attribution.content) > 1
    known = {
        "bias": 1.0,
        "pieces": float(pieces),
        "confidence": math.log(p / (1 - p)),
        "length": math.log(1 + length) - 2,
    }
    for names in (
        _of_cue(cue, kinds),
        _of_form(cue),
        _of_verb(text, attribution, told),
        _of_complement(cue, kinds, said),
        _of_source(text, attribution),
    ):
        known |= dict.fromkeys(names, 1.0)
    return known


def _lower(text: str, span: Span) -> list[str]:
    """The words of a span in small letters, numbers included."""
    return [word.lower() for word in _WORD.findall(text, *span)]


def verb_of(text: str, cue: Span, apart: Sequence[Span]) -> list[str]:
    """The words of a cue behind those before it that belong to its verb: auxiliaries, negations, adverbs.

    Source and content stand ``apart``: *It may fail, | said Ann Hall*.
    """
    lead = max([0, cue[0] - LEAD, *(end for _, end in apart if end <= cue[0])])
    before = _SENTENCE.split(text[lead : cue[0]])[-1]
    told = _lower(text, cue)
    for word in reversed(_WORD.findall(before.lower())):
        if not (word in _lead() or word.endswith(("ly", "n't", "n’t")) or "refuse" in _classes(word)):
            break
        told.insert(0, word)
    return told


@cache
def _lead() -> frozenset[str]:
    return words("reporting", "be", "modal", "negation", "lead")


@lru_cache(maxsize=4096)
def _classes(word: str) -> frozenset[str]:
    """The classes of a word of a cue."""
    forms = set(base_forms(word))
    return frozenset(kind for kind in CLASSES if forms & words("reporting", kind))


def _kinds(cue: Sequence[str]) -> frozenset[str]:
    """The classes of all words of a cue, or of the one that ends "issued a statement saying"; to call for is to ask."""
    ending = _classes(cue[-1]) if len(cue) > 1 and cue[-1].endswith("ing") else frozenset()
    kinds = ending or frozenset(kind for word in cue for kind in _classes(word))
    if "call" in kinds and cue[-1] in words("reporting", "upon"):
        return kinds - {"call"} | {"ask"}
    return kinds


def _of_cue(cue: Sequence[str], kinds: frozenset[str]) -> Iterator[str]:
    """The classes of a cue."""
    yield from (f"cue {kind}" for kind in kinds or ("unknown",))
    yield from (f"cue {kind}" for kind in ("think", "fear", "want") if not words("cues", kind).isdisjoint(cue))
    if "publish" in kinds and len(cue) > 1:
        yield from (f"published {kind}" for kind in kinds & {"say", "ask"})
    if utters(*cue):
        yield "cue utter"


def _of_form(cue: Sequence[str]) -> Iterator[str]:
    """How a cue begins and ends, and whether it is long."""
    if cue and cue[0].endswith("ing"):
        yield "participle"
    if len(cue) > 1 and cue[-1] in words("grammar", "preposition"):
        ending = cue[-1] if cue[-1] in words("reporting", "end") else "other"
        yield f"cue ends {'about' if cue[-1] == 'over' else ending}"
    if len(cue) > LONG_CUE:
        yield "cue long"


def _of_verb(text: str, attribution: Attribution, told: Sequence[str]) -> Iterator[str]:
    """Negation, mood and voice of a cue."""
    subject = _lower(text, attribution.source)[:1] if attribution.source else []
    if words("reporting", "negation") & {*told, *subject} or any(w.endswith(("n't", "n’t")) for w in told):
        yield "not"
    if any("refuse" in _classes(word) for word in told):
        yield "refused"
    if not words("reporting", "modal").isdisjoint(told):
        yield "modal"
    if "to" in told[:-1]:
        yield "infinitive"
    last = max((i for i, word in enumerate(told) if word in words("reporting", "be")), default=len(told))
    if any(w.endswith(("ed", "en")) or w in words("reporting", "participle") for w in told[last + 1 :]):
        yield from ("passive", f"passive {_voice(text, attribution, told)}")


def _voice(text: str, attribution: Attribution, told: Sequence[str]) -> str:
    """What the source of a passive cue is: its agent, its subject, something else, or missing."""
    source, cue = attribution.source, attribution.cue
    if told[-1] == "by" or (source and text[max(0, source[0] - 4) : source[0]] == " by "):
        return "agent"
    if not source or not cue:
        return "alone"
    return "subject" if source[0] < cue[0] else "other"


def _of_complement(cue: Sequence[str], kinds: frozenset[str], said: Sequence[str]) -> Iterator[str]:
    """The form of a content, alone and with the classes of its cue."""
    if not said:
        return
    form = complement(said)
    yield f"complement {form}"
    yield f"{'short' if len(said) <= SHORT else 'long'} {form}"
    yield from (f"{kind}+{'clause' if form in ('that', 'pronoun') else form}" for kind in kinds)
    if "as" in said or cue[-1:] == ["as"]:
        yield "as"
        if not kinds.isdisjoint(("judge", "act", "accuse", "describe", "topic")):
            yield "judged as"
    if _FOR_DOING.search(" ".join(said)) or (cue[-1:] == ["for"] and said[0].endswith("ing")):
        yield "for doing"
        if not kinds.isdisjoint(("judge", "accuse")):
            yield "judged for doing"


def complement(said: Sequence[str]) -> str:
    """The form of a content by its words in small letters.

    >>> [complement(said.split()) for said in ("that the pier would hold", "to stay", "the plan", "the pier is safe")]
    ['that', 'to', 'phrase', 'clause']
    """
    pronoun = said[0] in words("reporting", "pronoun")
    if pronoun and len(said) < 3:
        return "bare"
    said = _main(said)
    if said[0] == "that" and len(said) > 3:
        return "that"
    if said[0] in words("reporting", "question"):
        return "question"
    if said[0] == "to" or tuple(said[:2]) == ("not", "to"):
        return "to"
    if pronoun and len(said) > 2:
        return "pronoun"
    return _phrase(said)


def _main(said: Sequence[str]) -> Sequence[str]:
    """The words before the first relative clause."""
    relative = words("reporting", "relative")
    return said[: next((i for i, word in enumerate(said) if i and word in relative), len(said))]


def _phrase(said: Sequence[str]) -> str:
    """The form of a content that does not open with a word that shows it."""
    if not words("reporting", "finite").isdisjoint(said[1:]):
        return "clause"
    if any(word.endswith("ed") for word in said[1:]):
        return "past"
    if len(said) > 1 and said[0] in words("reporting", "bare"):
        return "preposition"
    if len(said) > 1 and said[0] in words("cues", "about"):
        return "about"
    if "to" in said[1:]:
        return "phrase to"
    return "doing" if len(said) > 1 and said[0].endswith("ing") else "phrase"


def _of_source(text: str, attribution: Attribution) -> Iterator[str]:
    """What kind of source a row has, and where it stands."""
    if attribution.source is None or attribution.cue is None:
        yield "no source"
        return
    named = _lower(text, attribution.source)
    if named and named[0] in words("reporting", "relative") | {"that"}:
        yield "source relative"
    elif named and text[attribution.source[0]].isupper() and named[0] not in words("reporting", "pronoun"):
        yield "source name"
    if any(singular(word) in table("documents") for word in named):
        yield "source document"
    if attribution.source[0] >= attribution.cue[1]:
        yield "source behind"
    if attribution.cue[0] - attribution.source[1] > FAR:
        yield "source far"
