# ruff: noqa: E501 - each edit stands on its line

"""Natural edits, and lines for the console: compiled training gives what NumPy gives, or says why NumPy trains."""

import re

import numpy as np
import pytest

from gradpad import trainer, training
from tests.compiler.edits import begun, outcome, put_back

pytestmark = pytest.mark.usefixtures("quick")

MOMENTUM = """        velocity = slots["velocity"]
        velocity *= self.momentum
        velocity += grad
        return rate * velocity
"""
TANH = """    def value(self, z: Array) -> Array:
        return np.tanh(z)
"""
FORWARD = """        self.a = self.activation.value(self.z)  #: activation
"""
UPDATE = """            param -= change  #: update
"""
LOSS = """        return 0.5 * ((scores - targets) ** 2).sum(axis=1)
"""
NUMPY = "import numpy as np\n"


def optimizer(body, before=""):
    edit = {"optimizers": [(MOMENTUM, body)]}
    if before:
        edit["optimizers"].append((NUMPY, NUMPY + before))
    return edit


def tanh(body, before=""):
    edit = {"layers": [(TANH, "    def value(self, z: Array) -> Array:\n" + body)]}
    if before:
        edit["layers"].append((NUMPY, NUMPY + before))
    return edit


def update(body):
    return {"training": [(UPDATE, body)]}


def layer(line):
    return {"layers": [(FORWARD, FORWARD + line)]}


SUPPORTED = {
    # State that is rebound.
    "a slot rebound": optimizer("""        slots["velocity"] = self.momentum * slots["velocity"] + grad
        return rate * slots["velocity"]
"""),
    "slots.update": optimizer("""        slots.update(velocity=self.momentum * slots["velocity"] + grad)
        return rate * slots["velocity"]
"""),
    "setdefault": optimizer("""        sums = slots.setdefault("sums", np.zeros_like(param))
        sums += grad * grad
        return rate * grad / (np.sqrt(sums) + 1e-8)
"""),
    "a counter in the slots (textbook Adam)": optimizer("""        t = slots["t"] = slots.get("t", 0) + 1
        slots["m"] = 0.9 * slots.get("m", 0.0) + 0.1 * grad
        slots["v"] = 0.999 * slots.get("v", 0.0) + 0.001 * grad**2
        return rate * (slots["m"] / (1 - 0.9**t)) / (np.sqrt(slots["v"] / (1 - 0.999**t)) + 1e-8)
"""),
    "AMSGrad": optimizer("""        slots["velocity"] = np.maximum(slots["velocity"], grad * grad)
        return rate * grad / (np.sqrt(slots["velocity"]) + 1e-8)
"""),
    "setattr": update("            setattr(layer, name, param - change)\n"),
    "layer.W =": update("""            if name == "W":
                layer.W = layer.W - change
            else:
                layer.b = layer.b - change
"""),
    "written with [...]": update("            param[...] = param - change\n"),
    "np.subtract with out": {"training": [
        (UPDATE, "            np.subtract(param, change, out=param)\n"), ("from typing import", "import numpy as np\nfrom typing import")]},
    "the step in a helper": update("            _go(param, change)\n") | {},
    "rate *= 0.9": optimizer("        rate *= 0.9\n        return rate * grad\n"),
    "rates.learning_rate *= 0.99": update("            rates.learning_rate *= 0.99\n" + UPDATE),
    # Recorder.
    "keepdims=1": tanh("        return z / (np.abs(z).sum(axis=-1, keepdims=1) + 1)\n"),
    "add.reduce": optimizer("        return rate * grad / (1 + np.sqrt(np.add.reduce(grad * grad)))\n"),
    "truth values added": tanh("        return np.tanh(z) + 0.1 * ((z > 0) + (z > 1))\n"),
    "an alias of a norm": optimizer("""        norm = np.sqrt(np.sum(grad * grad))
        safe = norm
        safe += 0.1
        return rate * grad / safe * norm
"""),
    "by columns": tanh("""        out = np.empty_like(z)
        for j in range(z.shape[-1]):
            out[..., j] = np.tanh(z[..., j])
        return out
"""),
    "a part of the gradient": optimizer("""        velocity = slots["velocity"]
        velocity[:1] *= 0.5
        velocity[-1] += grad[-1]
        return rate * (velocity + grad)
"""),
    "a[a < 0] = 0": tanh("        a = z.copy()\n        a[a < 0] = 0\n        return a\n"),
    "clip(min=)": tanh("        return z.clip(min=-1, max=1)\n"),
    "std": optimizer("        return rate * grad / (grad.std() + 0.1)\n"),
    "argmax": tanh("        return np.tanh(z) * (1 + 0.1 * np.argmax(z, axis=-1, keepdims=True))\n"),
    "isinstance(z, np.ndarray)": tanh("        return np.tanh(z) if isinstance(z, np.ndarray) else z\n"),
    "isinstance(step, int)": optimizer("        return rate * grad if isinstance(step, int) else grad\n"),
    "hasattr": tanh("        return np.tanh(z) if hasattr(z, 'shape') else z\n"),
    "sinh beyond 709": tanh("        return np.tanh(z) + 0 * np.minimum(np.sinh(z * 0 + 710.0), 1)\n"),
    # Evaluation that was edited.
    "Trainer.mean_loss": {"trainer": [("        return float(loss.value(scores, examples.targets))", "        return 2 * float(loss.value(scores, examples.targets))")]},
    "Trainer.evaluate": {"trainer": [("        outputs = self.network.forward(examples.x)", "        outputs = self.network.forward(examples.x + 0.1)")]},
    "Trainer.evaluate_each": {"trainer": [("[self.evaluate(examples) for examples in sets]", "[(2 * loss, outputs) for loss, outputs in map(self.evaluate, sets)]")]},
    "Network.scores": {"network": [("        return self.layers[-1].z if loss.from_logits else self.layers[-1].a", "        return self.layers[-1].z")]},
    "outputs made from the last layer's": {"network": [("        return x\n", "        return x * 0.5\n")]},
    # From the console.
    "a layer's own forward": {"console": [
        "layer = net.layers[0]\nplain = layer.forward\nlayer.forward = lambda x, mask=None: plain(x * 0.5, mask)"]},
    "a layer's gain": {**layer("        self.a = self.a * getattr(self, 'gain', 1.0)\n"), "console": [
        "net.layers[0].gain = 2.0"]},
}  # fmt: skip
SUPPORTED["the step in a helper"] = {"training": [
    (UPDATE, "            _go(param, change)\n"),
    ("def dropout_masks(", "def _go(param: Array, change: Array) -> None:\n    param -= change\n\n\ndef dropout_masks("),
]}  # fmt: skip

