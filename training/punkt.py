"""Train the sentence splitter's parameters.

    python -m training.punkt [--data FOLDER] -o newsan/language/lexicon/english/punkt.json

Punkt (Kiss and Strunk, Computational Linguistics 32, 2006) learns abbreviations, collocations and sentence starters
from plain text; only the ``raw`` folder of the data is read (Wikinews, CC BY 2.5).  Two things differ from nltk's
defaults.  A hand-written list of abbreviations is merged in, since 200,000 words hold few of them.  And orthography
is kept by frequency, not by a single sighting: one "The Hague" would otherwise teach that "The" starts no sentences.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.gold import DATA
from newsan.language.lexicon import lookup

MIN_COUNT = 5
"""A word seen less often in lower case, or with a full stop, teaches nothing: below, surnames pass as abbreviations."""

MID_UPPER_SHARE = 0.1
"""Share of a word's sightings inside sentences with a capital from which on its capital says nothing."""


def texts(folder: Path) -> Iterator[str]:
    """Yield the article texts of every gzipped JSON lines file in ``folder``."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def abbreviations() -> dict[str, set[str]]:
    """Return the hand-written list as kind → words."""
    return {kind: set(lookup.words("punkt", kind)) for kind in lookup.table("punkt")}


def sightings(tokens: Iterable[Any]) -> dict[str, Counter[str]]:
    """Count how often each word has a capital first in a sentence, a capital inside one, and lower case.

    ``tokens`` are Punkt tokens with sentence breaks marked.  What follows an abbreviation, a quotation mark or a
    colon is left out: nobody knows whether a sentence starts there.
    """
    counts: dict[str, Counter[str]] = {"first": Counter(), "upper": Counter(), "lower": Counter()}
    place = "first"
    for token in tokens:
        word = token.type_no_sentperiod
        place = "first" if token.parastart else place
        if token.first_lower:
            counts["lower"][word] += 1
        elif token.first_upper and place:
            counts[place][word] += 1
        place = "first" if token.sentbreak else "" if token.abbr or not word[-1:].isalnum() else "upper"
    return counts


def starting_words(counts: dict[str, Counter[str]]) -> list[str]:
    """Return the words whose capital means the start of a sentence: lower case elsewhere, hardly ever a capital."""

    def starts(word: str) -> bool:
        n_lower, n_upper = counts["lower"][word], counts["upper"][word]
        return n_lower >= MIN_COUNT and n_upper < MID_UPPER_SHARE * (n_lower + n_upper)

    return sorted(word for word in counts["lower"] if counts["first"][word] and starts(word))


def learn(text: str, known: set[str]) -> Any:
    """Return nltk's parameters learnt from the text and the abbreviations that are known beforehand."""
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    trainer.INCLUDE_ABBREV_COLLOCS, trainer.MIN_COLLOC_FREQ = True, 2
    trainer.ABBREV_BACKOFF = 0  # "rare abbreviations" of a small corpus are mostly surnames at line ends
    trainer._params.abbrev_types |= known
    trainer.train(text)
    learnt = trainer.get_params()
    learnt.abbrev_types = known | {word for word in learnt.abbrev_types if trainer._type_fdist[word + "."] >= MIN_COUNT}
    return learnt


def train(corpus: Iterable[str]) -> dict[str, Any]:
    """Train on the texts and return the parameters as a dict of plain lists, ready for JSON."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    text, kinds = "\n\n".join(corpus), abbreviations()
    learnt = learn(text, kinds["title"] | kinds["inner"] | kinds["word"])
    splitter = PunktSentenceTokenizer(learnt)
    counts = sightings(splitter._annotate_tokens(splitter._tokenize_words(text)))
    return {
        "source": "made by training/punkt.py from Wikinews (CC BY 2.5) and the lexicon's words with a tag of punkt",
        "abbreviations": sorted(learnt.abbrev_types - kinds["number"]),
        "titles": sorted(kinds["title"]),
        "inner": sorted(kinds["inner"]),
        "numbered": sorted(kinds["number"]),
        "collocations": sorted(learnt.collocations),
        "starters": sorted(word for word in learnt.sent_starters if counts["lower"][word] >= MIN_COUNT),
        "starting_words": starting_words(counts),
    }


def main() -> None:
    """Train and write the parameters; print how many there are of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder that holds raw/*.jsonl.gz")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    parameters = train(texts(options.data / "raw"))
    options.output.write_text(json.dumps(parameters, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    for name, value in parameters.items():
        print(f"{name}: {value if isinstance(value, str) else len(value)}")


if __name__ == "__main__":
    main()
