"""``python -m training.affiliations [--data FOLDER] [--write]``: what says to which body a person belongs.

The head has the form of the antecedent head and reads the same states, which stay as they are; it learns from persons of
news whose bodies, countries and parties were read (``DATA.md``).  Printed are precision and recall over articles that
the fit has not seen, by how likely the answer has to be; ``--write`` writes the fit over all into the shipped files.  A
run takes four minutes on one processor core; it comes after ``training.antecedent_head``, whose states it reads.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import click
import numpy as np
import torch

from analyzers.matching import same
from benchmarks.gold import FOLDER, folder_of
from newsan.document import Document, Span
from newsan.language.coreference.antecedents import unread
from newsan.language.index import Index, index_of
from newsan.language.layout.page import page
from newsan.language.lexicon.lookup import words
from newsan.language.model.encoder import Reading, load, read
from newsan.language.pipeline import annotate
from newsan.language.speakers.affiliations import affiliation_question
from training.antecedent_head import BATCH, FOLDS, Head, Table, features_of, likelihoods, save, steps_of
from training.antecedents import SETS, Known, states
from training.corpora import records

READ = Path(__file__).with_name("read_affiliations.jsonl")
"""Persons in articles of three training sets: where each is named first, and the bodies, the one to print first."""

KIND = ("affiliation",)

SEEN = 12
"""Questions that have to have a feature for it to count."""

PASSES, RATE, NET_RATE, DROPPED, DECAY, RIDGE = 15, 1e-2, 1e-3, 0.4, 0.1, 1e-3
"""How the fit is made; chosen by the precision and recall of articles that were not seen (``TUNING.md``)."""

PRINTED = 0.5
"""How much more it counts that the body to print is found."""
