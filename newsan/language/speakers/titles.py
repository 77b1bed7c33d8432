"""Where a text gives a person a title or role, whole and as it stands: before the name, behind it, or with "is"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsan.document import Mention, Span
from newsan.language.index import Index, mentions_in, sentence_at
from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.syntax.tokens import POSSESSIVE, Token, head_noun, noun_kind, tokens_of

MENTIONS = 40
"""Mentions of one person that are read: a title comes with the first ones, and nothing grows with the rest."""

REACH = 240
"""Characters on either side of a name that are read."""

LONGEST = 30
"""Words of a title behind a name; "vice chair of the board of the …" seldom has more than twenty."""

UNKNOWN = 3
"""Words in small letters that no list has in a title before a name: "public works director"."""

_AGE = re.compile(r"(?:age )?\d{1,3}(?:-year-old)?")
_PARTY = re.compile(r"[DRI](?:-|–)[A-Z][\w.]+(?: [A-Z][\w.]+)?")
_OCCUPATION = re.compile(r"[a-z-]{2,}(?:er|or|ist|ian|man|woman|person|smith|wright|ologist|eer|ant|ee|ic|eur|euse)")
_CUTS = frozenset(',;:()[]—–-"“”«»')
_TIMES = frozenset(
    [
        "since",
        "when",
        "until",
        "after",
        "before",
        "because",
        "while",
        "as",
        "during",
        "whose",
        "whom",
        "which",
        "who",
        "that",
        "where",
        "if",
        "but",
    ]
)
_COPULAS = frozenset(["is", "was", "became", "has", "had", "serves", "served", "works", "worked"])
_LINKS = frozenset(["of", "for", "to", "at", "in", "with", "on", "from", "by", "and", "&", "the"])


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the text; ``worth`` says how much it tells, the larger the more."""

    span: Span
    worth: float


def title_of(index: Index, mentions: Sequence[Mention]) -> Span | None:
    """The place of the title that tells most of a person with these mentions; the first among equals."""
    found = [title for mention in mentions[:MENTIONS] for title in titles_at(index, mention)]
    return max(found, key=lambda title: title.worth).span if found else None


def titles_at(index: Index, mention: Mention) -> Iterator[Title]:
    """The titles beside one mention of a person."""
    for one in (before(index, mention), behind(index, mention)):
        if one is not None:
            yield one


# behind a name


def behind(index: Index, mention: Mention) -> Title | None:
    """The title behind a name: "Ann Lee, 52, | chief executive of the Porto Pier Trust |, said", "Lee is | a judge"."""
    tokens = _tokens_behind(index, mention.end)
    at = _past_particulars(tokens)
    linked = at < len(tokens) and tokens[at].word in _COPULAS
    if not linked and not (at and tokens[at - 1].text in (",", "—", "–", "--", "-", "(")):
        return None
    at = _past_link(tokens, at)
    phrase = _apposed(tokens[at : at + LONGEST], linked)
    return _judged(phrase, linked) if phrase else None


def _tokens_behind(index: Index, start: int) -> list[Token]:
    """The words and marks behind a name, to the end of its sentence."""
    limit = start + REACH
    if index.sentences:
        limit = min(limit, index.sentences[sentence_at(index, max(0, start - 1))][1])
    return tokens_of(index.text, (start, limit), mentions_in(index, start, limit))


