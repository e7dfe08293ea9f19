"""Python's core in two parts: what a first session runs, and the rest, which may come later.

A part of Python's 17,000 functions runs in a usual session: the others are for what nobody does there. In the first
part each of those is a stub, which asks for the second part, waits for it, and calls the function in there:

    call ready(slot); call_indirect slot (the same arguments)

The table `~cold` holds at 0 the function that gets the second part, then a place for each function of that part,
then the functions of the first part that the second one calls. Numbers of functions, types, tables and globals stay
what they were, so the instructions of the first part are not touched. Data that only functions of the second part read
goes with them. What is not known here stays in the first part.

The same idea as Binaryen's wasm-split, of which no registry at hand has a build.
"""

from collections.abc import Collection
from dataclasses import dataclass

from tools.core import wasm

#: The table's name. Names that begin like this are ours: Emscripten must not see them (web/engine/core-parts.js).
TABLE_NAME = "~cold"
GLOBAL_NAME = "~global"
#: Bytes that a stub takes at most, or nearly so: shorter functions are not worth one.
STUB = 24

_I32, _VOID_TYPE, _SLOT_TYPE = 0x7F, b"\x60\x00\x00", b"\x60\x01\x7f\x00"
_LOCAL_GET, _I32_CONST, _CALL, _CALL_INDIRECT, _TABLE_GET, _IS_NULL, _IF = 0x20, 0x41, 0x10, 0x11, 0x25, 0xD1, 0x04
_VOID = 0x40


@dataclass
class Split:
    """Both parts, and what went where."""

    first: bytes
    second: bytes
    functions: int  # of the second part
    data: int  # bytes of data in it


@dataclass
class _Function:
    """What has to be known of a function of the second part."""

    place: int  # among the functions that the module defines
    begins: int  # of its content, behind its size
    names: list[tuple[str, int, int, int]]  # letter, number, where it begins and ends


def split(module: bytes, ran: Collection[int], quiet: Collection[tuple[int, int]]) -> Split:
    """Take a core apart.

    Args:
        module: Pyodide's core.
        ran:    places of the functions to keep, among those that the module defines.
        quiet:  addresses of data, from and to, that only other functions read, and none writes.
    """
    core = _Core(module)
    cold = core.movable(set(ran))
    return _Splitting(core, cold, quiet).result()


def places(module: bytes, names: Collection[str]) -> list[int]:
    """Return the places of exported functions among those that a module defines.

    Raises: FormatError: when one is not exported.
    """
    found = _Core(module).exported_functions()
    absent = sorted(set(names) - set(found))
    if absent:
        raise wasm.FormatError(f"there is no function {', '.join(absent)}")
    return [found[name] for name in names]


class _Core:
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
        self.globals = self.found[wasm.GLOBAL].items(wasm.end_of_global)

    def movable(self, ran: set[int]) -> list[_Function]:
        """Return the functions that go into the second part: those that did not run and use nothing out of the way."""
        cold = []
        for place, code in enumerate(self.code):
            if place in ran or len(code) <= STUB:
                continue
            begins = wasm.past(code, 0)
            names = [
                (letter, wasm.unsigned(code, begin)[0], begin, end)
                for _, found, _ in wasm.instructions(code, wasm.body_starts(code), len(code))
                for letter, begin, end in found
            ]
            if all(self._is_known(letter, number) for letter, number, _, _ in names):
                cold.append(_Function(place, begins, names))
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

    def parameters(self, place: int) -> int:
        return wasm.unsigned(self.types[self.type_of[place]], 1)[0]


