"""Compiling makes thousands of small objects, none of them garbage yet: Python's search for it waits meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_waits() -> Iterator[None]:
    """Look for objects that only refer to one another afterwards, not in the middle, while somebody waits."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