def _past_particulars(tokens: list[Token]) -> int:
    """The place behind what may stand between a name and its apposition: letters, an age, a seat, a home, brackets."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        opened = at > 0 and tokens[at - 1].text in (",", "(", "—", "–")
        letters = token.text.rstrip(",") in table("names")["letters"] and not _begins_phrase(tokens, at)
        if token.text == "(":
            close = next((i for i in range(at, min(at + 12, len(tokens))) if tokens[i].text == ")"), None)
            if close is None:
                return at + 1
            at = close + 1
        elif (
            letters
            or (opened and (_AGE.fullmatch(token.word) or _is_seat(tokens, at)))
            or token.text in (",", "—", "–", "--")
        ):
            at += 1
        elif token.word == "of" and at + 1 < len(tokens) and tokens[at + 1].type == "place":
            at += 2
        else:
            break
    return at


def _begins_phrase(tokens: list[Token], at: int) -> bool:
    """Whether letters open an office: "MP for Hull"."""
    return at + 1 < len(tokens) and tokens[at + 1].word in ("for", "of") and at > 0 and tokens[at - 1].text == ","


def _is_seat(tokens: list[Token], at: int) -> bool:
    """Whether the tag of a congressman's party stands here, in one piece: "D-Ferndale"."""
    return _PARTY.fullmatch(tokens[at].text.rstrip(".")) is not None


def _past_link(tokens: list[Token], at: int) -> int:
    """The place behind "who is", "who serves as", "is"."""
    if at < len(tokens) and tokens[at].word == "who":
        at += 1
        if at >= len(tokens) or tokens[at].word not in _COPULAS:
            return len(tokens)
    if at + 1 < len(tokens) and tokens[at].word in ("has", "had") and tokens[at + 1].word == "been":
        return at + 2
    if at < len(tokens) and tokens[at].word in ("is", "was", "became"):
        return at + 1
    if at + 1 < len(tokens) and tokens[at].word in ("serves", "served", "works", "worked"):
        return at + 2 if tokens[at + 1].word == "as" else len(tokens)
    return at


def _apposed(tokens: list[Token], linked: bool) -> list[Token]:
    """The tokens of the noun phrase that begins here and names a role; none where it does not."""
    phrase = _to_comma(tokens)
    if not phrase or not _names_role(phrase, linked):
        return []
    return _with_list(phrase, tokens)


