"""A bar that grows while a model learns, with its rate and the time that is left."""

import importlib
import sys
import time
from typing import Any, Protocol

WIDTH = 24  # of the plain bar
PAUSE = 0.1  # seconds between two drawings on a terminal


class Progress(Protocol):
    """Whatever shows how far training is."""

    def advance(self, told: str) -> None:
        """One more epoch is done. Args: told: the newest numbers."""

    def close(self) -> None:
        """Training has ended."""


class Silent:
    """Shows nothing."""

    def advance(self, told: str) -> None:
        pass

    def close(self) -> None:
        pass


class Tqdm:
    """tqdm's bar. Args: tqdm: its class; epochs: how many there will be."""

    def __init__(self, tqdm: Any, epochs: int) -> None:
        self.bar = tqdm(total=epochs, unit="epoch")

    def advance(self, told: str) -> None:
        self.bar.set_postfix_str(told, refresh=False)
        self.bar.update(1)

    def close(self) -> None:
        self.bar.close()


class Plain:
    """A bar of letters on the error stream: drawn over itself on a terminal, a line a tenth where it is none."""

    def __init__(self, epochs: int) -> None:
        self.epochs, self.done = epochs, 0
        self.started = self.drawn = time.perf_counter()
        self.is_terminal = sys.stderr.isatty()
        self.longest = 0

    def advance(self, told: str) -> None:
        self.done += 1
        now, last = time.perf_counter(), self.done == self.epochs
        if self.is_terminal:
            due = last or now - self.drawn >= PAUSE
        else:
            due = last or self.done * 10 // self.epochs > (self.done - 1) * 10 // self.epochs
        if due:
            self.drawn = now
            self._draw(self.line(told, now - self.started))

    def line(self, told: str, seconds: float) -> str:
        """Args: told: the newest numbers; seconds: since the beginning. Returns: what is shown."""
        filled = WIDTH * self.done // self.epochs
        bar = "#" * filled + "." * (WIDTH - filled)
        rate = self.done / max(seconds, 1e-9)
        left = (self.epochs - self.done) / rate
        return f"epoch {self.done}/{self.epochs} [{bar}] {rate:.3g} epochs/s, {left:.0f} s left, {told}"

    def close(self) -> None:
        if self.is_terminal and self.done:
            sys.stderr.write("\n")

    def _draw(self, line: str) -> None:
        self.longest = max(self.longest, len(line))
        sys.stderr.write(f"\r{line.ljust(self.longest)}" if self.is_terminal else f"{line}\n")
        sys.stderr.flush()


def progress_of(wanted: bool, epochs: int) -> Progress:
    """Returns: tqdm's bar where it is installed, a plain one where not, or nothing where none is wanted."""
    if not wanted or not epochs:
        return Silent()
    try:
        return Tqdm(importlib.import_module("tqdm.auto").tqdm, epochs)
    except ImportError:
        return Plain(epochs)
