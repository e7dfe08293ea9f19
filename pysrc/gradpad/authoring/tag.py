"""A figure as its author writes it: attributes and a configuration, checked where they stand, and the tag they make.

The page checks them again (web/embed/attributes.js); a test holds both to the same names and the same judgement.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gradpad.config.description import describe
from gradpad.config.schema import Config
from gradpad.errors import ConfigError, GradpadError

#: What is to be seen, for those who do not see it.
ALT = "A figure of Gradpad: a small network learns the points of a plane."
MOST_EPOCHS = 100_000
HEIGHTS = (80, 4000)  # pixels
NUMBER = r"-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?"
#: What each attribute may be: a pattern, and what that is in words.
PATTERNS = {
    "preset": (None, "the name of an experiment"),
    "data": (None, "the name of a data set"),
    "layers": (r"none|\d{1,4}([\s,]+\d{1,4})*", "none, or numbers of units, such as “8 8”"),
    "activation": (None, "the name of an activation"),
    "features": (r"\S+([\s,]+\S+)*", "names of inputs, such as “x1 x2 sin_x1”"),
    "noise": (NUMBER, "a number, such as 0.1"),
    "rate": (NUMBER, "a number, such as 0.03"),
    "seed": (r"\d{1,10}", "a whole number from 0"),
    "pace": (r"step|slow|watch|full", "one of step, slow, watch, full"),
    "show": (r"[\w:,\s-]+", "names of parts, such as “plane loss:curve”"),
    "hide": (r"[\w:,\s-]+", "names of parts, such as “drawer”"),
    "theme": (r"auto|light|dark", "one of auto, light, dark"),
    "autoplay": (r"|true|false", "left empty, or one of true, false"),
    "start": (r"seen|touch", "one of seen, touch"),
    "at": (r"(epoch\s+)?\d{1,6}", f"a number of epochs from 0 to {MOST_EPOCHS}, such as “epoch 40”"),
    "height": (r"\d{1,5}(px)?", f"a whole number of pixels from {HEIGHTS[0]} to {HEIGHTS[1]}"),
    "link": (r"\S+", "a share link, or its end"),
    "config": (r"(?s).*", "a configuration as JSON"),
    "src-config": (r"\S+", "the address of a configuration"),
}
MOST_CHARACTERS = 1_000_000  # of a configuration
BASES = ("preset", "link", "config", "src-config")  # what a figure starts from: one of them, or a configuration


class FigureError(ValueError):
    """A figure that can't be made: it names the attribute or the field, its value, and what is allowed."""


