"""A registry is a menu: the activations there are, the losses there are, each with its own description.

The page shows these menus and the tests run over them, so that whatever is registered once appears and is tested
everywhere. To add a choice, write a class with `name`, `label` and `formula` in the file where its like stand,
and put `@REGISTRY.register` above it. The first sentence of its docstring is what a learner is told.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from gradpad.errors import ConfigError


class Choice:
    """One entry of a registry: what it is called and how it is explained."""

    name: str = ""
    label: str = ""
    formula: str = ""

    @property
    def help(self) -> str:
        """The first sentence of the class's docstring."""
        return " ".join((self.__doc__ or "").split("\n\n")[0].split())

    def describe(self) -> dict[str, Any]:
        """Returns: what the page needs to offer this choice, as JSON (see `Choice` in web/engine/types.d.ts)."""
        return {"name": self.name, "label": self.label, "formula": self.formula, "help": self.help}


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
        """Class decorator: adds one instance of the class under its name."""
        instance: Any = choice()
        self._choices[instance.name] = instance
        return choice

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

    def __contains__(self, name: object) -> bool:
        return name in self._choices

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)

    def describe(self) -> list[dict[str, Any]]:
        """Returns: the description of every choice, in order."""
        return [choice.describe() for choice in self._choices.values()]
