"""The quantised graph written anew: what the encoder computes, in whole operations.

What the exporter traces has a mask that the product never needs, since it pads nothing, shapes that every layer
computes again, and products and attention in many small steps, most of which onnxruntime puts together anew whenever it
loads the graph.  Here the weights are taken as they are, and the layers written with the operations that onnxruntime
would come to.  What comes out is the same, bit for bit, and the graph is loaded in a third of the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

OWN = "com.microsoft"
"""The domain of onnxruntime's own operations."""

OPSETS = (helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1))

QUANTISED = ("weight_quantized", "weight_scale", "weight_zero_point")
"""What belongs to a quantised table or matrix, in the order in which operations take it."""

EMBEDDINGS, LAYER = "model.encoder.embeddings", "model.encoder.encoder.layer.{}"
"""Names of the model's modules, as in transformers' BERT."""

STANCE_LAYER = "model.layers.{}"
"""Names of the stance encoder's modules (``training/marked.py``)."""

HEADS, WIDTH = 12, 32
"""Attention heads of the encoder, and the width of each (MiniLM: Wang and others, NeurIPS 2020)."""

SCALE = float(np.float32(WIDTH**-0.25) ** 2)
"""What the scores of an attention are multiplied by, rounded as onnxruntime does for a graph as exported."""

SHAPES = {
    "apart": np.array([0, 0, HEADS, WIDTH]),
    "together": np.array([0, 0, HEADS * WIDTH]),
    "first": np.zeros(1, np.int64),
}
"""How states are taken apart into heads and put together again, and the first row of a table."""

EPSILON = 1e-12
"""What BERT adds to a variance."""


