"""The language model: loaded once, run over a text in windows.

The encoder and the two tagging heads are an ONNX graph, run by onnxruntime; the other heads are a few small matrices,
used in ``links.py`` and ``stances.py``.  How the files were made is in ``training/``, what they can do in
``files/MODEL_CARD.md``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsan.document import Span
from newsan.language.model.folder import MODELS, folder
from newsan.language.model.pieces import CLS, OTHER, SEP, encode
from newsan.language.model.windows import Sizes, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Halves = NDArray[np.float16]
    Ints = NDArray[np.intp]

TABLES = ("distance", "holder", "target", "outside", "question", "mark", "edges", "kind")
"""The matrices of ``heads.npz`` whose rows are looked up, by the part of their name behind the head's."""


SILENCE = "ORT_DISABLE_TELEMETRY"
"""The variable that keeps onnxruntime from reporting (its ``Privacy.md``); older releases do not know it."""


@dataclass(frozen=True, slots=True)
class Model:
    """The loaded files: the encoder's session, tokenizer, the heads' matrices, label orders, the window's sizes.

    ``stance`` is the file with the encoder that reads a passage for one question of stance.

    Matrices are [in, out], so that ``x @ matrix`` runs through memory in order: few rows take half the time then.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    heads: Mapping[str, Floats]
    labels: Mapping[str, tuple[str, ...]]
    window: Sizes
    stance: Path


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model made of a stretch of text.

    ``spans`` are the pieces' places in the whole text; ``words`` the numbers of the first pieces of words, so that
    word i has the pieces ``words[i]`` to ``words[i + 1]``; ``hidden`` and ``embedded`` [pieces, width] are the
    states that the heads read and those below all layers; ``entity`` and ``attribution`` are log probabilities
    [pieces, tags].
    """

    starts: Ints
    ends: Ints
    words: Ints
    hidden: Floats
    entity: Floats
    attribution: Floats
    embedded: Floats

    def ranges(self, spans: Sequence[Span]) -> tuple[Ints, Ints]:
        """The half-open ranges of pieces that share a character with spans of the text; none is empty."""
        return ranges(self.starts, self.ends, spans)

    def chars(self, first: int, last: int) -> Span:
        """The span of the text that the words ``first``..``last`` cover."""
        end = self.words[last] if last < len(self.words) else len(self.starts)
        return int(self.starts[self.words[first]]), int(self.ends[end - 1])


def ranges(starts: Ints, ends: Ints, spans: Sequence[Span]) -> tuple[Ints, Ints]:
    """The half-open ranges of pieces with these places that share a character with spans of the text; none is empty."""
    import numpy as np

    begins, stops = np.array(spans, dtype=np.intp).T
    first = np.minimum(ends.searchsorted(begins, side="right"), len(ends) - 1)
    return first, np.maximum(starts.searchsorted(stops), first + 1)


def means(states: Floats | Halves, first: Ints, last: Ints) -> Floats:
    """The mean states of short ranges of pieces, none of them empty [ranges, width]."""
    import numpy as np

    sizes = last - first
    averages: Floats = states[first].astype(np.float32, copy=False)
    for i in range(1, int(sizes.max(initial=1))):
        longer = np.flatnonzero(sizes > i)
        averages[longer] += states[first[longer] + i]
    averages /= sizes[:, None]
    return averages


def load() -> Model:
    """The model in use; takes about a sixth of a second the first time."""
    return _load(folder())


@lru_cache(maxsize=MODELS)
def _load(path: Path) -> Model:
    """The model in a folder."""
    import numpy as np
    from tokenizers import Tokenizer

    given = json.loads((path / "model.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(path / given["tokenizer"]))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(path / given["heads"]) as arrays:
        heads = {name: _matrix(name, arrays[name].astype(np.float32)) for name in arrays.files}
    labels = {head: tuple(names) for head, names in given["labels"].items()}
    sizes = Sizes(**given["window"])
    return Model(session(path / given["encoder"]), tokenizer, heads, labels, sizes, path / given["stance"])


@lru_cache(maxsize=2 * MODELS)
def session(path: Path) -> InferenceSession:
    """A graph of the model, ready to run.

    onnxruntime's own wheels report to Microsoft from 1.29 on, and keep a file in the user's cache for that, unless the
    variable ``SILENCE`` is set before the first import of onnxruntime in the process; afterwards nothing stops them.

    The graph is made of whole operations (``training/graph.py``), so onnxruntime need not look for any.  It would also
    join sums with their normalisation, for which its kernel takes four times as long as the two by themselves.  One
    thread reads a window as fast as two (measured: 37 and 39 ms for an article of 480 words), so that a process needs
    one core, and several processes do not stand in each other's way.
    """
    os.environ[SILENCE] = "1"
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    return InferenceSession(str(path), options, ["CPUExecutionProvider"])


def _matrix(name: str, array: Floats) -> Floats:
    """A matrix in the order in which it is used; the rows of an embedding, and vectors, as they are."""
    import numpy as np

    is_table = name.split(".")[1] in TABLES
    return array if is_table or array.ndim < 2 else np.ascontiguousarray(array.T)


def read(model: Model, text: str, section: Span, paragraphs: Sequence[Span], sentences: Sequence[Span]) -> Reading:
    """What the model makes of a section of a text, given its paragraphs and sentences (one may reach beyond it)."""
    import numpy as np

    begin, end = section
    local = [(max(start, begin) - begin, stop - begin) for start, stop in paragraphs]
    pieces = encode(model.tokenizer, text[begin:end], local)
    starts = np.array([start for start, _ in pieces.spans], dtype=np.intp) + begin
    ends = np.array([stop for _, stop in pieces.spans], dtype=np.intp) + begin
    firsts = [starts.searchsorted([start for start, _ in spans]).tolist() for spans in (paragraphs, sentences)]
    numbers = np.array(pieces.words, dtype=np.intp)
    words = np.flatnonzero(np.diff(numbers, prepend=-1))
    outputs = _run(model, np.array(pieces.ids, dtype=np.int64), np.array(pieces.cases, dtype=np.int64), firsts)
    hidden, entity, attribution, embedded = outputs
    return Reading(starts, ends, words, hidden, log_softmax(entity), log_softmax(attribution), embedded)


def _run(
    model: Model, ids: NDArray[np.int64], cases: NDArray[np.int64], firsts: Sequence[Sequence[int]]
) -> list[Floats]:
    """The graph's outputs for all pieces, window by window; each piece from the window that answers for it."""
    import numpy as np

    widths = [output.shape[-1] for output in model.session.get_outputs()]
    outputs = [np.empty((len(ids), width), dtype=np.float32) for width in widths]
    for window in windows(len(ids), firsts[0], firsts[1], model.window):
        part = slice(window.start, window.end)
        feed = {
            "ids": np.concatenate(([CLS], ids[part], [SEP]))[None],
            "cases": np.concatenate(([OTHER], cases[part], [OTHER]))[None],
        }
        for output, result in zip(outputs, model.session.run(None, feed), strict=True):
            output[window.owned : window.end] = result[0, 1 + window.owned - window.start : -1]
    return outputs


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities of the rows [n, tags], tag by tag in memory: numpy is slow at many short rows."""
    import numpy as np

    by_tag = np.ascontiguousarray(logits.T)
    by_tag -= by_tag.max(axis=0)
    by_tag -= np.log(np.exp(by_tag).sum(axis=0))
    return by_tag.T
