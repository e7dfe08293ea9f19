"""A registry is a menu: the activations there are, the losses there are, each with its own description.

The page shows these menus and the tests run over them, so that whatever is registered once appears and is tested
everywhere. To add a choice, write a class with `name`, `label` and `formula` in the file where its like stand,
and put `@REGISTRY.register` above it. The first sentence of its docstring is what a learner is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from typing import Any, Self, TypeVar

from gradpad.errors import ConfigError


@dataclass(frozen=True)
class Number:
    """A number of a choice's own: its limits, the lower one itself left out if `exclusive_minimum`, and its words."""

    default: float
    minimum: float
    maximum: float
    label: str
    help: str
    exclusive_minimum: bool = False


def number(default: float, low: float, high: float, label: str, help: str, *, exclusive_minimum: bool = False) -> Any:
    """A field for the body of a dataclass that is a choice: the configuration and the page offer it with the choice.

    A number of the same name in another choice is the same field of the configuration, and may be written plainly
    there: `momentum: float = 0.9`.
    """
    return field(default=default, metadata={"number": Number(default, low, high, label, help, exclusive_minimum)})


class Choice:
    """One entry of a registry: what it is called and how it is explained.

    formula: LaTeX; uses: the fields of the configuration that it looks at, besides its own numbers; torch: how PyTorch
    says it, for the export: an expression with {} for what goes in, or a function; "" where there is no such word.
    """

    name: str = ""
    label: str = ""
    formula: str = ""
    uses: tuple[str, ...] = ()
    torch: str = ""

    @property
    def help(self) -> str:
        """The first sentence of the class's docstring."""
        return " ".join((self.__doc__ or "").split("\n\n")[0].split())

    def numbers(self) -> dict[str, Number | None]:
        """Returns: the numbers of its own, by name; None for one that is written plainly."""
        own: tuple[Field[Any], ...] = fields(self) if is_dataclass(self) else ()
        return {entry.name: entry.metadata.get("number") for entry in own}

    def with_numbers(self, values: Mapping[str, Any]) -> Self:
        """Returns: the same choice with the numbers that `values` gives it, by name."""
        own = {name: values[name] for name in self.numbers() if name in values}
        return type(self)(**own) if own else self

    def describe(self) -> dict[str, Any]:
        """Returns: what the page needs to offer this choice, as JSON (see `Choice` in web/engine/types.d.ts)."""
        texts = {"name": self.name, "label": self.label, "formula": self.formula, "help": self.help}
        return {**texts, "uses": [*self.uses, *self.numbers()]}


T = TypeVar("T", bound=Choice)
C = TypeVar("C", bound=type[Choice])


class Registry(Mapping[str, T]):
    """Choices by name, in the order in which they were registered.

    Args: noun: what one of them is, with its article, for error messages ("an activation").
    """

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._choices: dict[str, T] = {}

    def register(self, choice: C) -> C:
        """Class decorator: adds one instance of the class under its name.

        Raises: ValueError: it has no name, or one that another class has; or a number of its own is described
                otherwise than a number of that name in another choice.
        """
        instance: Any = choice()
        there = self._choices.get(instance.name)
        if not instance.name:
            raise ValueError(f"{choice.__name__} has no name; give it name, label and formula.")
        if there is not None and type(there).__qualname__ != choice.__qualname__:
            raise ValueError(f"{instance.name!r} is {self.noun} already, by {type(there).__name__}.")
        for name, described in instance.numbers().items():
            others = [other.numbers().get(name) for other in self._choices.values() if other is not there]
            if described is not None and any(other not in (None, described) for other in others):
                raise ValueError(f"{name} of {choice.__name__} is described otherwise in another choice.")
        self._choices[instance.name] = instance
        return choice

    def numbers(self) -> dict[str, Number]:
        """Returns: the numbers that choices have of their own, by name; the same name is the same number."""
        own = [(name, one, choice) for choice in self._choices.values() for name, one in choice.numbers().items()]
        found = {name: described for name, described, _ in own if described is not None}
        for name, _, choice in own:
            words = name.replace("_", " ").capitalize(), f"A number of {choice.label}'s own."
            found.setdefault(name, Number(float(getattr(choice, name)), -1000.0, 1000.0, *words))
        return found

    def replace_all(self, choices: Mapping[str, T]) -> None:
        """Puts other choices in the place of all that there are, for an engine whose code is edited while it runs."""
        self._choices.clear()
        self._choices.update(choices)

    def __getitem__(self, name: str) -> T:
        """Raises: ConfigError: there is no choice of that name."""
        try:
            return self._choices[name]
        except KeyError:
            raise ConfigError(f"{name!r} is not {self.noun}; there are {', '.join(self._choices)}.") from None

    def get(self, name: str, default: Any = None) -> Any:
        """Returns: the choice of that name, or the default."""
        return self._choices.get(name, default)

    def __contains__(self, name: object) -> bool:
        return name in self._choices

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)

    def describe(self) -> list[dict[str, Any]]:
        """Returns: the description of every choice, in order."""
        return [choice.describe() for choice in self._choices.values()]
