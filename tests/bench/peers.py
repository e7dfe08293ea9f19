"""The peers of bench_speed.py: those in JavaScript are installed, those outside the browser are run.

Peers come from tests/bench/peers/package.json, pinned by its lock file, and reach nothing but this benchmark.
"""

import json
import os
import statistics
import subprocess
import time
from pathlib import Path
from typing import Any

import numpy as np

from gradpad.config import Config
from gradpad.config.data_set import make_data_set
from gradpad.session.construction import make_trainer
from tests.engine.test_against_torch import find_torch
from tools.console import run
from tools.node import node, npm
from tools.paths import TESTS
from tools.steps import Step, run_steps

FOLDER = TESTS / "bench" / "peers"
TORCH = Path(__file__).with_name("torch_trainer.py")
RATE = 0.03


def install() -> None:
    """Install the peers in JavaScript, unless they are there."""
    files = [FOLDER / "package.json", FOLDER / "package-lock.json"]
    done = FOLDER / "node_modules" / ".package-lock.json"
    run_steps([Step("peers", _install, inputs=lambda: files, outputs=[done])])


def _install() -> str:
    run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", FOLDER],
        what="ConvNetJS and TensorFlow.js could not be installed.",
        remedy="Look whether npm's registry can be reached from here (npm's settings are used).",
        env={"PATH": f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"},
        label="npm",
    )
    return "ConvNetJS, TensorFlow.js"


def configure(sizes: list[int], batch: int) -> Config:
    """The work: 250 points of a circle, tanh, half squared error, SGD; through NumPy."""
    return Config.from_dict({
        "data": {"kind": "circle", "count": 500, "train_share": 0.5},
        "network": {"layers": [{"units": n} for n in sizes[1:-1]]},
        "training": {"batch_size": batch, "learning_rate": RATE, "engine": "numpy"},
    })  # fmt: skip


def numpy_rate(sizes: list[int], batch: int, windows: int, ms: int) -> float:
    """The engine in this CPython, with native NumPy: examples a second, the median of some windows."""
    config = configure(sizes, batch)
    trainer = make_trainer(config, make_data_set(config))

    def seen() -> int:
        return trainer.epoch * len(trainer.examples) + trainer.position

    rates = []
    with np.errstate(all="raise"):
        trainer.run(200)
        for _ in range(windows):
            began, before = time.perf_counter(), seen()
            trainer.run(10**9, ms / 1000)
            rates.append((seen() - before) / (time.perf_counter() - began))
    return statistics.median(rates)


def torch_rate(sizes: list[int], batch: int, windows: int, ms: int) -> float | None:
    """The same for PyTorch, in a process of its own; None where it is not installed."""
    python = find_torch()
    if python is None:
        return None
    config = configure(sizes, batch)
    train = make_data_set(config).train
    task: dict[str, Any] = {
        "x": train.x.tolist(), "t": train.targets.tolist(), "sizes": sizes, "batch": batch, "rate": RATE,
        "windows": windows, "ms": ms,
    }  # fmt: skip
    command = [python, "-W", "ignore", str(TORCH)]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=True)
    return statistics.median(json.loads(done.stdout))
