"""What a formula in LaTeX comes to: a small reader of the mathematics that the engine writes, and of nothing else.

It knows nothing of the engine, so that formulas written by hand, those that the compiler derives, and those that a walk
shows with numbers in them can be held against what the code computes.
"""

import re

import numpy as np

TOKEN = re.compile(
    r"\\(?:begin|end|text|operatorname|mathrm)\{[^{}]*\}"
    r"|(?:\\[A-Za-z]+|[A-Za-z])(?:_(?:\{[^{}]*\}|[A-Za-z0-9]))?|\\.|\d+(?:\.\d+)?(?: \\times 10\^\{-?\d+\})?|\s+|."
)
SILENT = {r"\left", r"\right", r"\,", r"\;", r"\quad", r"\!"}
FUNCTIONS = {
    r"\ln": np.log, r"\sin": np.sin, r"\cos": np.cos, r"\tanh": np.tanh, r"\operatorname{sgn}": np.sign,
}  # fmt: skip
OF_TWO = {r"\max": np.maximum, r"\min": np.minimum}
RELATIONS = {
    "<": np.less, ">": np.greater, r"\le": np.less_equal, r"\ge": np.greater_equal, "=": np.equal, r"\ne": np.not_equal,
}  # fmt: skip
ENDS = {"}", ")", "|", "]", ",", "&", r"\\", r"\end{cases}", r"\rfloor", "+", "-", "", *RELATIONS}


class Reader:
    """Args: text: a formula; letters: their values, numbers or arrays; literal: what a written number stands for."""

    def __init__(self, text, letters, literal=float):
        found = [token.strip() for token in TOKEN.findall(text)]
        self.tokens = [token for token in found if token and token not in SILENT]
        self.letters, self.literal, self.at = letters, literal, 0

    @property
    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted=None):
        token = self.next
        assert wanted in (None, token), f"{token!r} stands where {wanted!r} is awaited, in {' '.join(self.tokens)}"
        self.at += 1
        return token

    def total(self):
        value = -self.product() if self.next == "-" and self.take() else self.product()
        while self.next in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        if self.next == "-":  # as in -\ln a + -\ln b
            self.take()
            return -self.product()
        value = self.power()
        while self.next not in ENDS:
            if self.next == "/":
                self.take()
                value = value / self.power()
            else:
                if self.next == r"\cdot":
                    self.take()
                value = value * self.power()
        return value

    def power(self):
        value = self.piece()
        if self.next == "^":
            self.take()
            whole = re.match(r"(\d+|\{ (\d+) \})( |$)", " ".join(self.tokens[self.at :]))
            exponent = self.group() if self.next == "{" else self.piece()
            value = value ** (int(whole[2] or whole[1]) if whole else exponent)
        return value

    def group(self, opening="{", closing="}"):
        self.take(opening)
        value = self.total()
        self.take(closing)
        return value

    def piece(self):
        token = self.take()
        if token in self.letters:
            return self.letters[token]
        if token[0].isdigit():
            digits, _, exponent = token.partition(r"\times 10^{")
            return self.literal(digits.strip() + (f"e{exponent.rstrip('}')}" if exponent else ""))
        self.at -= 1
        return self.operation()

    def operation(self):
        token = self.take()
        if token in ("(", "{", "[", "|", r"\lfloor"):
            self.at -= 1
            closing = {"(": ")", "{": "}", "[": "]", "|": "|", r"\lfloor": r"\rfloor"}[token]
            value = self.group(token, closing)
            return {"|": np.abs, r"\lfloor": np.floor}.get(token, lambda same: same)(value)
        if token in (r"\frac", r"\tfrac"):
            return self.group() / self.group()
        if token == r"\sqrt":
            return np.sqrt(self.group())
        if token in FUNCTIONS:
            return FUNCTIONS[token](self.product())
        if token in OF_TWO:
            self.take("(")
            first = self.total()
            self.take(",")
            second = self.total()
            self.take(")")
            return OF_TWO[token](first, second)
        if token == r"\begin{cases}":
            return self.cases()
        if token.startswith(r"\sum"):
            if self.next == "^":
                self.take()
                self.group() if self.next == "{" else self.take()
            return np.sum(self.product())
        constants = {"e": np.e, r"\pi": np.pi}
        assert token in constants, f"{token!r} is not known, in {' '.join(self.tokens)}"
        return constants[token]

    def cases(self):
        values, conditions = [], []
        while True:
            values.append(self.total())
            self.take("&")
            conditions.append(self.condition())
            if self.take() == r"\end{cases}":
                break
        return np.select(np.broadcast_arrays(*conditions), np.broadcast_arrays(*values), np.nan)

    def condition(self):
        if self.next.startswith(r"\text"):
            self.take()
            return np.True_
        left, relation = self.total(), self.take()
        return RELATIONS[relation](left, self.total())


def value(text, letters, literal=float):
    """Args:    text: a formula without an equals sign; after it may follow what letters in it mean: ", e = a - b".
    Returns: what it comes to.
    """
    text, *meanings = text.split(r", \quad ")
    letters = dict(letters)
    for meaning in meanings:
        left, _, right = meaning.partition("=")
        letters[left.strip()] = value(right, letters, literal)
    reader = Reader(text, letters, literal)
    with np.errstate(all="ignore"):
        found = reader.total()
    assert reader.next == "", f"{reader.next!r} is left over, in {text}"
    return found


def assigned(text, letters):
    """Args: text: "v \\leftarrow a, \\quad w \\leftarrow b". Returns: the letters after all of that, in order."""
    letters = dict(letters)
    for part in text.split(r", \quad "):
        left, _, right = part.partition(r"\leftarrow")
        letters[left.strip()] = value(right, letters)
    return letters
