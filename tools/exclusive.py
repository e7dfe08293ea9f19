"""One build at a time: two that write the same folders would spoil each other's work."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tools.console import say
from tools.paths import BUILD


@contextlib.contextmanager
def only_build(path: Path = BUILD / "lock") -> Iterator[None]:
    """Hold the project's lock; wait, and say so, while another build has it. It ends with the process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as stream:
        told = False
        while not _try_lock(stream):
            if not told:
                say("Another build is at work in this folder; waiting for it.")
                told = True
            time.sleep(0.2)
        yield


def _try_lock(stream: IO[str]) -> bool:
    """Take the lock if it is free. The system gives it back when the file is closed, however that happens."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(stream.fileno(), 0, os.SEEK_SET)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