def _to_comma(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first mark, verb or clause."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        ends = token.text in _CUTS and not _is_hyphen(tokens, i)
        ends = ends or token.word in _TIMES or _is_verb(token)
        dated = token.word in ("in", "on") and i + 1 < len(tokens) and tokens[i + 1].word.isdigit()
        if ends or dated or (token.word == "." and i + 1 == len(tokens)):
            break
        found.append(token)
    while found and found[-1].word in (*_LINKS, "."):
        found.pop()
    return found


def _is_hyphen(tokens: list[Token], i: int) -> bool:
    """Whether a mark joins two words: "Porto | - | based"."""
    joined = 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return joined and tokens[i].text in ("-", "–")


def _is_verb(token: Token) -> bool:
    return token.word in words("reporting", "finite") and token.word not in POSSESSIVE


def _names_role(phrase: list[Token], linked: bool) -> bool:
    """Whether a noun phrase says what one person is: by its head noun, or behind "a" by its place alone."""
    head = _head(phrase)
    if not head:
        return False
    opener, last = phrase[0].word, head[-1]
    if last.mention is not None:
        return last.type == "group" and opener in ("a", "an")
    noun, plural = head_noun(head)
    if noun == "one":
        return len(phrase) > len(head) + 1 and _is_plural_role(phrase[len(head) + 1 :])
    if plural or noun in words("roles", "crowd"):
        return False
    if is_role(noun) or is_role(last.word):
        return True
    if not linked and opener in ("the", *words("grammar", "possessive")):
        return _OCCUPATION.fullmatch(last.word) is not None and last.text.islower()
    if opener not in ("a", "an", "one", "another"):
        return False
    return last.word.isalpha() and last.text.islower() and noun_kind(noun) == "other" and not last.word.endswith("ing")


def _is_plural_role(tokens: list[Token]) -> bool:
    """Whether a phrase begins with people of whom one is told: "one of | the jurors"."""
    noun, plural = head_noun(_head([token for token in tokens if token.word != "the"]))
    return plural and (is_role(noun) or _OCCUPATION.fullmatch(noun) is not None)


def _head(phrase: list[Token]) -> list[Token]:
    """The words up to the head noun, before the first preposition."""
    for i, token in enumerate(phrase[1:], 1):
        if token.word in words("grammar", "preposition") or token.word in _LINKS - {"and", "&", "the"}:
            return phrase[:i]
        if token.word.endswith(("ing", "ed")) and not token.mention and is_role(phrase[i - 1].word):
            return phrase[:i]
    return phrase


def _with_list(phrase: list[Token], tokens: list[Token]) -> list[Token]:
    """A phrase with the list that its last comma goes on with: "head of sales, | marketing and design"."""
    end = len(phrase)
    while end < len(tokens) and tokens[end].text == "," and any(token.word in ("of", "for") for token in phrase):
        more = _to_comma(tokens[end + 1 :])
        plain = all(token.type != "person" and token.word not in ("a", "an", "the", "who") for token in more)
        joined = [i for i, token in enumerate(more) if token.word == "and"]
        follows = end + 1 + len(more) < len(tokens) and tokens[end + 1 + len(more)].text == ","
        if not more or not plain or len(more) > 6 or (not joined and not follows) or joined[:1] == [0]:
            break
        if not joined:
            third = _to_comma(tokens[end + 2 + len(more) :])
            if not any(token.word == "and" for token in third[:4]):
                break
        end += 1 + len(more)
        if joined:
            return tokens[:end]
    return phrase


# before a name


def before(index: Index, mention: Mention) -> Title | None:
    """The title before a name: "Harbour | Supervisor Ned Crane", "The club's new coach, | Bo Ek,"."""
    start = max(0, mention.start - REACH)
    if index.sentences:
        start = max(start, index.sentences[sentence_at(index, mention.start)][0])
    tokens = tokens_of(index.text, (start, mention.start), mentions_in(index, start, mention.start))
    if not tokens or "\n\n" in index.text[tokens[-1].end : mention.start]:
        return None
    phrase = _before_comma(index, mention, tokens[:-1]) if tokens[-1].text == "," else _run(tokens)
    return _judged(phrase, False) if phrase else None


def _before_comma(index: Index, mention: Mention, tokens: list[Token]) -> list[Token]:
    """The description that a name in apposition ends: "The builder, Egon Pratt, said"."""
    if not re.match(
        r"(?:['’]s)?(?:,| \(|\s+\w+ed\b|\s+sa(?:id|ys)\b|\.|$)", index.text[mention.end : mention.end + 12]
    ):
        return []
    first = len(tokens)
    while first and tokens[first - 1].text not in _CUTS and not _is_verb(tokens[first - 1]):
        first -= 1
    phrase = tokens[first:]
    while phrase and phrase[0].word in words("grammar", "opener") | words("grammar", "lead"):
        phrase = phrase[1:]
    opener = phrase[0].word if phrase else ""
    determined = opener in ("a", "an", "the", "one", "another") or opener in words("grammar", "possessive")
    owned = any(token.word in POSSESSIVE for token in phrase)
    return phrase if phrase and (determined or owned) and _names_role(phrase, False) else []


def _run(tokens: list[Token]) -> list[Token]:
    """The tokens at the end that make a title before a name."""
    if not _ends_title(tokens):
        return []
    first = sure = len(tokens)
    unknown = 0
    while first and (kind := _fits(tokens, first - 1)):
        unknown += kind == "unknown"
        if unknown > UNKNOWN:
            break
        first -= 1
        sure = first if not unknown else sure
    open_start = first == 0 or tokens[first - 1].text in _CUTS or _opens(tokens[first - 1].word)
    return _trimmed(tokens[first if open_start else sure :])


def _opens(word: str) -> bool:
    """Whether a word stands right before a noun phrase."""
    return word in words("grammar", "preposition") or word in ("a", "an", "the", "and", "but", "said", "says")


def _ends_title(tokens: list[Token]) -> bool:
    """Whether the words right before a name end a title: a role, or the place or body that completes an office."""
    last = tokens[-1]
    if last.mention is None:
        return is_role(last.word) or _is_title_word(last.text)
    joins = ("of", "to", "for")
    inside = next((i for i in range(len(tokens) - 2, max(-1, len(tokens) - 6), -1) if tokens[i].word in joins), None)
    return last.type in ("place", "org") and bool(inside) and is_role(tokens[(inside or 1) - 1].word)


def _fits(tokens: list[Token], i: int) -> str:
    """Whether a token can be part of a title that goes on behind it: "known", "unknown", or an empty string."""
    token = tokens[i]
    if token.mention:
        return "known" if token.type != "person" else ""
    if token.word in ("of", "for", "to", "and", "&", "the"):
        earlier = tokens[i - 1] if i else None
        if token.word == "the":
            return "known" if earlier is not None and earlier.word in ("of", "for", "to") else ""
        return "known" if earlier is not None and not earlier.mention and is_role(earlier.word) else ""
    if token.word in POSSESSIVE:
        return "known"
    if not token.word[0].isalpha() or token.word in words("grammar", "preposition") | words("reporting", "finite"):
        return ""
    if _is_title_word(token.text) or is_role(token.word) or token.word in words("grammar", "modifier"):
        return "known"
    if token.text[0].isupper() and (i or token.word not in words("grammar", "opener")):
        return "known" if i else "unknown"
    plain = token.word.replace("-", "").isalpha() and not token.word.endswith(("ed", "ly"))
    verb = token.word in words("reporting", "say") or token.word in words("grammar", "subordinator")
    return "unknown" if plain and not verb and token.word not in ("a", "an") else ""


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].word in (*POSSESSIVE, *_LINKS)):
        tokens = tokens[1:]
    return tokens


