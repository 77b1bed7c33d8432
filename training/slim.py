"""A graph without the attention mask that it never needs: the product pads nothing.

The exporter writes a mask of zeros, adds it in every layer and guards against rows that are masked as a whole.  Both
go; what the graph computes stays the same, bit for bit.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto


def slim(path: Path) -> None:
    """Rewrite a float graph in place; raises ValueError if its attention does not look as expected."""
    model = onnx.load(path)
    graph = model.graph
    maker = {name: node for node in graph.node for name in node.output}
    users: dict[str, list[NodeProto]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            users[name].append(node)
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        unmask(softmax, maker)
        for guard in [node for node in users[softmax.output[0]] if node.op_type == "Where"]:
            for user in users[guard.output[0]]:
                user.input[list(user.input).index(guard.output[0])] = softmax.output[0]
    prune(graph)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def unmask(softmax: NodeProto, maker: dict[str, NodeProto]) -> None:
    """Give a softmax the scores without the mask that is added to them."""
    added = maker[softmax.input[0]]
    scores = [name for name in added.input if name in maker and maker[name].op_type in ("MatMul", "Mul", "Div")]
    if added.op_type != "Add" or len(scores) != 1:
        message = f"{softmax.name}: no mask is added to its scores"
        raise ValueError(message)
    softmax.input[0] = scores[0]


def prune(graph: GraphProto) -> None:
    """Drop the nodes and constants that no output needs any more."""
    needed = {output.name for output in graph.output}
    kept: list[NodeProto] = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    constants = [constant for constant in graph.initializer if constant.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(constants)
