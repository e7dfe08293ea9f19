"""A choice is one class in one file: with one of each kind added so, and nothing else, everything knows them."""

import json
import os
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from tests.engine.one_file_additions import ADDED, CONFIG
from tools.paths import ENGINE, ROOT

pytestmark = pytest.mark.skipif(sys.platform == "emscripten", reason="Pyodide starts no other Python")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the engine with the additions, each at the end of the file where its like stand."""
    folder = tmp_path_factory.mktemp("engine")
    shutil.copytree(ENGINE, folder / "gradpad", ignore=shutil.ignore_patterns("__pycache__"))
    for module, text in ADDED.items():
        path = folder / "gradpad" / f"{module}.py"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    return folder


def run(home, *command, given=""):
    surroundings = {**os.environ, "PYTHONPATH": str(home)}
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=ROOT, env=surroundings, input=given, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def told(home):
    """What the engine with the additions says and does."""
    found = json.loads(run(home, ROOT / "tests/engine/one_file_probe.py", given=json.dumps(CONFIG)))
    assert found["home"] == str(home / "gradpad")
    return found


KINDS = {
    "activations": "hill", "losses": "quartic", "optimizers": "averaged", "regularizers": "smooth_l1",
    "initializers": "lecun_normal", "schedules": "linear", "datasets": "stripes",
}  # fmt: skip


@pytest.mark.parametrize("registry", KINDS)
def test_the_menu_offers_it_with_its_sentence_formula_and_picture(told, registry):
    entry = told["description"]["registries"][registry][-1]
    assert entry["name"] == KINDS[registry]
    text = ADDED[registry]
    assert f'"{entry["label"]}"' in text
    assert entry["help"] in text
    if registry == "datasets":
        assert len(entry["sample"]["points"]) == 2 * len(entry["sample"]["labels"]) == 240
        assert set(entry["sample"]["labels"]) == {0.0, 1.0}
        return
    assert entry["formula"]
    assert entry["formula"] in text
    if registry in ("activations", "schedules"):
        assert len(entry["curve"]["x"]) == len(entry["curve"]["y"]) == len(entry["curve"]["slope"])


def test_its_own_number_is_a_field_of_the_configuration(told):
    [field] = [field for field in told["description"]["fields"] if field["path"] == "training.smoothing"]
    assert field == {
        "path": "training.smoothing", "type": "number", "label": "Smoothing", "live": True,
        "help": "How much of the mean of earlier gradients is kept.", "default": 0.8,
        "minimum": 0, "maximum": 0.999, "exclusive_minimum": False,
    }  # fmt: skip
    users = [entry["name"] for entry in told["description"]["registries"]["optimizers"] if "smoothing" in entry["uses"]]
    assert users == ["averaged"]
    assert told["description"]["config"]["training"]["smoothing"] == told["config"]["default"] == 0.8


def test_the_pages_rules_know_it(told):
    from tools.engine_description import _rules

    rules = _rules(told["description"])
    [field] = [field for field in rules["fields"] if field["path"] == "training.smoothing"]
    assert (field["type"], field["minimum"], field["maximum"], field["default"]) == ("number", 0, 0.999, 0.8)
    assert rules["config"]["training"]["smoothing"] == 0.8
    for registry, name in KINDS.items():
        assert name in [choice["name"] for choice in rules["registries"][registry]]


def test_a_configuration_goes_round(told):
    config = told["config"]
    assert config["given"] == config["again"]
    for part in ("data", "network", "training"):
        assert {name: config["given"][part][name] for name in CONFIG[part] if name != "layers"} == {
            name: value for name, value in CONFIG[part].items() if name != "layers"
        }
    for (path, message), shown in zip(config["refused"], ("1.5", "-0.1", "'much'"), strict=True):
        assert path == "training.smoothing"
        assert message == f"training.smoothing is {shown}; it must be a number from 0 to 0.999."


def test_its_gradients_are_right(told):
    assert told["gradcheck"]["passed"]


def test_what_is_compiled_trains_as_numpy_does(told):
    (path, weights, losses), (plain, expected, others) = told["trained"]
    assert plain == "numpy"
    np.testing.assert_allclose(weights, expected, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(losses, others, rtol=1e-10)
    assert losses[-1] < losses[0]
    pytest.importorskip("wasmtime")
    assert path == "compiled"


def test_a_walk_tells_it_with_its_formulas_and_numbers(told):
    steps = told["walk"]["steps"]

    def first(kind):
        return next(step for step in steps if step["kind"] == kind)

    wanted = {
        "activation": (r"f(z) = e^{-z^2}", r"e \^ \{ -.* \^ \{?2", "activations", "Hill.value"),
        "loss": (
            r"\frac{1}{4} \sum_k (o_k - t_k)^4",
            r"\\frac \{ 1 \} \{ 4 \} \( .* \) \^ 4",
            "losses",
            "Quartic.per_example",
        ),
        "loss gradient": (r"(o_{1} - t_{1})^3", r"\( .* \) \^ 3", "losses", "Quartic.gradient"),
        "rate": (r"\eta \max(1 - t / T, 0)", r"\\eta = 0\.", "schedules", "Linear.factor"),
        "penalty": (r"\lambda \, \frac{w}{\sqrt{1 + w^2}}", r"g &?= ", "training", "train_step"),
        "change": (r"\kappa m + (1 - \kappa) g", r"0\.\d+ \\cdot ", "optimizers", "Averaged.change"),
    }
    for kind, (letters, numbers, module, function) in wanted.items():
        step = first(kind)
        assert letters in step["letters"], kind
        assert re.search(numbers, step["numbers"]), (kind, step["numbers"])
        assert (step["places"][0]["module"], step["places"][0]["function"]) == (module, function)
    assert "mean_before" in first("change")["values"]
    assert "hill" in told["walk"]["curves"]
    assert first("activation")["title"].endswith("the activation, hill")
    assert first("change")["says"] == "Follows a running mean of the gradients instead of the last one."
    assert {step["kind"] for step in told["batch"]["steps"]} >= {"activation", "loss", "change", "penalty"}


def test_the_script_carries_it_and_prints_the_pages_losses(told):
    script = told["script"]
    for name in (
        "class Hill(Activation)",
        "class Quartic(Loss)",
        "class Averaged(Optimizer)",
        "class Linear(Schedule)",
    ):
        assert name in script["text"]
    assert "smoothing=0.7" in script["text"]
    rows = [list(map(float, line.split()[:2])) for line in script["printed"].splitlines()[1:]]
    losses = dict(zip(script["epochs"], told["trained"][1][2], strict=True))
    assert len(rows) > 3
    for epoch, loss in rows:
        assert loss == pytest.approx(losses[int(epoch)], rel=1e-11)
    notebook = json.loads(told["notebook"]) if isinstance(told["notebook"], str) else told["notebook"]
    code = "".join("".join(cell["source"]) for cell in notebook["cells"])
    assert "class Averaged(Optimizer)" in code


def test_pytorch_gets_what_it_has_a_word_for_and_the_rest_is_refused_in_a_sentence(told):
    refused = told["pytorch"]["refused"]
    assert refused.startswith("training.optimizer is 'averaged', for which the export has no PyTorch code.")
    text = told["pytorch"]["text"]
    for word in ("torch.exp(-(self.layer1(x)) ** 2)", "((scores - targets) ** 4)", "((1 + W**2).sqrt() - 1).sum()"):
        assert word in text
    assert "class Linear(Schedule)" in text
    compile(text, "exported", "exec")


def test_the_tests_that_run_over_all_choices_run_over_it(home):
    """The gradient checks and the formulas, exactly as they stand, on the engine with the additions."""
    names = [f"test_{kind}[{name}]" for kind, name in KINDS.items() if kind != "datasets"]
    names[1] = "test_losses and quartic"
    chosen = ["hill-tanh-quartic", "tanh-hill-quartic-smooth_l1", "test_numbers_in_formulas[hill]", *names]
    files = [f"tests/engine/test_{name}.py" for name in ("formulas_shown", "gradients", "walk", "datasets")]
    where = ["-o", f"pythonpath={home} {ROOT}", "-p", "no:cacheprovider", "-q", "-n", "0", "-W", "ignore"]
    said = run(home, "-m", "pytest", *where, "-k", " or ".join([*chosen, "stripes"]), *files)
    passed = int(re.search(r"(\d+) passed", said)[1])
    assert passed >= 4 + 1 + 1 + 7 + 1, said
