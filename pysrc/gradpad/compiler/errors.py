"""Why something could not be compiled, in words that can be shown to a learner."""

from __future__ import annotations


class CompileError(Exception):
    """The recording is sound, but no module can be made of it, or a module was asked to do something unsafe."""


class NotRecordable(CompileError):
    """The Python function did something that can't be recorded: a branch on a value, an unknown operation."""
