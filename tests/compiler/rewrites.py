# ruff: noqa: E501 - each edit stands on its line

"""Rewrites the engine's own functions at random: into others that mean the same, or something else. Each has a seed.

The first kind changes the text as programmers do: temporaries, helpers, other spellings, rebinding in place of
in-place, loops over units, early returns. The second puts in what learners try: memory in many places, chance, types,
parts of arrays, reductions.
"""

import ast
import functools
import inspect
import textwrap

import numpy as np

from gradpad import activations, layers, losses, network, optimizers, regularizers, schedules, training

OWNERS = {
    "change": [optimizers.SGD, optimizers.Momentum, optimizers.Nesterov, optimizers.RMSProp, optimizers.Adam],
    "value": [activations.Tanh, activations.Sigmoid, activations.ReLU, activations.GELU, activations.Softplus],
    "slope": [activations.Tanh, activations.Sigmoid, activations.ReLU, activations.GELU, activations.Softplus],
    "per_example": [losses.HalfSquaredError, losses.MeanSquaredError, losses.Huber],
    "gradient": [losses.HalfSquaredError, losses.MeanSquaredError, losses.Huber, regularizers.L2],
    "forward": [layers.Dense, network.Network],
    "backward": [layers.Dense, network.Network],
    "backward_from_delta": [layers.Dense],
    "loss_and_gradients": [network.Network],
    "factor": [schedules.StepDecay],
    "train_step": [training],
}

# v: what a function was about to return, or the array that a statement works on. Each is a list of lines for v.
HOOKS = [
    "v = v + _remembered(v)", "v = v * _counted()", "v = v + 0.01 * np.random.normal(size=np.shape(v))",
    "v = v + 0.01 * RNG.normal()", "v = v * (1 + 0.1 * _default(v))", "v = v if isinstance(v, np.ndarray) else v * 0.5",
    "v = v if type(v) is np.ndarray else v * 0.5", "v = v * 0.5 if hasattr(v, 'dtype') else v", "v = _tried(v)",
    "v = v if np.sum(v) < 1e9 else 0 * v", "v = np.where(np.abs(v) < 5, v, 5 * np.sign(v))", "v = np.clip(v, -3, 3)",
    "v = v.clip(min=-2)", "v = v / (1 + np.sqrt((v * v).sum()))", "v = v / (1 + np.std(v))", "v = v - 0.1 * np.mean(v)",
    "v = v - 0.1 * v.mean(axis=0, keepdims=1)", "v = v + 0.01 * np.add.reduce(v)", "v = v * ((v > 0) + (v > 0.1) + 0.5)",
    "v = v * (np.maximum(v > 0, v < -0.1) + 0.5)", "v = v.astype(float)", "v = v.astype(np.float32)", "v = np.float32(v)",
    "v = v + 0.0; v[:1] = 0.5 * v[:1]", "v = v + 0.0; v[..., 0] *= 0.9", "v = v * 1; v[v < -1] = -1.0",
    "v = v * 1; v.T[-1] += 0.01", "v = np.concatenate([v[:1] * 0.9, v[1:]]) if len(v) > 1 else v",
    "v = np.stack([v, v * 0.5]).mean(axis=0)", "v = v[::-1][::-1] + 0.0", "v = v * (1 + 0.1 * np.argmax(v, axis=-1).max())",
    "v = v * (1 + 0.1 * (np.arange(v.shape[-1]) == np.argmax(v)))", "v = np.round(v, 6)", "v = v - (-0.0)", "v = +v",
    "v = 1 * v; w = v; w *= 0.9", "norm = np.sum(v * v); safe = norm; safe += 1.0; v = v / safe * (1 + 0 * norm)",
    "v = np.squeeze(v[None]) if np.ndim(v) > 1 and 1 not in np.shape(v) else v", "v = np.expand_dims(v, (0, -1))[0, ..., 0]",
    "v = v * np.broadcast_to(np.float64(0.5), np.shape(v))", "v = v ** 2 * np.sign(v)", "v = np.power(np.abs(v), 1.5)",
    "v = np.tanh(v) ** 3", "v = np.sinh(np.clip(v, -1, 1))", "v = v + np.zeros_like(v, dtype=float)",
    "v = np.sum(np.array([0.5, 0.5]) * np.stack([v, v], axis=-1), axis=-1)", "v = v * len(v) / np.shape(v)[0]",
    "v = np.nan_to_num(v)", "v = v * np.float64(0.5) + v * 0.5", "v = np.copy(v)", "v = np.multiply(v, 0.5, out=np.empty_like(v))",
    "v = v % 1.0", "v = v * (time.time() > 0)", "v = v.flatten().reshape(np.shape(v))", "v = v @ np.eye(v.shape[-1])",
    "v = np.logaddexp(v, 0) - np.log(2)", "v = v * np.isfinite(v)", "v = np.cumsum(v, axis=-1)", "v = np.sort(v)",
    "v = v * float(np.mean(v) * 0 + 1)", "v = np.linalg.norm(v) * v * 0.1", "v = sum(v * k for k in (0.25, 0.25, 0.5))",
    "v = np.asarray(v) * 1.0", "v = v if v.size > 1 else v * 2", "v = _nested(v)", "v = v * STATE.setdefault('scale', 0.9)",
    "v = v * STATE.get('never', 1.0)", "CACHE[np.shape(v)] = 1; v = v * len(CACHE)", "v = v * next(ENDLESS)",
]  # fmt: skip

