"""A session file opens again and training goes on as if it had never stopped; a damaged one changes nothing."""

import base64
import copy
import csv
import io
import json
import random

import numpy as np
import pytest

from gradpad.errors import GradpadError, WeightsError
from gradpad.export import session_file
from gradpad.export.session_file import SessionFileError
from gradpad.session import Session
from tests.engine.export_cases import CASES

SMALL = {"data": {"kind": "xor", "count": 12}, "network": {"layers": [{"units": 2}]}, "training": {"optimizer": "adam"}}


def state(session):
    """All that training depends on, and the curve."""
    trainer, curve = session.run.trainer, session.run.curve
    arrays = [array.tolist() for array in trainer.parameters()]
    numbers = (trainer.step, trainer.epoch, trainer.position, session.run.next_row, session.run.best)
    return repr((arrays, numbers, vars(curve), session.config.to_dict(), session.altered))


@pytest.mark.parametrize("name", CASES)
def test_training_goes_on_where_the_file_was_written(name):
    session = Session(CASES[name])
    session.train(max_epochs=3)
    session.train(max_steps=1)
    opened = Session({"seed": 7})
    snapshot = opened.open_session(session.export("session"))
    assert snapshot["epoch"] == session.run.trainer.epoch
    assert snapshot["curve"]["epoch"] == session.run.curve.epoch
    assert state(opened) == state(session)
    for each in (session, opened):
        each.train(max_epochs=2)
    assert state(opened) == state(session)
    assert opened.export("script") == session.export("script")


def test_a_file_without_training_is_a_figure_at_its_start():
    opened = Session()
    opened.open_session(json.dumps({"gradpad_session": 1, "config": SMALL}))
    assert state(opened) == state(Session(SMALL))


def good():
    session = Session(SMALL)
    session.train(max_epochs=2)
    return json.loads(session.export("session"))


def changed(path, value):
    content = good()
    place = content
    *way, last = path
    for key in way:
        place = place[key]
    place[last] = value
    return json.dumps(content)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (["gradpad_session"], 2, "version 2"),
        (["gradpad_session"], True, "no session file"),
        (["gradpad_session"], 0, "no session file"),
        (["config"], 5, "configuration is 5"),
        (["config", "training", "learning_rate"], "fast", "training.learning_rate"),
        (["surprise"], 1, "surprise"),
        (["weights"], [], "layers"),
        (["weights", 0, "W"], [[1, 2]], "shape"),
        (["weights", 0, "W", 0, 0], None, "finite"),
        (["start", 0, "b"], "no", "start|weights"),
        (["altered"], "yes", "altered"),
        (["slots"], {"a": 1}, "slots"),
        (["slots", 0, "W", "mean"], [[0]], "slots.0.W.mean"),
        (["slots", 0], None, "slots.0"),
        (["progress", "step"], -1, "progress.step"),
        (["progress", "epoch"], 1.5, "progress.epoch"),
        (["progress", "position"], 10**6, "progress.position"),
        (["progress", "more"], 1, "progress.more"),
        (["curve", "epoch"], [0, 2, 1], "curve"),
        (["curve", "epoch"], [1, 2, 3], "begin at 0"),
        (["curve", "data_loss"], [1.0], "one length"),
        (["curve", "data_loss"], [1.0, "x", 1.0], "finite"),
        (["curve"], 3, "curve"),
        (["code"], {"activations": 3}, "code"),
    ],
)
def test_a_file_that_is_not_right_is_refused_and_changes_nothing(path, value, says):
    session = Session(SMALL)
    session.train(max_epochs=1)
    before = state(session)
    with pytest.raises(GradpadError, match=says):
        session.open_session(changed(path, value))
    assert state(session) == before


DEEP = '{"gradpad_weights": 1, "gradpad_session": 1, "layers": ' + "[" * 100_000  # kills a Python that follows it
NO_FILES = [DEEP, "", "{", "[]", "null", "{}", "[" * 100_000, '{"gradpad_session": NaN}', None, b"{}", 5]


