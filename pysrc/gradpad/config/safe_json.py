"""JSON from outside, read safely: brackets within brackets within brackets exhaust the stack, and in a browser Python
does not survive that.
"""

import json
import re
from typing import Any

DEEPEST = 32
MOST_BRACKETS = 200_000  # with texts in quotes; ten thousand points have 20,000
# A text in quotes (skipped, without ever going back over it), or a bracket.
TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read_json(text: str) -> Any:
    """Args: text: from outside. Returns: its content. Raises: ValueError: no JSON, NaN or the like, or too deep."""
    depth = 0
    for count, token in enumerate(TOKENS.finditer(text)):
        letter = token.group()
        if letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
        if depth > DEEPEST or count > MOST_BRACKETS:
            raise ValueError("too many brackets")
    return json.loads(text, parse_constant=refuse_constant)


def refuse_constant(name: str) -> Any:
    """Raises: ValueError: Python's own JSON knows NaN and Infinity, nobody else's does."""
    raise ValueError(f"{name} is no JSON")