@dataclass(slots=True)
class Graph:
    """A graph that is being written; ``weights`` are those of the traced one, by the names of the model's modules."""

    weights: dict[str, NDArray[Any]]
    nodes: list[NodeProto] = field(default_factory=list)
    constants: dict[str, TensorProto] = field(default_factory=dict)

    def add(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> list[str]:
        """Add an operation; the names of what comes out."""
        names = [f"{kind}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def weight(self, name: str) -> str:
        """A weight as a constant; its name."""
        self.constants[name] = numpy_helper.from_array(self.weights[name], name)
        return name


def rewrite(path: Path) -> None:
    """Rewrite the traced and quantised encoder in place; KeyError if it is no BERT with the two tagging heads."""
    traced = onnx.load(path)
    graph = Graph(weights_of(traced.graph) | SHAPES)
    states = [embedded(graph)]
    for layer in layers(graph, LAYER):
        states.append(fed(graph, layer, attended(graph, layer, states[-1])))
    logits = products(graph, states[-1], ["model.entity", "model.attribution"])
    written(path, traced, graph, [states[-1], *logits, states[0]])


def rewrite_stance(path: Path) -> None:
    """The same for the stance encoder, which has no tables: states → states."""
    traced = onnx.load(path)
    graph = Graph(weights_of(traced.graph) | SHAPES)
    states = traced.graph.input[0].name
    for layer in layers(graph, STANCE_LAYER):
        states = fed(graph, layer, attended(graph, layer, states))
    written(path, traced, graph, [states])


def written(path: Path, traced: ModelProto, graph: Graph, outputs: Sequence[str]) -> None:
    """Write a graph with the inputs and outputs of the traced one."""
    for output, name in zip(traced.graph.output, outputs, strict=True):
        graph.nodes.append(helper.make_node("Identity", [name], [output.name]))
    whole = helper.make_graph(
        graph.nodes, "newsan", traced.graph.input, traced.graph.output, list(graph.constants.values())
    )
    model = helper.make_model(whole, opset_imports=OPSETS, ir_version=traced.ir_version)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def weights_of(traced: GraphProto) -> dict[str, NDArray[Any]]:
    """The tensors of a traced graph; matrices go by the names of their modules, which only the biases still have."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in traced.initializer}
    users: dict[str, list[NodeProto]] = defaultdict(list)
    for node in traced.node:
        for name in node.input:
            users[name].append(node)
    for product in [node for node in traced.node if node.op_type == "MatMulInteger"]:
        last = product
        while last.op_type != "Add":
            last = users[last.output[0]][0]
        module = next(name for name in last.input if name in tensors).removesuffix("bias")
        for part in QUANTISED:
            tensors[module + part] = tensors[product.input[1].replace("quantized", part.removeprefix("weight_"))]
    return tensors


def layers(graph: Graph, pattern: str) -> Iterator[str]:
    """The names of the layers, however many there are."""
    for i in count():
        if f"{pattern.format(i)}.output.dense.bias" not in graph.weights:
            return
        yield pattern.format(i)


def embedded(graph: Graph) -> str:
    """Pieces and cases as vectors, at their positions; all are of the first of BERT's two types."""
    first = graph.weight("first")
    length = graph.add("Shape", "ids", start=1)[0]
    summands = [
        looked_up(graph, f"{EMBEDDINGS}.word_embeddings", "Gather", "ids"),
        looked_up(graph, "model.case", "Gather", "cases"),
        looked_up(graph, f"{EMBEDDINGS}.token_type_embeddings", "Gather", first),
        looked_up(graph, f"{EMBEDDINGS}.position_embeddings", "Slice", first, length),
    ]
    total = summands[0]
    for summand in summands[1:]:
        total = graph.add("Add", total, summand)[0]
    return normalised(graph, f"{EMBEDDINGS}.LayerNorm", total)


def looked_up(graph: Graph, module: str, kind: str, *which: str) -> str:
    """Rows of a quantised table as floats; only those rows are computed."""
    table, scale, zero = (graph.weight(f"{module}.{part}") for part in QUANTISED)
    return graph.add("DequantizeLinear", graph.add(kind, table, *which)[0], scale, zero)[0]


def normalised(graph: Graph, module: str, name: str) -> str:
    """A layer's normalisation."""
    scale, shift = (graph.weight(f"{module}.{part}") for part in ("weight", "bias"))
    return graph.add("LayerNormalization", name, scale, shift, axis=-1, epsilon=EPSILON)[0]


def products(graph: Graph, name: str, modules: Sequence[str]) -> list[str]:
    """What linear modules make of one input, which is quantised once."""
    quantised, scale, zero = graph.add("DynamicQuantizeLinear", name, outputs=3)
    made = []
    for module in modules:
        matrix, scales, zeros, bias = (graph.weight(f"{module}.{part}") for part in (*QUANTISED, "bias"))
        inputs = (quantised, matrix, scale, scales, zero, zeros, bias)
        made += graph.add("MatMulIntegerToFloat", *inputs, domain=OWN)
    return made


def attended(graph: Graph, layer: str, hidden: str) -> str:
    """The first half of a layer: every piece reads the others."""
    parts = products(graph, hidden, [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")])
    query, key, value = (
        graph.add("Transpose", graph.add("Reshape", part, graph.weight("apart"))[0], perm=order)[0]
        for part, order in zip(parts, ((0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3)), strict=True)
    )
    scores = graph.add("FusedMatMul", query, key, domain=OWN, alpha=SCALE)[0]
    read = graph.add("MatMul", graph.add("Softmax", scores, axis=-1)[0], value)[0]
    together = graph.add("Reshape", graph.add("Transpose", read, perm=(0, 2, 1, 3))[0], graph.weight("together"))[0]
    return joined(graph, f"{layer}.attention.output", together, hidden)


def fed(graph: Graph, layer: str, hidden: str) -> str:
    """The second half of a layer: what a small network adds to every piece."""
    wide = products(graph, hidden, [f"{layer}.intermediate.dense"])[0]
    return joined(graph, f"{layer}.output", graph.add("Gelu", wide, domain=OWN)[0], hidden)


def joined(graph: Graph, module: str, name: str, hidden: str) -> str:
    """The end of a half: its product, added to what went in, normalised."""
    total = graph.add("Add", products(graph, name, [f"{module}.dense"])[0], hidden)[0]
    return normalised(graph, f"{module}.LayerNorm", total)