# how much a title tells


def _judged(phrase: list[Token], linked: bool) -> Title | None:
    """A title without its article, and how much it tells; None for a mere "Mr."."""
    while phrase and (phrase[0].word in ("a", "an", "the", "another") or _is_lone_one(phrase)):
        phrase = phrase[1:]
    told = [token for token in phrase if token.mention or token.word.strip(".") not in _courtesies()]
    if not told:
        return None
    start, end = phrase[0].start, phrase[-1].end
    if phrase[-1].text.endswith(".") and not _is_title_word(phrase[-1].text):
        end -= 1
    return Title((start, end), _worth(phrase) - 0.5 * linked)


def _is_lone_one(phrase: list[Token]) -> bool:
    return phrase[0].word == "one" and len(phrase) > 1 and phrase[1].word != "of"


def _worth(phrase: list[Token]) -> float:
    """How much a title tells: an office more than a relative or "a resident"; more where it says of what."""
    head = _head(phrase)
    noun = head_noun(head)[0] if head and head[-1].word else ""
    if noun in words("roles", "kin"):
        return 0.5
    tells = 1.0 + any(token.mention or token.word in ("of", "for", "at") for token in phrase)
    if noun in words("roles", "relation") or noun in words("roles", "loose"):
        return tells
    former = phrase[0].word in ("former", "ex", "retired")
    return tells + (1.0 if _academic(phrase) else 2.0) - 0.5 * former


def _academic(phrase: list[Token]) -> bool:
    return all(token.word in ("dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady") for token in phrase)


@cache
def _courtesies() -> frozenset[str]:
    kept = {"dr", "aunt", "uncle", "grandfather", "grandmother"}
    return frozenset(word.strip(".") for word in words("titles", "courtesy")) - kept


def is_role(word: str) -> bool:
    """Whether a noun in the singular says what a person does or is.

    >>> is_role("co-chair"), is_role("spokeswoman"), is_role("idea")
    (True, True, False)
    """
    word = lookup("abbreviations").get(word, word)
    for form in (word, word.rpartition("-")[2]):
        if noun_kind(form) == "person" and form not in words("roles", "crowd"):
            return True
    return False


def _is_title_word(text: str) -> bool:
    return text[:1].isupper() and any(form in _title_words() for form in (text.casefold(), text.casefold().rstrip(".")))


@cache
def _title_words() -> frozenset[str]:
    """The last words of titles."""
    return frozenset(title.rpartition(" ")[2] for title in words("titles"))
