"""A field of the configuration: its type, its limits and its default, said once.

From these the engine checks a configuration, the page builds its controls and makes its own checks, and the error
messages say what is allowed.
"""

import math
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from reprlib import Repr
from typing import Any, TypeVar

from gradpad.errors import ConfigError
from gradpad.registry import Registry

T = TypeVar("T")

MAX_TEXT = 200


SHORT = Repr()
SHORT.maxlevel = 3  # looks no deeper: a browser's Python does not survive it
SHORT.maxstring = SHORT.maxother = 60


def shown(value: object) -> str:
    """Returns: a value as it may stand in a message: short, whatever it is."""
    try:
        text = SHORT.repr(value)
    except ValueError:  # a number of thousands of digits
        text = f"too large a {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."


def is_not_negative(value: Any) -> bool:
    """Returns: whether it is a number from 0 up, as large as may be, and no truth value."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


@dataclass(frozen=True)
class Spec:
    """What one field may hold.

    kind: "integer", "number", "boolean", "choice" or "text"; minimum, maximum: limits of a number, the minimum
    itself left out if `exclusive_minimum`; choices: the registry of a choice; live: a change needs no reset.
    """

    kind: str
    label: str
    help: str
    default: Any
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    choices: Registry[Any] | None = None
    live: bool = False

    def allowed(self) -> str:
        """Returns: what the field may hold, as the end of a sentence."""
        if self.choices is not None:
            return f"one of {', '.join(self.choices)}"
        if self.kind == "boolean":
            return "true or false"
        if self.kind == "text":
            return f"text of at most {MAX_TEXT} characters"
        if self.kind == "integer":
            return f"a whole number from {self.minimum} to {self.maximum}"
        if self.exclusive_minimum:
            return f"a number greater than {self.minimum:g} and at most {self.maximum:g}"
        return f"a number from {self.minimum:g} to {self.maximum:g}"

    def check(self, value: Any, path: str) -> Any:
        """Args:    value: from outside; path: where it stands.
        Returns: the value in its proper type.
        Raises:  ConfigError: naming the field, the value and what is allowed.
        """
        if not self.allows(value):
            raise ConfigError(f"{path} is {shown(value)}; it must be {self.allowed()}.", path)
        if self.kind == "integer":
            return int(value)
        return float(value) if self.kind == "number" else value

    def allows(self, value: Any) -> bool:
        """Returns: whether the field may hold the value."""
        match self.kind:
            case "boolean":
                return isinstance(value, bool)
            case "choice":
                return isinstance(value, str) and self.choices is not None and value in self.choices
            case "text":
                return isinstance(value, str) and len(value) <= MAX_TEXT
            case _:
                return self.allows_number(value)

    def allows_number(self, value: Any) -> bool:
        """Returns: whether it is a number, no truth value, finite, within the limits, and whole if it must be."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        if isinstance(value, float) and not math.isfinite(value):
            return False
        if self.kind == "integer" and value != int(value):
            return False
        if self.minimum is not None and (value < self.minimum or (self.exclusive_minimum and value == self.minimum)):
            return False
        return self.maximum is None or value <= self.maximum

    def describe(self, path: str, registry_name: str | None) -> dict[str, Any]:
        """Returns: the field as JSON (see `Field` in web/engine/types.d.ts)."""
        result = {"path": path, "type": self.kind, "label": self.label, "help": self.help, "default": self.default}
        if self.minimum is not None:
            result |= {"minimum": self.minimum, "maximum": self.maximum}
            result |= {"exclusive_minimum": self.exclusive_minimum}
        if registry_name is not None:
            result["choices"] = registry_name
        return {**result, "live": self.live}


def spec(spec_: Spec) -> Any:
    """Returns: a dataclass field that carries its Spec."""
    return field(default=spec_.default, metadata={"spec": spec_})


def number(default: float, low: float, high: float, label: str, help: str, **more: Any) -> Any:
    """Returns: a dataclass field for a number between two limits."""
    return spec(Spec("number", label, help, default, low, high, **more))


def integer(default: int, low: int, high: int, label: str, help: str, **more: Any) -> Any:
    """Returns: a dataclass field for a whole number between two limits."""
    return spec(Spec("integer", label, help, default, low, high, **more))


def boolean(default: bool, label: str, help: str, **more: Any) -> Any:
    """Returns: a dataclass field for yes or no."""
    return spec(Spec("boolean", label, help, default, **more))


def choice(default: str, registry: Registry[Any], label: str, help: str, **more: Any) -> Any:
    """Returns: a dataclass field for one entry of a registry."""
    return spec(Spec("choice", label, help, default, choices=registry, **more))


def text(default: str, label: str, help: str, **more: Any) -> Any:
    """Returns: a dataclass field for a short text."""
    return spec(Spec("text", label, help, default, **more))


def spec_of(entry: Field[Any]) -> Spec | None:
    """Returns: the Spec that a dataclass field carries, or None."""
    found = entry.metadata.get("spec")
    return found if isinstance(found, Spec) else None


def as_mapping(raw: Any, path: str, known: list[str]) -> Mapping[str, Any]:
    """Returns: `raw`. Raises: ConfigError: it is no object, or has keys that are not known."""
    if not isinstance(raw, Mapping):
        name = path or "The configuration"
        raise ConfigError(f"{name} is {shown(raw)}; it must be an object with the keys {', '.join(known)}.", path)
    for key in raw:
        if key not in known:
            where = f"{path}.{key}" if path else str(key)
            raise ConfigError(f"{shown(where)} is not known; there are {', '.join(known)}.", str(where)[:100])
    return raw


def load(cls: type[T], raw: Any, path: str, **given: Any) -> T:
    """Makes a dataclass of fields with specs from JSON.

    Args:    cls: the dataclass; raw: an object, from outside; path: where it stands;
             given: fields that the caller has checked itself.
    Returns: an instance; keys that are missing take their defaults.
    Raises:  ConfigError: for the first field that is not valid.
    """
    entries = fields(cls)  # type: ignore[arg-type]
    mapping = as_mapping(raw, path, [entry.name for entry in entries])
    values = dict(given)
    for entry in entries:
        rule = spec_of(entry)
        if rule is not None and entry.name not in given:
            default = entry.default if entry.default is not MISSING else rule.default
            values[entry.name] = rule.check(mapping.get(entry.name, default), f"{path}.{entry.name}".lstrip("."))
    return cls(**values)