REFUSED = {
    # State kept in Python.
    "a module's dict": (optimizer("""        MEMORY["n"] = MEMORY.get("n", 0) + 1
        return rate * grad / MEMORY["n"]
""", "MEMORY: dict[str, int] = {}\n"), "keeps something from step to step, in optimizers.MEMORY"),
    "a module's list": (optimizer("""        SEEN.append(1)
        return rate * grad / len(SEEN)
""", "SEEN: list[int] = []\n"), "SEEN"),
    "arrays in a module's dict": (optimizer("""        key = param.shape
        MEMORY[key] = 0.9 * MEMORY.get(key, 0.0) + grad
        return rate * MEMORY[key]
""", "MEMORY: dict[tuple[int, ...], object] = {}\n"), "MEMORY"),
    "a class's counter": (optimizer("""        Momentum.count = getattr(Momentum, "count", 0) + 1
        return rate * grad / Momentum.count
"""), "Momentum.count"),
    "a late counter": (optimizer("""        Momentum.count = getattr(Momentum, "count", 0) + 1
        return rate * grad * (0.1 if Momentum.count >= 60 else 1.0)
"""), "Momentum.count"),
    "object.__setattr__": (optimizer("""        object.__setattr__(self, "count", getattr(self, "count", 0) + 1)
        return rate * grad / self.count
"""), "count"),
    "a default argument": (tanh("        return np.tanh(z) / _count()\n", """

def _count(seen: list[int] = []) -> int:
    seen.append(1)
    return 1 + len(seen) // 10

"""), "_count.__defaults__"),
    "layer.prev": (layer("""        if hasattr(self, "prev") and self.prev.shape == self.a.shape:
            self.a = self.a + 0.1 * self.prev
        self.prev = self.a
"""), "earlier step"),
    "a running mean": (layer("        self.mean = 0.9 * getattr(self, 'mean', 0.0) + 0.1 * self.a.mean()\n"
                             "        self.a = self.a - self.mean\n"), "earlier step"),
    "a running mean in an activation": (tanh("""        self.mean = 0.9 * getattr(self, "mean", 0.0) + 0.1 * z.mean()
        return np.tanh(z - self.mean)
"""), "earlier step"),
    "an iterator": (optimizer("        return rate * grad * next(STEPS)\n", "import itertools\nSTEPS = itertools.count(1)\n"),
                    "iterator"),
    # Chance.
    "np.random": (optimizer("        return rate * (grad + 0.1 * np.random.normal(size=grad.shape))\n"), "keeps something|chance"),
    "np.random, rarely": (optimizer("        return rate * grad * (0 if np.random.random() < 1e-9 else 1)\n"), "keeps something"),
    "a generator": (tanh("        return np.tanh(z + 0.1 * RNG.normal(size=z.shape))\n", "RNG = np.random.default_rng(1)\n"), "RNG"),
    "a fresh generator": (tanh("        return np.tanh(z + 0.1 * np.random.default_rng().normal(size=z.shape))\n"), "chance"),
    "random": (layer("        import random\n        self.a = self.a * random.choice([0.5, 1.0, 2.0])\n"), "keeps something|chance"),
    "the clock": (optimizer("        return rate * grad * (1 if time.time() > 0 else 2)\n", "import time\n"), "time"),
    # The trainer.
    "Trainer.order": ({"trainer": [("            self._order = (self.epoch, shuffled_order(self.order_key, self.epoch, len(self.examples)))",
                                    "            self._order = (self.epoch, np.arange(len(self.examples)))")]}, "Trainer.order"),
    "Trainer.next_batch": ({"trainer": [("        return x[batch], targets[batch]\n", "        return x[batch] + 0.1, targets[batch]\n")]},
                           "Trainer.next_batch"),
    "Trainer.run": ({"trainer": [("            self.step += 1\n", "            self.step += 2\n")]}, "Trainer.run"),
    "trainer.order": ({"console": ["trainer.order = lambda: np.arange(len(trainer.examples))"]}, "Trainer.order"),
    # What looks at types, or at values.
    "type() is": (tanh("        return np.tanh(z) if type(z) is np.ndarray else z\n"), r"type\(\)"),
    "try: float": (optimizer("""        try:
            return float(rate) * grad * 0.5
        except TypeError:
            return rate * grad
"""), r"float\(\)"),
    "if step > 20": (optimizer("        return rate * grad if step < 20 else 0.1 * rate * grad\n"), "branching.*line"),
    "float32": (tanh("        return np.tanh(z.astype('f4'))\n"), "float32"),
    "a cast in a sum": (tanh("        return np.tanh(z) / (1 + np.sum(np.abs(z), axis=-1, keepdims=True, dtype='f4'))\n"), "dtype"),
    "two layers share": ({"console": ["net.layers[0].b = net.layers[0].W[0]"]}, "share their memory"),
    "weights of float32": ({"console": ["net.layers[0].W = net.layers[0].W.astype('f4')"]}, "float64"),
    "a slot that is the weights": (optimizer("        slots['velocity'] = param\n        return rate * grad\n"), "shares its memory"),
}  # fmt: skip


