"""A short article with annotations by hand, rich enough to show every kind of row."""

from __future__ import annotations

from newsan.document import AnnotatedDocument
from tests.documents import annotated

TEXT = """Norland on Tuesday recalled its ambassador from Sudland, in the sharpest turn yet of a quarrel over fishing
rights.

“We waited for eleven weeks,” said Foreign Minister Ingrid Halvorsen, “and got silence.” Halvorsen added that
the Norlandic government “will not be ignored” by its neighbour. She praised the Northern Waters Monitoring
and Arbitration Commission for its patience.

A senior Sudland official, who asked not to be named, said the talks had never stopped. He called
the recall a costly mistake.

“Nobody was asked.” The Commission will meet in Port Brisa, and many fear that the season is lost."""

COMMISSION = "Northern Waters Monitoring and Arbitration Commission"
WRITTEN = COMMISSION.replace("Monitoring ", "Monitoring\n")  # as it stands in the text
HALVORSEN = {
    "name": "Ingrid Halvorsen",
    "status": "named",
    "type": "person",
    "role": "Foreign Minister",
    "affiliation": "Norland",
    "title": "Foreign Minister",
    "source_type": "person",
}
OFFICIAL = {
    "name": "a senior Sudland official",
    "status": "unnamed",
    "type": "person",
    "title": "senior Sudland official",
    "source_type": "unnamed person",
    "reason": "who asked not to be named",
}

ENTITIES = (
    {"name": "Norland", "type": "place", "mentions": ["Norland"]},
    {"name": "Sudland", "type": "place", "mentions": ["Sudland", "Sudland#2"]},
    {"name": "Ingrid Halvorsen", "type": "person", "mentions": ["Ingrid Halvorsen", "Halvorsen#2"]},
    {"name": "Norlandic", "type": "group", "mentions": ["Norlandic"]},
    {"name": COMMISSION, "type": "org", "mentions": [WRITTEN, "Commission#2"]},
    {"name": "Port Brisa", "type": "place", "mentions": ["Port Brisa"]},
)
ATTRIBUTIONS = (
    {
        "content": ["“We waited for eleven weeks,”", "“and got silence.”"],
        "source": "Foreign Minister Ingrid Halvorsen",
        "cue": "said",
        "speaker": HALVORSEN,
    },
    {
        "content": ["that\nthe Norlandic government “will not be ignored” by its neighbour"],
        "source": "Halvorsen#2",
        "cue": "added",
        "kind": "mixed",
        "speaker": HALVORSEN,
    },
    {
        "content": ["the talks had never stopped"],
        "source": "A senior Sudland official",
        "cue": "said#2",
        "kind": "indirect",
        "speaker": OFFICIAL,
    },
    {
        "content": ["the recall a costly mistake"],
        "source": "He",
        "cue": "called#2",
        "kind": "indirect",
        "speaker": {"name": "He", "status": "unresolved"},
    },
    {"content": ["“Nobody was asked.”"], "speaker": {"name": None, "status": "unattributed"}},
    {
        "content": ["that the season is lost"],
        "source": "many",
        "cue": "fear",
        "kind": "indirect",
        "act": "thought",
        "speaker": {"name": "many", "status": "unnamed"},
    },
)
JUDGEMENTS = (
    {
        "evidence": "Norland on Tuesday recalled its ambassador from Sudland",
        "holder": "Norland",
        "target": "Sudland",
        "layer": "directed",
        "stance": "negative",
        "score": -0.81,
    },
    {
        "evidence": "Norland on Tuesday recalled its ambassador",
        "target": "Norland",
        "stance": "neutral",
        "score": -0.12,
    },
    {
        "evidence": "We waited for eleven weeks",
        "holder": "Ingrid Halvorsen",
        "target": "Sudland",
        "layer": "expressed",
        "stance": "negative",
        "score": -0.66,
    },
    {
        "evidence": f"She praised the {WRITTEN}",
        "holder": "Ingrid Halvorsen",
        "target": COMMISSION,
        "layer": "directed",
        "stance": "positive",
        "score": 0.93,
    },
    {"evidence": f"the {WRITTEN} for its patience", "target": COMMISSION, "stance": "positive", "score": 0.71},
    {
        "evidence": "the recall a costly mistake",
        "holder": "a senior Sudland official",
        "target": "Norland",
        "layer": "expressed",
        "stance": "negative",
        "score": -0.88,
    },
)


def example(doc_id: str = "fishing.txt") -> AnnotatedDocument:
    return annotated(TEXT, ENTITIES, ATTRIBUTIONS, JUDGEMENTS, doc_id)
