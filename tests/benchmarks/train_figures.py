"""Trains ``scanners/slips/data/figures.onnx``: ``python -m tests.benchmarks.train_figures GLYPHS [STEPS]``.

Needs jax, optax and onnx, which the product does not: install them in an environment of their own beside the locked
packages. Every hand whose number divides by five is kept back; the share of its signs that are read right is printed
as it goes. 2,600 steps of 32 lines take a quarter of an hour on two cores.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np

from scanners.slips.figures import MODEL, SIGNS
from tests.benchmarks import draw_lines

WIDE, BATCH, FEEDERS, STEPS = 256, 32, 2, 2600
SIZES = ((1, 12, 5, 5), (12, 24, 3, 3), (24, 48, 3, 3), (48, 64, 3, 3), (64, 112, 6, 3), (112, 96, 1, 3))
STRIDES = ((2, 2), (2, 1), (2, 1), (1, 2), (1, 1), (1, 1))
TALL = 4  # the layer that sees the whole height


def feed(folder: Path, seed: int, queue: Any) -> None:
    """Draw batches for ever."""
    rng = random.Random(seed)
    np.random.seed(seed)
    known = draw_lines.hands(folder, lambda hand: hand % 5 != 0)
    while True:
        queue.put(_batch(known, rng, BATCH))


def _batch(known: Any, rng: random.Random, count: int) -> tuple[Any, ...]:
    return tuple(
        np.stack(part) for part in zip(*(draw_lines.line(known, rng, WIDE) for _ in range(count)), strict=True)
    )


def start() -> list[dict[str, Any]]:
    """Return weights to begin with."""
    rng = np.random.default_rng(0)
    layers = [
        {
            "w": rng.normal(0, np.sqrt(2 / (ins * high * wide)), (outs, ins, high, wide)),
            "b": np.zeros(outs),
            "g": np.ones(outs),
        }
        for ins, outs, high, wide in SIZES
    ]
    last = SIZES[-1][1]
    layers.append({"w": rng.normal(0, 0.05, (len(SIGNS) + 1, last, 1, 1)), "b": np.zeros(len(SIGNS) + 1)})
    return [{name: value.astype(np.float32) for name, value in layer.items()} for layer in layers]


def net(weights: Any, lines: Any) -> Any:
    """Return (lines, frames, signs) before the softmax."""
    import jax
    from jax import numpy as jnp

    def conv(x: Any, layer: Any, strides: tuple[int, int], pad: Any) -> Any:
        shape = ("NCHW", "OIHW", "NCHW")
        made = jax.lax.conv_general_dilated(x, layer["w"], strides, pad, dimension_numbers=shape)
        return made + layer["b"][None, :, None, None]

    x = lines[:, None] * 2 - 1
    for place, strides in enumerate(STRIDES):
        layer = weights[place]
        x = conv(x, layer, strides, ((0, 0), (1, 1)) if place == TALL else "SAME")
        x = x * jax.lax.rsqrt(jnp.mean(x * x, axis=1, keepdims=True) + 1e-5) * layer["g"][None, :, None, None]
        x = jax.nn.relu(x)
    return conv(x, weights[-1], (1, 1), "SAME")[:, :, 0, :].transpose(0, 2, 1)


def train(folder: Path, steps: int) -> Any:
    """Teach, and say how well the hands that were kept back are read."""
    import jax
    import optax
    from jax import numpy as jnp

    queue: Any = multiprocessing.Queue(24)
    for seed in range(FEEDERS):
        multiprocessing.Process(target=feed, args=(folder, seed, queue), daemon=True).start()
    rate = optax.cosine_decay_schedule(3e-3, steps)
    way = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=1e-3))
    weights: Any = start()
    state = way.init(weights)

    def loss(weights: Any, lines: Any, signs: Any, beside: Any) -> Any:
        logs = jax.nn.log_softmax(net(weights, lines))
        told = jnp.take_along_axis(logs, signs[..., None], 2)[..., 0]
        near = jnp.take_along_axis(logs, beside[..., None], 2)[..., 0]
        either = jnp.where(beside > 0, jnp.logaddexp(logs[..., 0], near), logs[..., 0])
        share = jnp.where(signs > 0, 1.0, 0.2)
        return -jnp.sum(jnp.where(signs > 0, told, either) * share) / jnp.sum(share)

    def one_step(weights: Any, state: Any, batch: Any) -> Any:
        cost, slope = jax.value_and_grad(loss)(weights, *batch)
        change, state = way.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, cost

    step = jax.jit(one_step)
    kept = draw_lines.hands(folder, lambda hand: hand % 5 == 0)
    lines, signs, _beside = _batch(kept, random.Random(99), 200)
    for number in range(1, steps + 1):
        weights, state, cost = step(weights, state, queue.get())
        if number % 100 == 0:
            right = np.asarray(net(weights, lines)).argmax(2)[signs > 0] == signs[signs > 0]
            if number % 300 == 0:
                export(weights, MODEL)
            sys.stdout.write(f"{number} loss {float(cost):.3f} other hands {right.mean():.4f}\n")
            sys.stdout.flush()
    return weights


def export(weights: Any, path: Path) -> None:
    """Write the network for onnxruntime."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    nodes: list[Any] = []
    kept: list[Any] = []

    def keep(name: str, value: Any) -> str:
        kept.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(kind: str, inputs: list[str], output: str, **more: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **more))
        return output

    for name, value in (("two", 2.0), ("one", 1.0), ("little", 1e-5)):
        keep(name, np.float32(value))
    keep("channels", np.array([1], np.int64))
    keep("rows", np.array([2], np.int64))
    x = node("Sub", [node("Mul", ["line", "two"], "double"), "one"], "begin")
    for place, layer in enumerate(weights):
        pad: dict[str, Any] = {"pads": [0, 1, 0, 1]} if place == TALL else {"auto_pad": "SAME_UPPER"}
        strides = list(STRIDES[place]) if place < len(STRIDES) else [1, 1]
        inputs = [x, keep(f"w{place}", layer["w"]), keep(f"b{place}", layer["b"])]
        x = node("Conv", inputs, f"conv{place}", strides=strides, **pad)
        if "g" in layer:
            square = node("ReduceMean", [node("Mul", [x, x], f"square{place}"), "channels"], f"mean{place}", keepdims=1)
            size = node("Sqrt", [node("Add", [square, "little"], f"more{place}")], f"size{place}")
            gain = keep(f"g{place}", np.asarray(layer["g"])[None, :, None, None])
            x = node(
                "Relu", [node("Mul", [node("Div", [x, size], f"even{place}"), gain], f"gain{place}")], f"out{place}"
            )
    node("Transpose", [node("Squeeze", [f"out{TALL + 1}", "rows"], "tall")], "seen", perm=[0, 2, 1])
    x = node("Transpose", [node("Squeeze", [x, "rows"], "flat")], "frames", perm=[0, 2, 1])
    node("LogSoftmax", [x], "logs", axis=2)
    line = helper.make_tensor_value_info("line", TensorProto.FLOAT, [1, 1, draw_lines.HIGH, "wide"])
    told = helper.make_tensor_value_info("logs", TensorProto.FLOAT, [1, "frames", len(SIGNS) + 1])
    looks = helper.make_tensor_value_info("seen", TensorProto.FLOAT, [1, "frames", SIZES[TALL + 1][1]])
    graph = helper.make_graph(nodes, "figures", [line], [told, looks], kept)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="packbench"
    )
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


if __name__ == "__main__":
    export(train(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else STEPS), MODEL)