@dataclass(frozen=True)
class Figure:
    """Args: attributes, as they stand in the tag; config: what was written inside it, checked, or None."""

    attributes: dict[str, str]
    config: dict[str, Any] | None = None

    @staticmethod
    def of(attributes: Mapping[str, str | None], body: str = "") -> "Figure":
        """Args:    attributes: by name; None counts as empty; body: a configuration as JSON, or nothing.
        Raises:  FigureError.
        """
        found = {name: (text or "").strip() for name, text in attributes.items()}
        for name, text in found.items():
            _check_attribute(name, text)
        given = [name for name in BASES if name in found] + (["a configuration inside"] if body.strip() else [])
        if len(given) > 1:
            raise FigureError(f"A figure starts from one thing only; here are {' and '.join(given)}.")
        figure = Figure(found, _read_config(body) if body.strip() else None)
        figure.whole_config()
        return figure

    def whole_config(self) -> dict[str, Any] | None:
        """Returns: the configuration that the figure starts with; None where only a link or an address says it.

        Raises: FigureError.
        """
        if "link" in self.attributes or "src-config" in self.attributes:
            return None
        preset = self.attributes.get("preset")
        config: dict[str, Any] = dict(self.config or {})
        if preset:
            config = {**presets()[preset], "view": {**presets()[preset].get("view", {}), "experiment": preset}}
        if "config" in self.attributes:
            config = _read_config(self.attributes["config"])
        try:
            whole = Config.from_dict(config).to_dict()
            if kind := self.attributes.get("data"):
                points = whole["data"].get("kind") == "points"
                kept = {} if points else {k: v for k, v in whole["data"].items() if k != "count"}
                whole["data"] = {**kept, "kind": kind}
            if noise := self.attributes.get("noise"):
                whole["data"] = {**whole["data"], "noise": float(noise)}
            if rate := self.attributes.get("rate"):
                whole["training"] = {**whole["training"], "learning_rate": float(rate)}
            if seed := self.attributes.get("seed"):
                whole["seed"] = int(seed)
            if pace := self.attributes.get("pace"):
                whole["view"] = {**whole["view"], "pace": pace}
            if features := self.attributes.get("features"):
                whole["features"] = re.split(r"[\s,]+", features.strip())
            if {"layers", "activation"} & set(self.attributes):
                whole["network"] = {**whole["network"], "layers": self._layers(whole["network"]["layers"])}
            return Config.from_dict(whole).to_dict()
        except GradpadError as problem:
            raise FigureError(str(problem)) from None

    def _layers(self, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The hidden layers with what the attributes say of them."""
        text, activation = self.attributes.get("layers"), self.attributes.get("activation")
        units = [layer["units"] for layer in before] if text is None else [int(n) for n in re.findall(r"\d+", text)]
        names = [layer.get("activation") for layer in before]
        usual = names[0] if names else Config.from_dict({}).to_dict()["network"]["layers"][0]["activation"]
        return [
            {"units": count, "activation": activation or (names[i] if i < len(names) else usual)}
            for i, count in enumerate(units)
        ]

    @property
    def epochs(self) -> int | None:
        """The epoch that the figure starts at, where one was asked for."""
        found = re.search(r"\d+", self.attributes.get("at", ""))
        return int(found[0]) if found else None

    def html(self) -> str:
        """Returns: the tag. What its author wrote stays text: it can't become another tag."""
        written = "".join(
            f" {name}" if text == "" else f' {name}="{html.escape(text)}"' for name, text in self.attributes.items()
        )
        inside = ""
        if self.config is not None:
            # "<" would end the script; in JSON it can be written so.
            text = json.dumps(self.config, ensure_ascii=False).replace("<", "\\u003c")
            inside = f'<script type="application/json">{text}</script>'
        return f"<grad-pad{written}>{inside}</grad-pad>"


def script_html(site: str) -> str:
    """Args: site: the address of Gradpad's site. Returns: the script that a page with figures needs once."""
    return f'<script type="module" src="{html.escape(site.rstrip("/"))}/embed.js"></script>'


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Returns: the configurations of the experiments, by name."""
    return {preset["name"]: preset["config"] for preset in describe()["presets"]}


@cache
def choices() -> dict[str, list[str]]:
    """Returns: what the attributes may be whose values are names."""
    registries = describe()["registries"]
    return {
        "preset": sorted(presets()),
        "data": [each["name"] for each in registries["datasets"]],
        "activation": [each["name"] for each in registries["activations"] if each.get("hidden", True)],
    }


def _check_attribute(name: str, text: str) -> None:
    if name not in PATTERNS:
        raise FigureError(f"A figure has no attribute {name!r}; it may have {', '.join(PATTERNS)}.")
    pattern, allowed = PATTERNS[name]
    if names := choices().get(name):
        fits, allowed = text in names, f"one of {', '.join(names)}"
    else:
        fits = re.fullmatch(str(pattern), text, re.ASCII) is not None
    if fits and name == "at":
        fits = int(re.findall(r"\d+", text)[0]) <= MOST_EPOCHS
    if fits and name == "height":
        fits = HEIGHTS[0] <= int(text.removesuffix("px")) <= HEIGHTS[1]
    if not fits:
        shown = text if len(text) <= 80 else f"{text[:77]}…"
        raise FigureError(f"{name} is {shown!r}; it must be {allowed}.")


def _read_config(body: str) -> dict[str, Any]:
    """Reads a configuration, in part or whole. Raises: FigureError."""
    if len(body) > MOST_CHARACTERS:
        raise FigureError(f"The configuration is {len(body)} characters long; it may have {MOST_CHARACTERS}.")
    try:
        given = json.loads(body)
        if not isinstance(given, dict):
            raise ConfigError(f"The configuration is a {type(given).__name__}; it must be an object in braces.")
        Config.from_dict(given)
    except json.JSONDecodeError as problem:
        raise FigureError(f"The configuration is no JSON: line {problem.lineno}, {problem.msg}.") from None
    except RecursionError:
        raise FigureError("The configuration is nested without end; it must be flatter.") from None
    except GradpadError as problem:
        raise FigureError(str(problem)) from None
    return given
