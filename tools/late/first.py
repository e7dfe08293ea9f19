"""A first session, as the page has it, and which files it took. Runs inside Pyodide, at build time and in a test."""

import sys
import traceback


def first_session() -> None:
    """Start as the worker does, train a network both ways, and look at it."""
    from gradpad.session import Session

    assert sys.version_info[:3]
    session = Session({})
    session.train(max_epochs=2)
    session.train(budget_ms=5)
    session.update({**session.config.to_dict(), "training": {"engine": "numpy"}})
    session.train(max_steps=3)
    for ask in (session.data, session.metrics, session.diagnosis):
        ask()
    session.predict(resolution=20, units=True)
    session.inspect(0)


def mistakes() -> None:
    """Make some: what tells of them is there, but for the engine's text, of which it shows lines."""
    from gradpad.session import Session

    for mistake in ("Session({'seed': 'a'})", "1 +"):
        try:
            exec(mistake, {"Session": Session})
        except Exception:
            assert traceback.format_exc()


def files_read() -> list[str]:
    """Return the files that loaded modules came from, and those with their bytecode."""
    found: set[str] = set()
    for module in list(sys.modules.values()):
        # Not by `getattr`: what stands in for `asyncio` would import it (tools/lean/sitecustomize.py).
        names = getattr(module, "__dict__", {})
        places = (names.get(name) for name in ("__file__", "__cached__"))
        found.update(place for place in places if isinstance(place, str) and place.startswith("/lib/"))
    return sorted(found)
