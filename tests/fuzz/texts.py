"""Odd news: sentences from a small grammar of news writing, then ruined."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

NAMES = (
    "Ann Lee",
    "Lee",
    "Ms. Lee",
    "Bo “B” Ek",
    "J. R. R. Ek",
    "Bo Ek Jr.",
    "Jean-Luc d’Arc",
    "Bashar al-Nuri",
    "al-al-al-Nuri",
    "Ludwig van der Berg III",
    "O’Neil",
    "DE LA CRUZ",
    "Zoe\u0308 Mu\u0308ller",
    "李明",
    "Анна Ли",
    "محمد علي",
    "X",
    "É",
    "iPhone",
    "Yahoo!",
    "AT&T",
    "U.S.",
    "A.B.C.",
    "the UN",
    "Russian",
    "Danes",
    "Denmark",
    "Nukari",
    "Foreign Ministry",
    "Danish Foreign Ministry",
    "Bank of Porto",
    "Harbour Council (HC)",
    "Parliament of New South Wales (NSW)",
    "Halberg Inc.",
    "Halberg",
    "President",
    "Prime Minister Minister",
    "first lady Nora Ek",
    "Storm Ada",
    "’s",
    "-",
    "???",
    "Jr.",
    "von",
    "1st",
)
WORDS = (
    "the bridge",
    "his daughter",
    "it",
    "she",
    "he",
    "they",
    "who",
    "which",
    "that",
    "the minister",
    "a spokeswoman for",
    "the report by",
    "an official",
    "the company",
    "not",
    "never",
    "will pay",
    "was late",
    "in",
    "of",
    "to",
    "and",
    "born",
    "née",
    "also known as",
    "worried that",
    "weapons",
    "so-called",
    "no",
)
CUES = (
    "said",
    "says",
    "told reporters",
    "asked",
    "added",
    "according to",
    "According to the statement,",
    "denied that",
    "declined to say",
    "feared",
    "praised",
    "condemned",
    "is sending weapons to",
    "sided with",
    "was accused by",
    "there were reports",
    "it was reported",
    "tweeted",
)
TITLES = ("", "", "Mr. ", "Sen. ", "Mayor ", "Foreign Minister ", "former ", "the late ", "Dr ", "Queen ")
MARKS = (
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("»", "«"),
    ("‹", "›"),
    ("„", "“"),
    ("``", "''"),
    ("‘‘", "’’"),
    ("＂", "＂"),
    ("「", "」"),
    ("“", ""),
    ("", "”"),
    ('"', ""),
    ("“", "’"),
)
BREAKS = ("\n", "\n", "\n\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", " \n ", "\n\n\n")
ODD = (
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x9b",
    "\xa0",
    "\xad",
    "\u0301",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffd",
    "\ud800",
    "\udfff",
    "😀",
    "👩🏽\u200d🚀",
    "🇩🇰",
    "ﬁ",
    "İ",
    "ß",
    "ǅ",
    "٣",
    "½",
    "\U0010ffff",
)
CRUMBS = (
    "<p>",
    "</p>",
    '<a href="x">',
    "<br/>",
    "&nbsp;",
    "&amp;",
    "&#8220;",
    "â€œ",
    "[1]",
    "{{cite}}",
    "| a | b |",
    "\t",
    "http://x.org/a?b=c",
    "@ek",
    "#bridge",
    "***",
    "---",
    "• ",
    "...",
    "—",
    "(",
    ")",
    "[",
    "]",
    ":",
    ";",
    "?",
    "!",
    "%",
    "$1.5m",
)
FOREIGN = (
    "Die Brücke bleibt gesperrt, sagte Anna Lee.",
    "« Nous ne paierons pas », a déclaré Anne Lee.",
    "—No pagaremos —dijo Ana Lee.",
    "Мы не заплатим, — сказала Анна Ли.",
    "「払わない」と李明は言った。",
    "قالت آنا لي إن الجسر مغلق.",
)


def name(random: Random) -> str:
    return random.choice(TITLES) + random.choice(NAMES)


def clause(random: Random) -> str:
    parts = [random.choice((random.choice(WORDS), random.choice(NAMES))) for _ in range(random.randint(1, 9))]
    return " ".join(parts)


def quotation(random: Random, depth: int = 0) -> str:
    opening, closing = random.choice(MARKS)
    inner = clause(random)
    if depth < 3 and random.random() < 0.2:
        inner += " " + quotation(random, depth + 1)
    return opening + inner + random.choice((",", ".", "?", "!", "—", "…", "", "")) + closing


def spoken(random: Random) -> str:
    who, cue = name(random), random.choice(CUES)
    role = random.choice(
        ("", ", the mayor of Porto,", ", 59, of Hull,", " (D-Porto)", ", who was born " + name(random))
    )
    form = random.randrange(6)
    if form == 0:
        return f"{quotation(random)} {cue} {who}{role}. "
    if form == 1:
        return f"{who}{role} {cue}: {quotation(random)} "
    if form == 2:
        return f"{quotation(random)} {who} {cue}, {quotation(random)} "
    if form == 3:
        return f"{who}{role} {cue} {clause(random)}. "
    if form == 4:
        return f"{quotation(random)} — {who}{random.choice(('', ', mayor', BREAKS[0]))}"
    return quotation(random) + " "


def told(random: Random) -> str:
    form = random.randrange(4)
    if form == 0:
        return f"{name(random)} {random.choice(CUES)} {name(random)} and {name(random)}'s {clause(random)}. "
    if form == 1:
        return ", ".join(name(random) for _ in range(random.randint(2, 20))) + ". "
    if form == 2:
        return random.choice(FOREIGN) + " "
    return clause(random) + random.choice((". ", "; ", "! ", " "))


def labelled(random: Random) -> str:
    labels = (
        "Q",
        "A",
        "LEE",
        "EK",
        "((Ann Lee))",
        "Ann Lee",
        "NG",
        "HOST",
        "Speaker 1",
        "???",
        "J.R.R.",
        "van der BERG",
    )
    lines = (f"{random.choice(labels)}: {spoken(random)}?" for _ in range(random.randint(2, 8)))
    return "\n" + "\n".join(lines) + "\n"


def crumbs(random: Random) -> str:
    return " ".join(random.choice(CRUMBS) for _ in range(random.randint(1, 6))) + random.choice(("", " ", "\n"))


def odd(random: Random) -> str:
    return "".join(random.choice(ODD) for _ in range(random.randint(1, 3)))


def noise(random: Random) -> str:
    """Characters from anywhere."""
    return "".join(chr(random.randrange(0x110000) >> random.randrange(0, 17)) for _ in range(random.randint(1, 30)))


PARTS: tuple[tuple[Callable[[Random], str], float], ...] = (
    (spoken, 10),
    (told, 5),
    (quotation, 3),
    (crumbs, 2),
    (odd, 1),
    (labelled, 1),
    (noise, 0.5),
    (lambda random: random.choice(BREAKS), 5),
)


def news(random: Random) -> str:
    """Some sentences."""
    makers, weights = zip(*PARTS, strict=True)
    return "".join(maker(random) for maker in random.choices(makers, weights, k=random.choice((1, 1, 2, 2, 3, 4, 8))))


def _cut(random: Random, text: str) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(0, 12))


def dropped(random: Random, text: str) -> str:
    start, end = _cut(random, text)
    return text[:start] + text[end:]


def doubled(random: Random, text: str) -> str:
    start, end = _cut(random, text)
    return text[:end] + text[start:end] * random.randint(1, 30) + text[end:]


def spoilt(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice((odd, crumbs, noise))(random) + text[at:]


def recased(random: Random, text: str) -> str:
    start, end = _cut(random, text)
    change = random.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def rebroken(random: Random, text: str) -> str:
    return text.replace(" ", random.choice(BREAKS), random.randint(1, 9))


def unspaced(random: Random, text: str) -> str:
    return text.replace(random.choice((" ", ".", ",", "\n")), "")


def repeated(random: Random, text: str) -> str:
    return text[:120] * random.randint(2, 5)


RUINS = (dropped, doubled, spoilt, recased, rebroken, unspaced, repeated)

LONG = 50_000
"""Characters of a text that is read in several sections."""

PLAIN = ("", " ", "\n", "\r\n\r\n", "\t \u2029", "a", ".", "“", "”", '"', "'", "\x00", "\ufeff", "\ud800", "…" * 50)


def text_of(random: Random) -> str:
    """A text: mostly news with some ruin, now and then next to nothing."""
    if random.random() < 0.01:
        return random.choice(PLAIN)
    text = news(random)
    for _ in range(random.choice((0, 0, 1, 1, 2, 4))):
        text = random.choices(RUINS, (3, 2, 4, 2, 2, 1, 0.5))[0](random, text)
    return text * (LONG // (len(text) + 1)) if random.random() < 0.0005 else text
