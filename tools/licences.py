"""The licences of everything that the site hands out, from what each package says of itself."""

import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools import environment
from tools.console import run
from tools.numpy_wheel import numpy_wheel, pyodide_lock
from tools.paths import NODE_MODULES, ROOT

NAME = "licences.txt"
HEAD = """Gradpad and the work of others in it
====================================

Gradpad itself is under the MIT licence, which is the first below. The page carries the works named after it.
"""
CHANGED = """Gradpad changes Pyodide's core, the file pyodide.asm-….wasm: calls through Python's table of functions are
made by one function for each type. The change, in source, is tools/core of Gradpad; what it is made of is npm's package
`pyodide`, whose source is at the address above."""
TEXTS = ROOT / "tools" / "licence_texts"


@dataclass(frozen=True)
class Work:
    """A work that is compiled into Pyodide's core: its licence, its home, its owners and the name of a text."""

    name: str
    licence: str
    home: str
    owners: str
    text: str


IN_THE_CORE = (
    Work(
        "Emscripten's runtime",
        "MIT or University of Illinois/NCSA",
        "https://emscripten.org",
        "Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.",
        "MIT",
    ),
    Work("musl", "MIT", "https://musl.libc.org", "Copyright © 2005-2020 Rich Felker, et al.", "MIT"),
    Work(
        "libffi", "MIT", "https://sourceware.org/libffi", "Copyright (c) 1996-2024 Anthony Green, Red Hat, Inc.", "MIT"
    ),
    Work("zlib", "Zlib", "https://zlib.net", "Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler", "zlib"),
    Work("bzip2", "bzip2-1.0.6", "https://sourceware.org/bzip2", "", "bzip2"),
    Work("liblzma (XZ Utils)", "public domain or 0BSD", "https://tukaani.org/xz", "", "public-domain"),
    Work(
        "Zstandard",
        "BSD-3-Clause",
        "https://facebook.github.io/zstd",
        "Copyright (c) Meta Platforms, Inc. and affiliates. All rights reserved.",
        "BSD-3-Clause",
    ),
    Work(
        "Expat",
        "MIT",
        "https://libexpat.github.io",
        "Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper\n"
        "Copyright (c) 2001-2025 Expat maintainers",
        "MIT",
    ),
    Work(
        "libmpdec",
        "BSD-2-Clause",
        "https://www.bytereef.org/mpdecimal",
        "Copyright (c) 2008-2024 Stefan Krah. All rights reserved.",
        "BSD-2-Clause",
    ),
    Work(
        "mimalloc",
        "MIT",
        "https://github.com/microsoft/mimalloc",
        "Copyright (c) 2018-2025 Microsoft Corporation, Daan Leijen",
        "MIT",
    ),
    Work(
        "HACL*",
        "MIT",
        "https://github.com/hacl-star/hacl-star",
        "Copyright (c) 2016-2022 INRIA, CMU and Microsoft Corporation\nCopyright (c) 2022-2023 HACL* Contributors",
        "MIT",
    ),
    Work("SQLite", "public domain", "https://sqlite.org", "", "public-domain"),
)
LICENCE_OF_PYTHON = "import sys, sysconfig, pathlib\nprint(sysconfig.get_path('stdlib'), 'LICENSE.txt', sep='/')"


def write_licences(path: Path, packages: Iterable[str]) -> None:
    """Write the text. packages: the names of the npm packages that the bundles hold."""
    entries = [
        _entry("Gradpad", "", "MIT", "", [(ROOT / "LICENSE").read_text(encoding="utf-8")]),
        _npm("pyodide", CHANGED, _text("MPL-2.0")),
        _python(),
        *(_in_the_core(work) for work in IN_THE_CORE),
        _numpy(),
        *(_npm(name) for name in sorted(set(packages) - {"pyodide"})),
    ]
    path.write_text(HEAD + "".join(entries), encoding="utf-8")


def _entry(name: str, version: str, licence: str, home: str, texts: list[str]) -> str:
    title = f"{name} {version}".strip()
    lines = [line for line in (f"Licence: {licence}", f"Where it comes from: {home}" if home else "") if line]
    return "\n\n\n" + "\n".join([title, "-" * len(title), *lines]) + "".join(f"\n\n{text.strip()}\n" for text in texts)


def _text(licence: str) -> str:
    """Return the text of a licence of which several works, or a work without a file of its own, make use."""
    return (TEXTS / f"{licence}.txt").read_text(encoding="utf-8")


def _in_the_core(work: Work) -> str:
    version = _emscripten() if work.name.startswith("Emscripten") else ""
    return _entry(work.name, version, work.licence, work.home, [f"{work.owners}\n\n{_text(work.text)}".strip()])


def _npm(name: str, *more: str) -> str:
    folder = NODE_MODULES / name
    facts = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    repository = facts.get("repository") or {}
    home = facts.get("homepage") or (repository if isinstance(repository, str) else repository.get("url", ""))
    files = sorted(path for path in folder.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")))
    texts = [*more, *(path.read_text(encoding="utf-8") for path in files)]
    return _entry(name, facts["version"], facts["license"], home, texts)


def _python() -> str:
    """Return the entry of CPython; the licence's text is that of the CPython which builds, as it is the same one."""
    answer = run([environment.python(), "-c", LICENCE_OF_PYTHON], what="Python does not say where it lies.", remedy="")
    file = Path(answer.strip())
    texts = [file.read_text(encoding="utf-8")] if file.is_file() else []
    return _entry(
        "CPython", pyodide_lock()["info"]["python"], "PSF-2.0", "https://docs.python.org/3/license.html", texts
    )


def _emscripten() -> str:
    return str(pyodide_lock()["info"]["platform"]).removeprefix("emscripten_").replace("_", ".")


def _numpy() -> str:
    with zipfile.ZipFile(numpy_wheel()[0]) as wheel:
        names = sorted(name for name in wheel.namelist() if ".dist-info/licenses/" in name)
        texts = [f"[{name.partition('/licenses/')[2]}]\n\n{wheel.read(name).decode('utf-8')}" for name in names]
    version = pyodide_lock()["packages"]["numpy"]["version"]
    return _entry("NumPy", version, "BSD-3-Clause, with parts under the licences below", "https://numpy.org", texts)
