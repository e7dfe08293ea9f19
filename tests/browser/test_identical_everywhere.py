"""One compiled loop, the same bits everywhere: under CPython (wasmtime), in Node and in Chromium.

Each loop's module and the first content of its arena go, as bytes, to `replay.mjs`, which knows nothing of Python.
Node runs them three times: as it likes, by its quick compiler alone and by its optimising compiler alone.
"""

import json
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from gradpad.compiler import runtime
from gradpad.compiler.webassembly.loop_code import CONTROL_END, KEY
from gradpad.config import Config
from gradpad.config.data_set import make_data_set
from gradpad.session.construction import make_trainer
from tools.node import node

REPLAY = Path(__file__).with_name("replay.mjs")
STEPS = 400
CASES = {  # activation, output, changes of the training
    "tanh-sgd": ("tanh", "tanh", {"optimizer": "sgd", "batch_size": 7}),
    "sigmoid-adam": ("sigmoid", "sigmoid", {"optimizer": "adam", "loss": "binary_cross_entropy"}),
    "gelu-adam-dropout": ("gelu", "tanh", {"optimizer": "adam", "dropout": 0.25}),
    "sine-momentum-l2": ("sine", "tanh", {"optimizer": "momentum", "regularizer": "l2", "regularization_rate": 0.01}),
    "tanh-softmax": ("tanh", "softmax", {"optimizer": "sgd", "loss": "softmax_cross_entropy", "batch_size": 1}),
    "tanh-adam-float32": ("tanh", "tanh", {"optimizer": "adam", "precision": "float32", "batch_size": 7}),
    "gelu-sgd-dropout-float32": ("gelu", "tanh", {"optimizer": "sgd", "precision": "float32", "dropout": 0.25}),
    "sigmoid-adam-float32": ("sigmoid", "tanh", {"optimizer": "adam", "precision": "float32"}),
}
NODES = {"node": [], "node-quick": ["--liftoff-only"], "node-optimising": ["--no-liftoff"]}


def ready_loop(activation, output, training):
    config = Config.from_dict({
        "seed": 3,
        "data": {"kind": "circle", "count": 50, "noise": 0.1},
        "network": {"layers": [{"units": units, "activation": activation} for units in (5, 3)], "output": output},
        "training": {"learning_rate": 0.03, "batch_size": 10, **training},
    })  # fmt: skip
    trainer = make_trainer(config, make_data_set(config))
    loop = trainer._ready_loop()
    assert loop is not None, trainer.backend_reason
    assert trainer._managed(loop.complete), trainer.backend_reason
    trainer.copy_into(loop)
    return loop


def contents(program, arena):
    """The bytes of every array of the state, and of the loop's counters."""
    found = {name: buffer.view(arena, program.lanes).tobytes() for name, buffer in program.places.state.items()}
    return found | {"counters": arena[KEY:CONTROL_END].tobytes()}


@pytest.fixture(scope="module")
def jobs():
    """For each case: what another place is given, the program, and what wasmtime made of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "_found", None)
        made = []
        for case in CASES.values():
            loop = ready_loop(*case)
            before, start = loop._arena.tobytes(), contents(loop.program, loop._arena)
            loop.run(STEPS)
            end = contents(loop.program, loop._arena)
            assert all(np.isfinite(array).all() for array in loop.state.values())
            assert all(start[name] != end[name] for name in start)  # every array of it learns
            given = {"binary": _text(loop.program.binary), "arena": _text(before), "steps": STEPS}
            made.append((given, loop.program, end))
    return made


def _text(raw):
    return b64encode(raw).decode()


def compare(jobs, answers):
    differing = []
    for name, (_, program, expected), answer in zip(CASES, jobs, answers, strict=True):
        found = contents(program, np.frombuffer(b64decode(answer["arena"]), np.uint8))
        differing += [f"{name}: {array}" for array in expected if found[array] != expected[array]]
    assert differing == []


@pytest.mark.parametrize("flags", NODES.values(), ids=list(NODES))
def test_node_gives_the_same_bits(jobs, flags):
    script = (
        f"import {{ replay }} from {json.dumps(REPLAY.as_uri())};"
        "let text = ''; for await (const part of process.stdin.setEncoding('utf8')) text += part;"
        "console.log(JSON.stringify(replay(JSON.parse(text))));"
    )
    command = [node(), *flags, "--input-type=module", "--eval", script]
    given = json.dumps([job[0] for job in jobs])
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    compare(jobs, json.loads(done.stdout))


def test_chromium_gives_the_same_bits(jobs, chromium: Browser):
    page = chromium.new_page()
    address = f"data:text/javascript;base64,{_text(REPLAY.read_bytes())}"
    script = "async ([address, jobs]) => (await import(address)).replay(jobs)"
    answers = page.evaluate(script, [address, [job[0] for job in jobs]])
    page.close()
    compare(jobs, answers)
