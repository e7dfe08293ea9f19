"""The exported PyTorch code, run where PyTorch is installed, gives the engine's losses.

How to have a PyTorch is said in test_against_torch.py.
"""

import math
import subprocess
import sys

import pytest

from gradpad.activations import ACTIVATIONS
from gradpad.errors import ConfigError
from gradpad.export import pytorch
from gradpad.losses import LOSSES
from gradpad.optimizers import OPTIMIZERS
from gradpad.regularizers import REGULARIZERS
from gradpad.session import Session
from tests.engine.export_cases import CASES
from tests.engine.test_against_torch import HOW, find_torch

EPOCHS = 10


@pytest.fixture(scope="module")
def python():
    if sys.platform == "emscripten":
        pytest.skip("PyTorch does not run inside Pyodide; CPython's run of these tests runs the exported code")
    found = find_torch()
    if found is None:
        pytest.skip(f"PyTorch is not installed; {HOW}")
    if subprocess.run([found, "-c", "import numpy"], capture_output=True, check=False).returncode:
        pytest.skip(f"the Python with PyTorch has no NumPy; to add it: {found} -m pip install numpy")
    return found


@pytest.fixture(scope="module")
def printed(python, tmp_path_factory):
    """What every exported script prints, all of them run in one process: PyTorch is slow to start."""
    folder = tmp_path_factory.mktemp("torch")
    sessions = {}
    for place, (name, config) in enumerate(CASES.items()):
        session = Session(config)
        session.train(max_epochs=EPOCHS)
        (folder / f"case_{place}.py").write_text(session.export("pytorch"), encoding="utf-8")
        sessions[name] = session
    (folder / "all.py").write_text(
        "import runpy, torch\ntorch.set_num_threads(1)\n"
        f"for i in range({len(sessions)}):\n    runpy.run_path(f'case_{{i}}.py')\n",
        encoding="utf-8",
    )
    command = [python, "-W", "ignore", "all.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tables = done.stdout.split("epoch  training loss")[1:]
    rows = [[[float(part) for part in line.split()] for line in t.splitlines()[1:]] for t in tables]
    return {name: (session, table) for (name, session), table in zip(sessions.items(), rows, strict=True)}


@pytest.mark.torch
@pytest.mark.parametrize("name", CASES)
def test_pytorch_prints_the_losses_of_the_page(name, printed):
    session, rows = printed[name]
    curve = session.run.curve
    assert [int(row[0]) for row in rows] == [0, 1, 2, 5, EPOCHS]
    for epoch, train, *test in rows:
        place = curve.epoch.index(int(epoch))
        assert train == pytest.approx(curve.data_loss[place], rel=1e-6, abs=1e-6)
        assert bool(test) == math.isfinite(curve.test_loss[place])
        if test:
            assert test[0] == pytest.approx(curve.test_loss[place], rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("registry", [ACTIVATIONS, LOSSES, OPTIMIZERS, REGULARIZERS])
def test_a_choice_has_a_word_in_pytorch_or_is_refused_in_a_sentence(registry):
    for name, choice in registry.items():
        if choice.torch:
            assert pytorch.word(choice, "training.it") == choice.torch
            continue
        with pytest.raises(ConfigError, match=f"training.it is '{name}', for which the export has no PyTorch code"):
            pytorch.word(choice, "training.it")


@pytest.mark.parametrize("name", CASES)
def test_the_code_is_python(name):
    compile(Session(CASES[name]).export("pytorch"), "exported", "exec")


def test_what_pytorch_has_no_word_for_is_refused():
    with pytest.raises(ConfigError, match=r"network\.output is .none., for which the export has no PyTorch code"):
        pytorch.word(REGULARIZERS["none"], "network.output")