PRELUDE = """
import itertools, random, time
import numpy as np
STATE, CACHE, SEEN = {}, {}, []
RNG = np.random.default_rng(5)
ENDLESS = itertools.repeat(0.9)
def _remembered(v):
    old = STATE.get(np.shape(v), 0.0)
    STATE[np.shape(v)] = 0.1 * v
    return old
def _counted():
    SEEN.append(1)
    return 1.0 if len(SEEN) < 300 else 0.5
def _default(v, seen=[0]):
    seen[0] += 1
    return seen[0] % 2
def _tried(v):
    try:
        return float(v) * 0.5
    except TypeError:
        return v
def _nested(v):
    def inner(u):
        return u * 0.5
    return inner(v) + inner(v)
def _help(v):
    return v
def _columns(x, W):
    return np.stack([x @ W[:, j] for j in range(W.shape[1])], axis=1)
def _units(x, W):
    out = np.zeros((len(x), W.shape[1]))
    for j in range(W.shape[1]):
        out[:, j] = x @ W[:, j]
    return out
def _halves(x, W):
    return np.concatenate([x @ W[:, :1], x @ W[:, 1:]], axis=1) if W.shape[1] > 1 else x @ W
"""

SPELLINGS = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide", ast.Pow: "power"}


def called(name, *arguments):
    return ast.Call(ast.parse(name, mode="eval").body, list(arguments), [])


class Respelt(ast.NodeTransformer):
    """Other ways to write the same expression, each by chance."""

    def __init__(self, rng, share):
        self.rng, self.share = rng, share

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if self.rng.random() > self.share:
            return node
        if isinstance(node.op, ast.MatMult):
            choice = self.rng.integers(5)
            return called(["np.matmul", "np.dot", "_columns", "_halves", "_units"][choice], node.left, node.right)
        choice = self.rng.integers(5)
        if choice == 0 and type(node.op) in SPELLINGS:
            return called(f"np.{SPELLINGS[type(node.op)]}", node.left, node.right)
        if choice == 1 and isinstance(node.op, (ast.Add, ast.Mult)):
            return ast.BinOp(node.right, node.op, node.left)
        if choice == 2 and isinstance(node.op, ast.Sub):
            return ast.BinOp(node.left, ast.Add(), ast.UnaryOp(ast.USub(), node.right))
        if choice == 3:
            return called("_help", node)
        if choice == 4 and isinstance(node.op, ast.Div):
            return ast.BinOp(node.left, ast.Mult(), ast.BinOp(ast.Constant(1.0), ast.Div(), node.right))
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("sum", "max") and self.rng.random() < self.share:
            spelt = (
                f"np.{node.func.attr}"
                if self.rng.integers(2)
                else "np." + {"sum": "add", "max": "maximum"}[node.func.attr] + ".reduce"
            )
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "np"):
                return ast.Call(ast.parse(spelt, mode="eval").body, [node.func.value, *node.args], node.keywords)
        return node


