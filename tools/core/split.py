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

from tools.core import instructions, wasm
from tools.core.module import Core, Function

#: The table's name. Names that begin like this are ours: Emscripten must not see them
#: (web/engine/boot/core-parts.js).
TABLE_NAME = "~cold"
GLOBAL_NAME = "~global"

_VOID_TYPE, _SLOT_TYPE = b"\x60\x00\x00", b"\x60\x01\x7f\x00"
_LOCAL_GET, _I32_CONST, _CALL, _CALL_INDIRECT, _TABLE_GET, _IS_NULL, _IF = 0x20, 0x41, 0x10, 0x11, 0x25, 0xD1, 0x04
_VOID = 0x40


@dataclass
class Split:
    """Both parts, and what went where."""

    first: bytes
    second: bytes
    functions: int  # of the second part
    data: int  # bytes of data in it


def split(module: bytes, ran: Collection[int], quiet: Collection[tuple[int, int]]) -> Split:
    """Take a core apart.

    Args:
        module: Pyodide's core.
        ran:    places of the functions to keep, among those that the module defines.
        quiet:  addresses of data, from and to, that only other functions read, and none writes.
    """
    core = Core(module)
    cold = core.movable(set(ran))
    return _Splitting(core, cold, quiet).result()


class _Splitting:
    """The making of both parts."""

    def __init__(self, core: Core, cold: list[Function], quiet: Collection[tuple[int, int]]) -> None:
        self.core, self.cold = core, cold
        self.first_function = core.imported[wasm.FUNCTIONS]
        moved = {each.place + self.first_function for each in cold}
        self.callees = sorted({n for each in cold for letter, n, _, _ in each.names if letter == "f"} - moved)
        self.shared = sorted({n for each in cold for letter, n, _, _ in each.names if letter == "g"})
        #: A function's number in the second part: first those that it calls, then its own.
        own = [each.place + self.first_function for each in cold]
        self.numbers = {n: i for i, n in enumerate([*self.callees, *own])}
        self.slots = {each.place: i for i, each in enumerate(cold, 1)}
        data = core.found[wasm.DATA].items(instructions.end_of_data)
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

    def _moved(self, function: Function, globals_: dict[int, int]) -> bytes:
        """Return a function's content with the numbers that things have in the second part."""
        old = self.core.code[function.place]
        pieces, at = [], function.begins
        for letter, number, begin, end in function.names:
            if letter in "fg":
                pieces += [old[at:begin], wasm.leb((self.numbers if letter == "f" else globals_)[number])]
                at = end
        return wasm.sized(b"".join([*pieces, old[at:]]))


def _is_within(item: bytes, quiet: Collection[tuple[int, int]]) -> bool:
    address, _ = wasm.read_signed(item, 2)  # behind its kind and `i32.const`
    end = instructions.end_of_expression(item, 1)
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