class _Splitting:
    """The making of both parts."""

    def __init__(self, core: _Core, cold: list[_Function], quiet: Collection[tuple[int, int]]) -> None:
        self.core, self.cold = core, cold
        self.first_function = core.imported[wasm.FUNCTIONS]
        moved = {each.place + self.first_function for each in cold}
        self.callees = sorted({n for each in cold for letter, n, _, _ in each.names if letter == "f"} - moved)
        self.shared = sorted({n for each in cold for letter, n, _, _ in each.names if letter == "g"})
        #: A function's number in the second part: first those that it calls, then its own.
        own = [each.place + self.first_function for each in cold]
        self.numbers = {n: i for i, n in enumerate([*self.callees, *own])}
        self.slots = {each.place: i for i, each in enumerate(cold, 1)}
        data = core.found[wasm.DATA].items(wasm.end_of_data)
        self.moved_data = [item for item in data if _is_within(item, quiet)]
        self.kept_data = [item for item in data if not _is_within(item, quiet)]

    def result(self) -> Split:
        second = self._second()  # before the first part's sections are written over
        return Split(self._first(), second, len(self.cold), sum(map(len, self.moved_data)))

    # --- The first part --------------------------------------------------------------------------------------

    def _first(self) -> bytes:
        core, found = self.core, self.core.found
        void, slot = core.type_number(_VOID_TYPE), core.type_number(_SLOT_TYPE)
        ready = self.first_function + len(core.code)
        size = 1 + len(self.cold) + len(self.callees)
        table = core.tables
        found[wasm.TABLE].extend(wasm.end_of_table, [bytes([wasm.FUNC_REF, 1]) + wasm.leb(size) + wasm.leb(size)])
        found[wasm.FUNCTION].extend(wasm.past, [wasm.leb(slot)])
        exports = [_export(TABLE_NAME, wasm.TABLES, table)]
        exports += [_export(f"{GLOBAL_NAME}{n}", wasm.GLOBALS, n) for n in self.shared]
        found[wasm.EXPORT].extend(wasm.end_of_export, exports)
        count, rest = wasm.unsigned(found[wasm.ELEMENT].content, 0)
        found[wasm.ELEMENT].content = (
            wasm.leb(count + 1)
            + found[wasm.ELEMENT].content[rest:]
            + _elements(table, 1 + len(self.cold), self.callees)
        )
        code = list(core.code)
        for place, number in self.slots.items():
            code[place] = self._stub(place, number, ready, table)
        asks = bytes([_LOCAL_GET, 0, _TABLE_GET, table, _IS_NULL, _IF, _VOID, _I32_CONST, 0, _CALL_INDIRECT])
        code.append(wasm.sized(b"\0" + asks + wasm.leb(void) + bytes([table, wasm.END, wasm.END])))
        found[wasm.CODE].content = wasm.vector(code)
        found[wasm.DATA].content = wasm.vector(self.kept_data)
        found[wasm.DATA_COUNT].content = wasm.leb(len(self.kept_data))
        return wasm.assembled(core.parts)

    def _stub(self, place: int, slot: int, ready: int, table: int) -> bytes:
        where = bytes([_I32_CONST]) + wasm.signed(slot)
        arguments = b"".join(bytes([_LOCAL_GET]) + wasm.leb(i) for i in range(self.core.parameters(place)))
        call = bytes([_CALL_INDIRECT]) + wasm.leb(self.core.type_of[place]) + wasm.leb(table)
        asks = where + bytes([_CALL]) + wasm.leb(ready)
        return wasm.sized(b"\0" + asks + arguments + where + call + bytes([wasm.END]))

    # --- The second part -------------------------------------------------------------------------------------

    def _second(self) -> bytes:
        core, found = self.core, self.core.found
        any_size = bytes([wasm.FUNC_REF, 0, 0])
        imports = [
            _import(core.exported(wasm.MEMORIES, 0), wasm.MEMORIES, found[wasm.MEMORY].content[1:]),
            _import(core.exported(wasm.TABLES, 0), wasm.TABLES, any_size),
            _import(TABLE_NAME, wasm.TABLES, any_size),
        ]
        globals_ = {n: i for i, n in enumerate(self.shared)}
        imports += [
            _import(f"{GLOBAL_NAME}{n}", wasm.GLOBALS, core.globals[n - core.imported[wasm.GLOBALS]][:2])
            for n in self.shared
        ]
        tags = found[wasm.TAG].items(wasm.end_of_tag)
        imports += [_import(core.exported(wasm.TAGS, i), wasm.TAGS, tag) for i, tag in enumerate(tags)]
        imports += [_import(f"{i}", wasm.FUNCTIONS, wasm.leb(self._type(n))) for i, n in enumerate(self.callees)]
        code = [self._moved(each, globals_) for each in self.cold]
        own = range(len(self.callees), len(self.callees) + len(self.cold))
        parts = {
            wasm.TYPE: found[wasm.TYPE].content,
            wasm.IMPORT: wasm.vector(imports),
            wasm.FUNCTION: wasm.vector([wasm.leb(core.type_of[each.place]) for each in self.cold]),
            wasm.ELEMENT: wasm.leb(1) + _elements(1, 1, own),
            wasm.CODE: wasm.vector(code),
            wasm.DATA: wasm.vector(self.moved_data),
        }
        return wasm.assembled([wasm.Section(kind, content) for kind, content in parts.items()])

    def _type(self, function: int) -> int:
        if function >= self.first_function:
            return self.core.type_of[function - self.first_function]
        return self.core.imported_types[function]

    def _moved(self, function: _Function, globals_: dict[int, int]) -> bytes:
        """Return a function's content with the numbers that things have in the second part."""
        old = self.core.code[function.place]
        pieces, at = [], function.begins
        for letter, number, begin, end in function.names:
            if letter in "fg":
                pieces += [old[at:begin], wasm.leb((self.numbers if letter == "f" else globals_)[number])]
                at = end
        return wasm.sized(b"".join([*pieces, old[at:]]))


def _types_of_imports(section: wasm.Section) -> list[int]:
    """Return the types of imported functions."""
    types = []
    for item in section.items(wasm.end_of_import):
        at = wasm.end_of_sized(item, wasm.end_of_sized(item, 0))
        if item[at] == wasm.FUNCTIONS:
            types.append(wasm.unsigned(item, at + 1)[0])
    return types


def _is_within(item: bytes, quiet: Collection[tuple[int, int]]) -> bool:
    address, _ = wasm.read_signed(item, 2)  # behind its kind and `i32.const`
    end = wasm.end_of_expression(item, 1)
    size, _ = wasm.unsigned(item, end)
    return any(begin <= address and address + size <= stop for begin, stop in quiet)


def _import(name: str, kind: int, what: bytes) -> bytes:
    return wasm.sized(b"c") + wasm.sized(name.encode()) + bytes([kind]) + what


def _export(name: str, kind: int, number: int) -> bytes:
    return wasm.sized(name.encode()) + bytes([kind]) + wasm.leb(number)


def _elements(table: int, place: int, functions: Collection[int]) -> bytes:
    """Functions that are put into a table at the start, from a place on."""
    begins = bytes([_I32_CONST]) + wasm.signed(place) + bytes([wasm.END])
    return b"\x02" + wasm.leb(table) + begins + b"\0" + wasm.vector([wasm.leb(n) for n in functions])
