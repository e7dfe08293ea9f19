"""All that the page promises to do with Python, done once: the build keeps what this uses, and a test runs it again.

It runs inside Pyodide: first with everything that Pyodide and NumPy have, to see which modules that takes; then, in
tests/build, with what was kept. What a visitor may want beyond the page's own doing, in its console, is in `CONSOLE`.
"""

import asyncio
import codecs
import contextlib
import importlib
import io
import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

import gradpad
from gradpad import sources
from gradpad.config import description
from gradpad.config.presets import PRESETS
from gradpad.errors import GradpadError
from gradpad.export import FORMATS
from gradpad.session import Session

# What learners import in a console. Each of these comes with all that it imports itself.
STANDARD = """
abc array ast asyncio base64 binascii bisect builtins calendar cmath cProfile codecs collections collections.abc
colorsys contextlib copy copyreg csv dataclasses datetime decimal difflib dis enum errno fractions functools gc glob
gzip hashlib heapq html html.parser importlib.metadata importlib.resources inspect io itertools json keyword linecache
locale logging math numbers opcode operator os os.path pathlib pickle pkgutil platform pprint profile pstats pydoc
random re reprlib rlcompleter secrets shutil signal site stat statistics string string.templatelib struct sys
sysconfig tempfile textwrap this threading time timeit token tokenize traceback tracemalloc types typing unicodedata
urllib.parse uuid warnings weakref zipfile zlib
"""
NUMPY = """
char core ctypeslib dtypes exceptions fft lib lib.array_utils lib.format lib.introspect lib.mixins lib.npyio
lib.recfunctions lib.scimath lib.stride_tricks linalg ma ma.extras matlib polynomial polynomial.chebyshev
polynomial.hermite polynomial.hermite_e polynomial.laguerre polynomial.legendre polynomial.polynomial random rec
strings typing
"""
ENCODINGS = """
ascii base64 cp1252 cp437 hex idna latin-1 punycode raw-unicode-escape rot13 unicode-escape utf-16 utf-16-le utf-16-be
utf-32 utf-8 utf-8-sig
"""

FIGURES: list[dict[str, Any]] = [
    {},
    {"data": {"kind": "spiral"}, "network": {"layers": [{"units": 8}] * 2}, "training": {"optimizer": "adam"}},
    {"data": {"kind": "plane"}, "network": {"output": "identity"}, "training": {"regularizer": "l2"}},
    {
        "data": {"kind": "points", "points": [[x / 2 - 2, x % 3] for x in range(9)], "labels": [0, 1, 2] * 3},
        "network": {"output": "softmax"},
        "training": {"loss": "softmax_cross_entropy", "dropout": 0.25},
    },
]

CONSOLE = """
net
[layer.W.shape for layer in net.layers]
session.train(max_epochs=2)["epoch"]
trainer.rates
print("a", 1.5, [1, 2], file=__import__("sys").stderr)
def f(x):
help(np.linspace)
help(net)
from numpy import *; sin(array([0.5]))
help("len")
import inspect; print(inspect.signature(np.clip), inspect.getsource(type(net)))
np.set_printoptions(precision=3); np.arange(2000.0).reshape(40, 50)
repr(np.array(["a", "b"])), np.array([1 + 2j]), np.datetime64("2026-01-01"), np.float32(1)
np.linalg.eigh(np.eye(3)), np.linalg.svd(np.ones((2, 3))), np.linalg.solve(np.eye(2), [1, 2])
np.fft.rfft(np.sin(np.arange(16.0)))
np.random.seed(1); np.random.rand(2), np.random.default_rng(1).normal(size=3), np.random.permutation(4)
np.polynomial.Polynomial.fit([0, 1, 2], [1, 3, 7], 2), np.polyfit([0, 1, 2], [1, 3, 7], 2)
np.ma.masked_array([1, 2], mask=[0, 1]).mean(), np.nanmedian([1, np.nan]), np.histogram([1, 2, 2])
np.einsum("ij,jk->ik", np.eye(2), np.eye(2)), np.unique([1, 1]), np.quantile([1, 2, 3], 0.5), np.cov([[1, 2], [3, 4]])
np.save("/tmp/a.npy", np.eye(2)); np.load("/tmp/a.npy")
np.savez("/tmp/a.npz", a=np.eye(2)); np.load("/tmp/a.npz")["a"]
np.savetxt("/tmp/a.csv", np.eye(2), delimiter=","); np.loadtxt("/tmp/a.csv", delimiter=",")
np.genfromtxt(["1,2", "3,4"], delimiter=","), np.array2string(np.eye(2)), np.base_repr(10, 2)
np.info(np.exp); np.show_config(); np.vectorize(lambda x: x + 1)([1, 2])
import datetime; datetime.datetime.strptime("2026-11-22", "%Y-%m-%d").strftime("%A")
import random; random.seed(2); random.gauss(0, 1), random.sample(range(9), 3)
import statistics; statistics.stdev([1, 2, 4]), statistics.NormalDist(0, 1).cdf(1)
import timeit; timeit.timeit("1 + 1", number=10)
import cProfile; cProfile.run("sum(range(10))")
import json, csv, io, pickle, copy; pickle.loads(pickle.dumps([1, {"a": np.eye(2)}])), copy.deepcopy(net)
import sys; sys.set_int_max_str_digits(0); len(str(3 ** 40000)), int("1" * 9000) % 7
import decimal, fractions; decimal.Decimal(1) / 3, fractions.Fraction(1, 3), complex(1, 2)
import re, textwrap, pprint, dis; pprint.pprint({"a": list(range(40))}); dis.dis(lambda: 1)
import platform, sys
import warnings; warnings.simplefilter("always"); warnings.warn("careful")
platform.platform(), sys.version
import pathlib; pathlib.Path("/tmp/t.txt").write_text("é"); open("/tmp/t.txt").read()
import gradpad.walk; dir(gradpad)
"""
MISTAKES = """
1 / 0
undefined_name
np.aray
for
exec("class A:\\n  pass\\nA().b")
eval("(1 +")
np.ones(2) @ np.ones(3)
raise ExceptionGroup("several", [ValueError(1), KeyError(2)])
raise SystemExit(2)
"""


