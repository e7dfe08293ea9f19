"""A core taken apart as far as splitting it needs: its functions, and what each of them names."""

from collections.abc import Collection
from dataclasses import dataclass

from tools.core import instructions, wasm

#: Bytes that a stub takes at most, or nearly so: shorter functions are not worth one.
STUB = 24


@dataclass
class Function:
    """What has to be known of a function of the second part."""

    place: int  # among the functions that the module defines
    begins: int  # of its content, behind its size
    names: list[tuple[str, int, int, int]]  # letter, number, where it begins and ends


class Core:
    """A module, taken apart as far as is needed."""

    def __init__(self, module: bytes) -> None:
        self.parts = wasm.sections(module)
        self.found = {part.kind: part for part in self.parts if part.kind}
        imports = self.found[wasm.IMPORT]
        self.imported = {kind: wasm.imported(imports, kind) for kind in range(5)}
        self.types = self.found[wasm.TYPE].items(wasm.end_of_type)
        self.code = self.found[wasm.CODE].items(wasm.end_of_sized)
        self.imported_types = _types_of_imports(imports)
        self.type_of = [wasm.unsigned(item, 0)[0] for item in self.found[wasm.FUNCTION].items(wasm.past)]
        self.tables = self.imported[wasm.TABLES] + len(self.found[wasm.TABLE].items(wasm.end_of_table))
        self.globals = self.found[wasm.GLOBAL].items(instructions.end_of_global)

    def movable(self, ran: set[int]) -> list[Function]:
        """Return the functions that go into the second part: those that did not run and use nothing out of the way."""
        cold = []
        for place, code in enumerate(self.code):
            if place in ran or len(code) <= STUB:
                continue
            begins = wasm.past(code, 0)
            names = [
                (letter, wasm.unsigned(code, begin)[0], begin, end)
                for _, found, _ in instructions.instructions(code, instructions.body_starts(code), len(code))
                for letter, begin, end in found
            ]
            if all(self._is_known(letter, number) for letter, number, _, _ in names):
                cold.append(Function(place, begins, names))
        return cold

    def _is_known(self, letter: str, number: int) -> bool:
        if letter == "t":
            return number == 0
        if letter == "g":
            return number >= self.imported[wasm.GLOBALS]
        return letter in "fyx"

    def exported(self, kind: int, number: int) -> str:
        """Return the name by which the first part gives something out."""
        for item in self.found[wasm.EXPORT].items(wasm.end_of_export):
            at = wasm.end_of_sized(item, 0)
            if item[at] == kind and wasm.unsigned(item, at + 1)[0] == number:
                return item[wasm.past(item, 0) : at].decode()
        raise wasm.FormatError(f"number {number} of kind {kind} is not exported")

    def exported_functions(self) -> dict[str, int]:
        """Return the places of the functions that the module gives out by a name."""
        found = {}
        for item in self.found[wasm.EXPORT].items(wasm.end_of_export):
            at = wasm.end_of_sized(item, 0)
            if item[at] == wasm.FUNCTIONS:
                number = wasm.unsigned(item, at + 1)[0] - self.imported[wasm.FUNCTIONS]
                found[item[wasm.past(item, 0) : at].decode()] = number
        return found

    def type_number(self, form: bytes) -> int:
        """Return the number of a type, which is added where there is none."""
        if form not in self.types:
            self.types.append(form)
            self.found[wasm.TYPE].content = wasm.vector(self.types)
        return self.types.index(form)

    def signature(self, number: int) -> tuple[bytes, bytes]:
        """Return the types of what a function of a type takes and gives, a byte each."""
        form = self.types[number]
        count, at = wasm.unsigned(form, 1)
        taken, at = form[at : at + count], at + count
        count, at = wasm.unsigned(form, at)
        return taken, form[at : at + count]

    def parameters(self, place: int) -> int:
        return wasm.unsigned(self.types[self.type_of[place]], 1)[0]


def places(module: bytes, names: Collection[str]) -> list[int]:
    """Return the places of exported functions among those that a module defines.

    Raises: FormatError: when one is not exported.
    """
    found = Core(module).exported_functions()
    absent = sorted(set(names) - set(found))
    if absent:
        raise wasm.FormatError(f"there is no function {', '.join(absent)}")
    return [found[name] for name in names]


def _types_of_imports(section: wasm.Section) -> list[int]:
    """Return the types of imported functions."""
    types = []
    for item in section.items(wasm.end_of_import):
        at = wasm.end_of_sized(item, wasm.end_of_sized(item, 0))
        if item[at] == wasm.FUNCTIONS:
            types.append(wasm.unsigned(item, at + 1)[0])
    return types