class Restated(ast.NodeTransformer):
    """Other ways to write the same statement, or nearly the same."""

    def __init__(self, rng, share):
        self.rng, self.share, self.count = rng, share, 0

    def visit_AugAssign(self, node):
        if self.rng.random() > self.share:
            return node
        load = ast.parse(ast.unparse(node.target), mode="eval").body
        value = ast.BinOp(load, node.op, node.value)
        choice = self.rng.integers(4)
        text = ast.unparse(node.target)
        if choice == 0:
            return ast.parse(f"{text} = {ast.unparse(value)}").body
        if choice == 1:
            return ast.parse(f"{text}[...] = {ast.unparse(value)}").body
        if choice == 2 and type(node.op) in SPELLINGS:
            return ast.parse(f"np.{SPELLINGS[type(node.op)]}({text}, {ast.unparse(node.value)}, out={text})").body
        slot = {"velocity": "velocity", "mean_square": "mean_square", "mean": "mean"}.get(text)
        if slot:
            return ast.parse(f"{text} = slots[{slot!r}] = {ast.unparse(value)}").body
        if text == "param":
            return ast.parse(f"setattr(layer, name, {ast.unparse(value)})").body
        return node

    def visit_Return(self, node):
        if node.value is None or self.rng.random() > self.share:
            return node
        self.count += 1
        return [
            *ast.parse(f"result{self.count} = {ast.unparse(node.value)}").body,
            *ast.parse(f"return result{self.count}").body,
        ]

    def visit_Assign(self, node):
        if self.rng.random() > self.share or not isinstance(node.value, ast.BinOp):
            return node
        self.count += 1
        name = f"part{self.count}"
        left = ast.parse(f"{name} = {ast.unparse(node.value.left)}").body
        return [
            *left,
            ast.Assign(node.targets, ast.BinOp(ast.Name(name, ast.Load()), node.value.op, node.value.right), lineno=1),
        ]


def rewritten(source, rng):
    """A function's text, rewritten."""
    tree = ast.parse(source)
    function = tree.body[0]
    function.decorator_list = []
    if rng.random() < 0.8:
        tree = Respelt(rng, 0.4).visit(tree)
        tree = Restated(rng, 0.5).visit(tree)
    if rng.random() < 0.6:
        hook(tree.body[0], rng)
    if rng.random() < 0.1:
        condition = ["True", "np.ndim(0) == 0", "len(SEEN) >= 0", "__name__"][rng.integers(4)]
        body = tree.body[0].body
        tree.body[0].body = [ast.If(ast.parse(condition, mode="eval").body, body, [])]
    return ast.unparse(ast.fix_missing_locations(tree))


def hook(function, rng):
    """Puts lines that change a value before a return, or after an assignment."""
    lines = HOOKS[rng.integers(len(HOOKS))]
    places = [
        (body, index)
        for node in ast.walk(function)
        for name in ("body", "orelse")
        if isinstance(body := getattr(node, name, None), list)
        for index, statement in enumerate(body)
        if (isinstance(statement, ast.Return) and statement.value is not None)
        or (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], (ast.Name, ast.Attribute)))
    ]
    if not places:
        return
    body, index = places[rng.integers(len(places))]
    statement = body[index]
    if isinstance(statement, ast.Return):
        body[index : index + 1] = ast.parse(f"v = {ast.unparse(statement.value)}\n{lines}\nreturn v").body
    else:
        target = ast.unparse(statement.targets[0])
        body[index + 1 : index + 1] = ast.parse(f"v = {target}\n{lines}\n{target} = v").body


@functools.cache
def source_of(owner, name):
    return textwrap.dedent(inspect.getsource(getattr(owner, name)))


def edit(seed):
    """Returns: what to rewrite: [(owner, name, text)], one function or two."""
    rng = np.random.default_rng(seed)
    chosen = []
    for name in rng.choice(list(OWNERS), size=1 + (rng.random() < 0.3), replace=False):
        owner = OWNERS[name][rng.integers(len(OWNERS[name]))]
        chosen.append((owner, str(name), rewritten(source_of(owner, name), rng)))
    return chosen
