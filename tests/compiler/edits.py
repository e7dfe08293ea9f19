"""Edits as visitors make them, and what comes of them: trained by NumPy and compiled, from the same start.

An edit is a dictionary: for modules a list of (old text, new text), under "console" lines to be typed.
"""

import gc

from gradpad import sources
from gradpad.session.session import Session

STEPS = 50
ROUNDING = 1e-9

CONFIG = {
    "seed": 3,
    "data": {"kind": "spiral", "count": 24, "train_share": 0.8},
    "network": {"layers": [{"units": 3}, {"units": 2}]},
    "training": {"optimizer": "momentum", "learning_rate": 0.05, "batch_size": 7, "loss": "half_squared_error"},
}


def edited_text(module, pairs):
    """A module's text with these changes. Raises: ValueError: what is to be changed is not there."""
    text = sources.text(module)
    for old, new in pairs:
        if old not in text:
            raise ValueError(f"{module} has no {old!r}")
        text = text.replace(old, new)
    return text


def begun(edit, config, engine):
    """A session with the edit in force, before its first step; None where the workshop refuses it, and why."""
    training = {**CONFIG["training"], **config.get("training", {}), "engine": engine}
    session = Session({**CONFIG, **config, "training": training})
    for module, changes in edit.items():
        if module == "console":
            for line in changes:
                answer = session.console(line)
                if answer["error"]:
                    return None, answer["error"]["message"]
        else:
            answer = session.edit(module, edited_text(module, changes))
            if not answer["applied"]:
                return None, answer["error"]["message"]
    return session, None


def put_back():
    """The engine as it was shipped; sessions of before are gone, and what was typed into them."""
    gc.collect()
    Session(CONFIG).restore()


def outcome(edit, config=None):
    """Trains both ways. Returns: "agreed", "refused: why", "not applied: why", "raised: what" or "SILENT: how far"."""
    gc.collect()
    ends = {}
    for engine in ("numpy", "auto"):
        try:
            session, why = begun(edit, config or {}, engine)
            if session is None:
                return f"not applied: {why}"
            for steps in (1, STEPS - 21, 20):
                session.train(max_steps=steps)
            ends[engine] = seen(session)  # while the edit is in force
        except Exception as problem:
            ends[engine] = f"{type(problem).__name__}: {problem}"
        finally:
            put_back()
    plain, fast = ends["numpy"], ends["auto"]
    if isinstance(plain, str) or isinstance(fast, str):
        return f"raised: {plain}" if isinstance(plain, str) and isinstance(fast, str) else f"SILENT: {plain} / {fast}"
    engine = fast[1]["engine"]
    if engine["path"] == "numpy":
        return f"refused: {engine['why']}"
    return compared(plain, fast)


def seen(session):
    """Weights and slots, and what is shown of them."""
    return session.run.trainer.save(), session.snapshot(), session.predict(resolution=12, units=True)["values"]


def compared(plain, fast):
    """Whether they are apart by more than rounding."""
    from gradpad.fast.watchdog import distance

    apart = distance(plain[0], fast[0])
    for name in ("data_loss", "test_loss", "accuracy"):
        one, other = plain[1][name], fast[1][name]
        if one is not None and other is not None:
            apart = max(apart, abs(one - other) / (1 + abs(one)))
    apart = max(apart, float(abs(plain[2] - fast[2]).max()) / 1e4)  # float32
    return "agreed" if apart < ROUNDING else f"SILENT: {apart:.1e} apart"