def boot() -> None:
    """What the worker does before its first answer."""
    assert gradpad.__version__
    assert sys.version_info[:3]


def sessions() -> None:
    """Every preset and every choice of every menu, trained, compiled and through NumPy, looked at and taken along."""
    json.dumps(description.describe())
    for preset in PRESETS:
        Session(preset.config).train(max_epochs=1)
    for config in FIGURES:
        tell_about(Session(config))
    for name in ("datasets", "features", "activations", "initializers"):
        for choice in description.REGISTRIES[name]:
            with contextlib.suppress(GradpadError):  # some go only with others
                Session(with_choice(name, choice)).train(max_epochs=1)
    for name in ("losses", "optimizers", "schedules", "regularizers"):
        for choice in description.REGISTRIES[name]:
            with contextlib.suppress(GradpadError):
                Session(with_choice(name, choice)).train(max_steps=2)


def with_choice(registry: str, choice: str) -> dict[str, Any]:
    """Return a configuration with one choice of a menu, trained through NumPy."""
    training: dict[str, Any] = {"engine": "numpy"}
    match registry:
        case "datasets":
            return {"data": {"kind": choice}, "training": training}
        case "features":
            return {"features": ["x1", choice], "training": training}
        case "activations":
            return {"network": {"layers": [{"units": 3, "activation": choice}]}, "training": training}
        case "initializers":
            return {"network": {"initializer": choice}, "training": training}
        case "losses":
            return {"training": {**training, "loss": choice}}
    return {"training": {**training, registry.removesuffix("s"): choice}}


def tell_about(session: Session) -> None:
    """Trains a session, asks it everything, and opens again whatever it gives out."""
    session.train(max_epochs=2)
    session.train(budget_ms=5)
    session.update({**session.config.to_dict(), "training": {"engine": "numpy"}})
    session.train(max_steps=3)
    for ask in (session.data, session.metrics, session.diagnosis, session.gradcheck, session.describe):
        ask()
    session.predict(resolution=20, units=True)
    session.predict(points=[[0.5, 1.0]])
    session.predict_one(point=[0.5, 1.0])
    for example in (0, "batch", {"point": [0.5, 1.0], "label": 0}):
        session.walk(example)
    files = {kind: session.export(kind) for kind in FORMATS}
    session.open_weights(files["json"])
    session.open_weights(files["npz"])
    session.open_session(str(files["session"]))
    assert {kind for kind, content in files.items() if not content} == set()


def workshop() -> None:
    """The engine's sources, edits good and bad, one's own activation and inputs, and the console."""
    layers = [{"units": 3, "activation": "sine"}]
    session = Session({"features": ["x1", {"formula": "sin(pi*x1) + x2^2"}], "network": {"layers": layers}})
    for module in session.source()["modules"]:
        session.source(module["name"])
    text = session.source("activations")["text"]
    for bad in ("def f(:", "raise ValueError(1)", "x = 1"):
        assert not session.edit("activations", bad)["applied"]
    assert session.edit("activations", text.replace("np.sin(z)", "np.sin(1.0 * z)"))["applied"]
    session.train(max_epochs=2)
    session.restore()
    for kind, typed in (
        ("activation", "exp(-z**2)"),
        ("loss", "abs(o - t)"),
        ("input", "sin(x1)"),
        ("data", "x1 * x2"),
    ):
        assert session.own(kind, "bump", typed, add=True)["problem"] is None
    assert session.search("np.tanh")["found"]
    for wrong in ("", "exp(", "sin(y)", "__import__('os')"):
        assert session.own("activation", "wrong", wrong)["problem"]
    for line in CONSOLE.strip().split("\n"):
        error = session.console(line)["error"]
        assert error is None, (line, error)
    for line in MISTAKES.strip().split("\n"):
        error = session.console(line)["error"]
        assert error, line
        assert "ImportError" not in str(error), error
        assert "ModuleNotFoundError" not in str(error), error
    for begun in ("net.la", "np.lin", "imp", "np.random.", "session.config.", "f'{"):
        session.complete(begun)
    with contextlib.suppress(GradpadError):
        Session({"training": {"learning_rate": "fast"}})


def imports() -> None:
    """The whole engine; what learners import, in full; and how their text may be coded."""
    import_engine()
    for name in STANDARD.split():
        with contextlib.redirect_stdout(io.StringIO()):
            importlib.import_module(name)
    for name in NUMPY.split():
        with contextlib.suppress(DeprecationWarning):
            importlib.import_module(f"numpy.{name}")
    for encoding in ENCODINGS.split():
        codecs.lookup(encoding)


def import_engine() -> None:
    """All of its modules."""
    for name in set(sources.names()) - {"compiler.runtime_wasmtime"}:  # that one is for other places than a browser
        importlib.import_module(f"gradpad.{name.removesuffix('.__init__')}")


async def waiting() -> None:
    """A coroutine, as Pyodide runs one."""
    await asyncio.sleep(0)
    await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))


PROMISES: tuple[Callable[[], None], ...] = (boot, imports, sessions, workshop)


def keep_all() -> None:
    """Does all of it. Raises: whatever goes wrong; ImportError, where something was left out that is needed."""
    with np.errstate(all="ignore"):
        for promise in PROMISES:
            promise()
