#!/usr/bin/env python3
"""The one way in: build, serve, test, check and measure Gradpad. `python3 build.py --help` lists the commands.

This file runs on any CPython from 3.11 on, with nothing installed. Everything else is got, pinned and
hash-checked, by the steps in `tools/`.
"""

import io
import os
import signal
import sys

if sys.version_info < (3, 11):  # noqa: UP036  (what is too old must be told so, not stumble)
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"build.py needs Python 3.11 or newer; this is {found}. Start it with a newer one: python3.12 build.py")

for stream in (sys.stdout, sys.stderr):
    # Windows would write what is piped in a code page that lacks half of the letters.
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8")
os.environ.setdefault("PYTHONUTF8", "1")  # and so would every Python that is started from here

from tools.cli import main  # noqa: E402

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside: end what was started, as on Ctrl-C
    sys.exit(main(sys.argv[1:]))