@pytest.mark.parametrize("text", NO_FILES)
def test_what_is_no_session_file_is_refused(text):
    with pytest.raises(SessionFileError, match="session file"):
        Session(SMALL).open_session(text)


def test_too_large_a_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(session_file, "MAX_CHARACTERS", 1000)
    with pytest.raises(SessionFileError, match="at most"):
        Session(SMALL).open_session(json.dumps(good()))


def test_code_is_carried_as_text_and_run_by_nobody():
    bomb = "raise SystemExit('run')"
    content = good() | {"code": {"activations": bomb}}
    assert session_file.read_session_file(json.dumps(content)).code == {"activations": bomb}
    Session(SMALL).open_session(json.dumps(content))


def test_an_older_file_is_migrated(monkeypatch):
    def rename(content):
        content["config"]["seed"] = content["config"].pop("random_seed")
        return content

    monkeypatch.setattr(session_file, "VERSION", 2)
    monkeypatch.setitem(session_file.MIGRATIONS, 1, rename)
    session = Session()
    session.open_session(json.dumps({"gradpad_session": 1, "config": {"random_seed": 12}}))
    assert session.config.seed == 12


def test_a_far_away_epoch_does_not_hang():
    content = good()
    content["progress"] = {"step": 2**52, "epoch": 2**52, "position": 0}
    session = Session()
    session.open_session(json.dumps(content))
    session.train(max_steps=4)
    assert session.run.trainer.step == 2**52 + 4


def spoil(rng, value):
    """Returns: a JSON value with something in it changed, at random."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(sorted(value))
        return {**value, key: spoil(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.9:
        place = rng.randrange(len(value))
        return [*value[:place], spoil(rng, value[place]), *value[place + 1 :]]
    junk = [None, True, -1, 0, 1e308, 10**30, "", "x", [], {}, [[]], {"a": 1}, [1, 2, 3], 0.5, "__proto__"]
    return copy.deepcopy(rng.choice(junk))


def test_a_thousand_spoilt_files_are_refused_or_open_whole():
    rng, content = random.Random(6), good()
    text = json.dumps(content)
    session = Session(SMALL)
    refused = 0
    for round_ in range(1000):
        damaged = json.dumps(spoil(rng, content))
        if round_ % 4 == 0:
            at = rng.randrange(len(text))
            damaged = text[:at] + rng.choice(["", "[", "9", '"', "\0", "e9"]) + text[at + rng.randrange(4) :]
        before = state(session)
        try:
            session.open_session(damaged)
        except GradpadError:
            assert state(session) == before
            refused += 1
        else:
            snapshot = session.snapshot()
            assert np.isfinite(snapshot["weights_flat"]).all()
    assert 600 < refused < 1000


def test_weights_come_back_from_both_kinds_of_file():
    session = Session(SMALL)
    session.train(max_epochs=3)
    learned = session.snapshot()["weights_flat"]
    for kind in ("json", "npz"):
        other = Session(SMALL)
        np.testing.assert_array_equal(other.open_weights(session.export(kind))["weights_flat"], learned)
        if kind == "npz":
            text = base64.b64encode(session.export(kind)).decode()
            np.testing.assert_array_equal(other.open_weights(text, base64=True)["weights_flat"], learned)
    with pytest.raises(WeightsError, match="no NumPy file"):
        Session(SMALL).open_weights("not base64!", base64=True)
    for bad in ("{}", DEEP, DEEP + "]" * 100_000 + "}", b"no", b"", session.export("npz")[:-30]):
        with pytest.raises(WeightsError):
            Session(SMALL).open_weights(bad)


def test_csv_gives_the_points_back():
    for config in (CASES["default"], CASES["regression, huber, rmsprop, standardized"]):
        session = Session(config)
        rows = list(csv.reader(io.StringIO(session.export("csv"))))
        points = session.data_set.points
        assert rows[0] == ["x1", "x2", "label"]
        found = np.array([[float(part) for part in row] for row in rows[1:]])
        np.testing.assert_array_equal(found, np.column_stack([points.points, points.labels]))
    assert Session({}).export("csv").splitlines()[1].endswith((",0", ",1"))
