"""Run in a Python whose gradpad has the additions: prints, as JSON, what they are to each part of the engine."""

import contextlib
import io
import json
import os
import sys

import gradpad
from gradpad.config import description
from gradpad.config.schema import Config
from gradpad.errors import ConfigError, DataError
from gradpad.session import Session

given = json.load(sys.stdin)
told = {"home": os.path.dirname(gradpad.__file__), "description": description.describe()}  # noqa: PTH120


def with_training(**training):
    return {**given, "training": {**given["training"], **training}}


def refused(config):
    try:
        Config.from_dict(config)
    except ConfigError as error:
        return [error.path, error.message]
    return None


round_trip = Config.from_dict(given).to_dict()
told["config"] = {
    "given": round_trip,
    "again": Config.from_dict(json.loads(json.dumps(round_trip))).to_dict(),
    "default": Config.from_dict({}).to_dict()["training"]["smoothing"],
    "refused": [refused(with_training(smoothing=value)) for value in (1.5, -0.1, "much")],
}

compiled, plain = Session(given), Session(with_training(engine="numpy"))
told["gradcheck"] = compiled.gradcheck()
for session in (compiled, plain):
    session.train(max_epochs=6)
told["trained"] = [
    [
        session.snapshot()["engine"]["path"],
        session.snapshot()["weights_flat"].tolist(),
        list(session.run.curve.data_loss),
    ]
    for session in (compiled, plain)
]
told["walk"] = plain.walk(0)
told["batch"] = plain.walk("batch")

script = plain.export("script")
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    exec(compile(script, "exported", "exec"), {"__name__": "exported"})
told["script"] = {"text": script, "printed": printed.getvalue(), "epochs": list(plain.run.curve.epoch)}
told["notebook"] = plain.export("notebook")
try:
    plain.export("pytorch")
except (ConfigError, DataError) as error:
    told["pytorch"] = {"refused": str(error)}
plain.reset(with_training(optimizer="sgd", engine="numpy"))
told["pytorch"]["text"] = plain.export("pytorch")
print(json.dumps(told))