@pytest.mark.parametrize("name", SUPPORTED)
def test_compiled_training_of_edited_code_agrees(name):
    assert outcome(SUPPORTED[name]) == "agreed"


@pytest.mark.parametrize("name", REFUSED)
def test_what_compiled_code_could_not_do_is_said_and_numpy_trains(name):
    edit, words = REFUSED[name]
    told = outcome(edit)
    assert told.startswith("refused: "), told
    assert re.search(words, told), told


LOOKING_ACROSS = {
    "less the mean": "        return np.tanh(z - z.mean(axis=0))\n",
    "by the largest": "        return z / np.max(np.abs(z))\n",
    "softmax over axis 0": "        e = np.exp(z - z.max(axis=0))\n        return e / e.sum(axis=0)\n",
    "by how many": "        return np.tanh(z) * len(z) / 100\n",
    "by place": "        return np.tanh(z) + np.linspace(0, 1, len(z)).reshape(-1, *[1] * (z.ndim - 1))\n",
}


@pytest.mark.parametrize("name", LOOKING_ACROSS)
def test_what_looks_across_the_examples_is_evaluated_whole(name):
    """Training is compiled, batch by batch; losses, outputs and maps are those of all examples together."""
    assert outcome(tanh(LOOKING_ACROSS[name])) == "agreed"


def test_another_training_step_from_the_console_trains(monkeypatch):
    monkeypatch.setattr(training, "train_step", training.train_step)  # put back afterwards
    monkeypatch.setattr(trainer, "train_step", trainer.train_step)
    told = outcome({"console": ["""
import gradpad.training
def train_step(network, recipe, slots, x, targets, rates, step):
    loss = network.loss_and_gradients(recipe.loss, x, targets)
    for layer in network.layers:
        layer.W -= 0.01 * layer.grads["W"]
    return loss
gradpad.training.train_step = train_step
"""]})  # fmt: skip
    assert told == "agreed"
    assert trainer.train_step.__module__ == "__console__"


@pytest.mark.parametrize("engine", ["numpy", "auto"])
def test_a_rate_that_code_writes_into_is_the_same_at_the_next_step_however_a_run_is_cut(engine):
    ends = []
    for pieces in ([20], [1] * 20):
        session, _ = begun(SUPPORTED["rate *= 0.9"], {}, engine)
        try:
            for steps in pieces:
                session.train(max_steps=steps)
            ends.append(session.snapshot()["weights_flat"].copy())
        finally:
            put_back()
    np.testing.assert_array_equal(*ends)
