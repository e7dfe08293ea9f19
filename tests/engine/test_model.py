"""The front door: `gradpad.Model`, as somebody uses it who has arrays."""

import copy
import pickle
import subprocess
import sys
import types

import numpy as np
import pytest

import gradpad
from gradpad.custom import custom_activation
from gradpad.errors import ConfigError, DataError, GradpadError, WeightsError
from gradpad.model import progress
from gradpad.optimizers import Adam
from gradpad.session import Session

RNG = np.random.default_rng(3)
CENTRES = np.array([[2.0, 0.0, 1.0], [-2.0, 1.0, 0.0], [0.0, -2.0, -1.0]])
NUMBERS = np.arange(60) % 3
X = CENTRES[NUMBERS] + RNG.normal(0, 0.4, (60, 3))
NAMES = np.array(["cat", "dog", "eel"])[NUMBERS]
VALUES = np.stack([X[:, 0] * X[:, 1], np.sin(X[:, 2])], axis=1)


def classifier(**more):
    chosen = {"activation": "tanh", "output": "softmax", "learning_rate": 0.05, "seed": 1, "engine": "numpy"} | more
    return gradpad.Model([3, 5, 3], **chosen)


def weights_of(model):
    return np.concatenate([param.ravel() for layer in model.network.layers for _, param in layer.parameters()])


# Learning.


def test_classes_are_learned_and_told_by_name():
    model = classifier(engine="auto")
    history = model.fit(X, NAMES, epochs=30, batch_size=10, validation=(X[:9], NAMES[:9]))
    assert model.classes == ["cat", "dog", "eel"]
    assert model.score(X, NAMES) == history.score[-1] > 0.95
    assert history is model.history
    assert len(history) == len(history.loss) == len(history.validation_loss) == 30
    assert history.loss[-1] < history.loss[0] / 4
    assert list(model.predict(X[:3])) == ["cat", "dog", "eel"]
    shares = model.predict_proba(X)
    assert shares.shape == (60, 3)
    assert shares.sum(axis=1) == pytest.approx(np.ones(60))
    assert np.array_equal(np.array(model.classes)[shares.argmax(axis=1)], model.predict(X))


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ([7, -1, 30], np.int64),
        ([0.5, 1.5, 2.5], np.float64),
        ([("a", 1), ("b", 2), ("c", 3)], object),
        (["text", 3, frozenset([1])], object),
        ([np.str_("x"), np.str_("y"), np.str_("z")], np.str_),
    ],
)
def test_labels_of_any_kind_come_back(labels, kind):
    y = [labels[number] for number in NUMBERS]
    model = classifier()
    model.fit(X, y, epochs=40, batch_size=10)
    found = model.predict(X)
    assert np.issubdtype(found.dtype, kind)
    assert sum(a == b for a, b in zip(found, y, strict=True)) == round(60 * model.score(X, y)) >= 57


@pytest.mark.parametrize(
    ("layers", "more"),
    [
        ([3, 4, 1], {"output": "sigmoid"}),
        ([3, 4, 2], {"output": "sigmoid"}),
        ([3, 4, 2], {"output": "softmax"}),
        ([3, 1], {"output": "identity", "loss": "hinge"}),
        ([3, 4, 1], {"output": "tanh", "task": "classification"}),
        ([3, 4, 1], {"output": "tanh", "classes": [False, True]}),
    ],
)
def test_two_classes(layers, more):
    two = NUMBERS != 1
    y = NUMBERS[two] == 2
    model = gradpad.Model(layers, learning_rate=0.05, **more)
    model.fit(X[two], y, epochs=40, batch_size=8)
    assert model.score(X[two], y) > 0.95
    assert model.predict(X[two]).dtype == bool
    if more["output"] in ("sigmoid", "softmax"):
        shares = model.predict_proba(X[two])
        assert shares.sum(axis=1) == pytest.approx(np.ones(len(y)))
        assert np.mean((shares[:, 1] > 0.5) == y) > 0.95
    else:
        with pytest.raises(ConfigError, match="probabilities need"):
            model.predict_proba(X)


def test_several_values_are_learned():
    model = gradpad.Model([3, 16, 2], activation="tanh", learning_rate=0.02)
    model.fit(X, VALUES, epochs=150, batch_size=10)
    assert model.task == "regression"
    assert model.classes is None
    assert model.predict(X).shape == (60, 2)
    assert model.score(X, VALUES) > 0.95
    one = gradpad.Model([3, 4, 1], activation="tanh")
    one.fit(X, VALUES[:, 0], epochs=2)
    one.fit(X, VALUES[:, :1], epochs=2)
    assert one.predict(X).shape == (60,)


def test_lists_and_numpys_types_are_welcome():
    wanted = classifier().fit(X, NAMES, epochs=3).loss
    given = gradpad.Model(
        np.array([3, 5, 3]),
        activation=["tanh"],
        output="softmax",
        learning_rate=np.float64(0.05),
        seed=np.int64(1),
        engine="numpy",
    )
    assert given.fit(X.tolist(), NAMES.tolist(), epochs=np.int32(3)).loss == wanted
    assert classifier().fit(np.asfortranarray(X), NAMES[:, None], epochs=3).loss == wanted
    assert classifier().fit(X.astype(np.float32), NAMES, epochs=3).loss == pytest.approx(wanted, rel=1e-5)
    assert gradpad.Model([1, 1]).fit([[1], [2]], [True, False], epochs=1).loss


def test_same_seed_same_numbers_and_random_state_is_a_seed():
    first, again, other = classifier(), classifier(seed=None, random_state=1), classifier(seed=2)
    losses = [model.fit(X, NAMES, epochs=4).loss for model in (first, again, other)]
    assert losses[0] == losses[1] != losses[2]
    assert first.fit(X, NAMES, epochs=4).loss == losses[0]  # fit begins anew
    with pytest.raises(ConfigError, match="one thing"):
        classifier(seed=1, random_state=2)


def test_the_page_and_the_model_get_the_same_losses():
    points = RNG.uniform(-4, 4, (24, 2)).round(2)
    labels = (points[:, 0] * points[:, 1] > 0).astype(int)
    data = {"kind": "points", "points": points.tolist(), "labels": labels.tolist()}
    network = {"layers": [{"units": 5, "activation": "tanh"}], "output": "tanh"}
    training = {"optimizer": "adam", "learning_rate": 0.01, "batch_size": 10, "dropout": 0.2}
    session = Session({"data": data, "network": network, "training": training, "seed": 7})
    session.train(max_epochs=6)
    model = gradpad.Model(
        [2, 5, 1], activation="tanh", output="tanh", task="classification", learning_rate=0.01, dropout=0.2, seed=7
    )
    history = model.fit(points, labels, epochs=6, batch_size=10)
    assert history.loss == session.run.curve.data_loss[1:]
    assert history.score == session.run.curve.accuracy[1:]


@pytest.mark.parametrize("weights", [None, np.arange(60) % 4 + 0.5])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_compiled_and_numpy_give_the_same_numbers(weights, optimizer):
    both = [classifier(engine=engine, optimizer=optimizer, dropout=0.1) for engine in ("auto", "numpy")]
    histories = [
        model.fit(X, NAMES, epochs=8, batch_size=16, sample_weight=weights, validation=(X, NAMES)) for model in both
    ]
    assert [history.engine for history in histories] == ["compiled", "numpy"]
    assert histories[0].loss == pytest.approx(histories[1].loss, rel=1e-12)
    assert weights_of(both[0]) == pytest.approx(weights_of(both[1]), rel=1e-9, abs=1e-12)


def test_more_epochs_go_on_where_training_stands():
    whole, parts = classifier(), classifier()
    whole.fit(X, NAMES, epochs=10)
    parts.fit(X, NAMES, epochs=4)
    assert parts.fit(X, NAMES, epochs=6, resume=True).loss == whole.history.loss
    history = parts.fit(X, NAMES, epochs=2, resume=True, validation=(X, NAMES))
    parts.fit(X[:30], NAMES[:30], epochs=1, resume=True)
    assert [np.isnan(loss) for loss in history.validation_loss] == [True] * 10 + [False] * 2 + [True]
    assert len(history.validation_score) == len(history) == 13


def test_training_ends_when_nothing_improves_with_the_best_weights():
    model = classifier(learning_rate=0.3)
    noise = RNG.permutation(NAMES[:30])
    history = model.fit(X[:30], NAMES[:30], epochs=400, validation=(X[30:], noise), patience=5)
    assert len(history) < 400
    assert len(history) == history.best_epoch + 5
    assert history.stopped == "stopped: no better for 5 epochs"
    assert history.validation_loss[history.best_epoch - 1] == min(history.validation_loss)
    assert model.score(X[30:], noise) == history.validation_score[history.best_epoch - 1]
    short = classifier(learning_rate=0.3)
    history = short.fit(X[:30], NAMES[:30], epochs=history.best_epoch + 3, validation=(X[30:], noise), patience=5)
    assert history.stopped is None
    assert np.array_equal(weights_of(short), weights_of(model))


def test_what_leaves_for_infinity_stops_and_is_told():
    model = gradpad.Model([3, 4, 2], optimizer="sgd", learning_rate=100)
    with pytest.warns(UserWarning, match="Try a smaller learning_rate"):
        history = model.fit(1e3 * X, VALUES, epochs=50)
    assert "infinity" in history.stopped
    assert len(history) < 50
    assert np.all(np.isfinite(weights_of(model)))


def test_objects_go_where_names_go():
    def bump(z):
        return np.exp(-z * z)

    mine = custom_activation(bump, lambda z: -2 * z * np.exp(-z * z))
    model = gradpad.Model([3, 8, 3], activation=mine, output="softmax", optimizer=Adam(beta1=0.8), learning_rate=0.05)
    model.fit(X, NAMES, epochs=40)
    assert model.score(X, NAMES) > 0.9
    assert model.gradcheck(X, NAMES).passed


# Weights of examples.


def test_a_weight_of_two_is_as_good_as_seeing_an_example_twice():
    counts = np.arange(60) % 3 + 1
    chosen = {"optimizer": "sgd", "learning_rate": 0.5}
    weighted, repeated = classifier(**chosen), classifier(**chosen)
    first = weighted.fit(X, NAMES, epochs=20, batch_size=60, sample_weight=10 * counts)
    many = np.repeat(np.arange(60), counts)
    second = repeated.fit(X[many], NAMES[many], epochs=20, batch_size=len(many))
    assert first.loss == pytest.approx(second.loss, rel=1e-9)
    assert first.score == pytest.approx(second.score, rel=1e-12)
    assert weighted.score(X, NAMES, counts) == pytest.approx(repeated.score(X[many], NAMES[many]))
    values = gradpad.Model([3, 4, 2]), gradpad.Model([3, 4, 2])
    assert values[0].score(X, VALUES, counts) == pytest.approx(values[1].score(X[many], VALUES[many]))


@pytest.mark.parametrize(
    ("output", "loss", "y"),
    [
        ("softmax", "softmax_cross_entropy", NAMES),
        ("sigmoid", "binary_cross_entropy", NAMES),
        ("tanh", "mean_squared_error", VALUES),
        ("identity", "huber", VALUES),
    ],
)
def test_weighted_gradients_are_right(output, loss, y):
    n_out = 3 if y is NAMES else 2
    model = gradpad.Model([3, 5, n_out], activation="tanh", output=output, loss=loss, regularizer="l2")
    model.regularization_rate = 0.1
    weights = RNG.uniform(0, 3, 60)
    report = model.gradcheck(X, y, weights)
    assert report.passed, str(report)
    plain = model.gradcheck(X, y)
    assert not np.allclose(report.comparisons[0].backpropagation, plain.comparisons[0].backpropagation)


# Keeping.


@pytest.mark.parametrize("way", ["file", "pickle", "deepcopy"])
@pytest.mark.parametrize("y", [NAMES, VALUES, [("a", int(n)) for n in NUMBERS]], ids=["names", "values", "tuples"])
def test_a_kept_model_says_the_same_and_learns_on(way, y, tmp_path):
    n_out = 2 if y is VALUES else 3
    model = gradpad.Model([3, 5, n_out], output="identity" if y is VALUES else "softmax", dropout=0.1, seed=4)
    model.fit(X, y, epochs=5)
    if way == "file":
        model.save(tmp_path / "model.npz")
        kept = gradpad.Model.load(tmp_path / "model.npz")
    else:
        kept = pickle.loads(pickle.dumps(model)) if way == "pickle" else copy.deepcopy(model)
    assert repr(kept) == repr(model)
    assert kept.history == model.history
    assert list(kept.predict(X).ravel()) == list(model.predict(X).ravel())
    assert kept.fit(X, y, epochs=3, resume=True).loss == model.fit(X, y, epochs=3, resume=True).loss


def test_a_model_that_has_learned_nothing_is_kept_too(tmp_path):
    model = classifier(classes=["cat", "dog", "eel"], optimizer=Adam(beta1=0.5))
    model.save(tmp_path / "model.npz")
    kept = gradpad.Model.load(str(tmp_path / "model.npz"))
    assert kept.optimizer == model.optimizer
    assert kept.predict(X).tolist() == model.predict(X).tolist()
    assert kept.fit(X, NAMES, epochs=2).loss == model.fit(X, NAMES, epochs=2).loss


def test_the_page_reads_the_weights_of_a_models_file(tmp_path):
    session = Session({"network": {"layers": [{"units": 3}]}})
    model = gradpad.Model([2, 3, 1], activation="tanh", output="tanh", seed=9)
    model.save(tmp_path / "model.npz")
    session.open_weights((tmp_path / "model.npz").read_bytes())
    assert np.array_equal(session.run.trainer.network.layers[0].W, model.network.layers[0].W)


def test_files_that_are_none_are_refused(tmp_path):
    path = tmp_path / "model.npz"
    model = classifier()
    model.fit(X, NAMES, epochs=1)
    model.save(path)
    whole = path.read_bytes()
    for damaged in (b"", b"text", whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        with pytest.raises(WeightsError, match="no model of Gradpad"):
            gradpad.Model.load(path)
    with np.load(_written(path, whole)) as file:
        arrays = {name: file[name] for name in file.files}
    for change in ({"W0": np.ones((2, 2))}, {"model": np.array('{"gradpad_model": 99}')}, {"model": np.array("{}")}):
        with path.open("wb") as file:
            np.savez(file, **(arrays | change))
        with pytest.raises(WeightsError):
            gradpad.Model.load(path)
    with pytest.raises(FileNotFoundError):
        gradpad.Model.load(tmp_path / "none.npz")


def _written(path, content):
    path.write_bytes(content)
    return path


def test_what_can_not_be_written_down_is_told(tmp_path):
    def dent(z):
        return -np.exp(-z * z)

    model = gradpad.Model([3, 4, 1], activation=custom_activation(dent, lambda z: 2 * z * np.exp(-z * z)))
    with pytest.raises(ConfigError, match="activation is an activation of your own, 'dent'; register it"):
        model.save(tmp_path / "model.npz")
    model = classifier()
    model.fit(X, [frozenset([int(number)]) for number in NUMBERS], epochs=1)
    with pytest.raises(ConfigError, match="classes holds"):
        model.save(tmp_path / "model.npz")
    assert not list(tmp_path.iterdir())


# Told in a learner's words.


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"layers": 64}, "layers is 64; it must be a list of two sizes or more"),
        ({"layers": [64]}, r"layers is \[64\]; it must be"),
        ({"layers": [64, 0, 10]}, r"layers\[1\] is 0; it must be a whole number from 1 up"),
        ({"layers": [64, 2.5]}, r"layers\[1\] is 2.5"),
        ({"layers": [64, float("nan")]}, r"layers\[1\] is nan"),
        ({"activation": "rlu"}, "activation is 'rlu'; it must be one of .*relu, .* or an activation of your own"),
        ({"activation": "softmax"}, "activation is 'softmax'; it is for the output only"),
        ({"activation": ["tanh", "tanh"]}, "it must be a name, or a list of 1, one for each hidden layer"),
        ({"output": 3}, "output is 3; it must be one of"),
        ({"output": "softmax", "loss": "hinge"}, "loss is 'hinge'; .* goes with the output identity or tanh"),
        ({"output": "softmax", "task": "regression"}, "output is 'softmax'; it is for classification"),
        ({"task": "sorting"}, 'task is \'sorting\'; it must be "classification" or "regression"'),
        ({"task": "regression", "classes": ["a", "b"]}, "classes is given, but the task is regression"),
        ({"output": "softmax", "classes": ["a", "a", "b"]}, "each must be there once only"),
        ({"output": "softmax", "classes": ["a", "b"]}, "There are 2 classes .* layers ends with 3"),
        ({"learning_rate": 0}, "learning_rate is 0; it must be a number greater than 0"),
        ({"learning_rate": "fast"}, "learning_rate is 'fast'"),
        ({"dropout": 1.0}, "dropout is 1.0; it must be a number from 0 to 0.9"),
        ({"seed": -1}, "seed is -1; it must be a whole number from 0 up"),
        ({"engine": "gpu"}, "engine is 'gpu'; it must be one of numpy, auto"),
        ({"schedule_epochs": 0}, "schedule_epochs is 0"),
    ],
)
def test_settings_that_are_not_valid(arguments, told):
    with pytest.raises(GradpadError, match=told):
        gradpad.Model(**{"layers": [3, 4, 3], **arguments})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"X": X[0]}, r"X has shape \(3,\); it must be \(examples, 3\).* For one example write X\[None, :\]"),
        ({"X": X[:, :2]}, r"X has shape \(60, 2\); it must be \(examples, 3\): layers begins with 3"),
        ({"X": X[:0]}, "X has no examples"),
        ({"X": [["a", "b", "c"]]}, "X holds text; it must be an array of numbers"),
        ({"X": [[1, 2], [3]]}, "without gaps"),
        ({"X": X + 1j}, "X holds complex numbers"),
        ({"X": np.where(X[2, 1] == X, np.nan, X)}, r"X\[2, 1\] is nan; every number must be finite"),
        ({"y": NAMES[:50]}, "X has 60 examples, but y has 50; each needs its own"),
        ({"y": NAMES.reshape(20, 3)}, r"y has shape \(20, 3\); classes must be \(examples,\)"),
        ({"y": "cat"}, "y is 'cat'; it must be an array or a list"),
        ({"y": [[1]] * 60}, r"y\[0\] is \[1\]; a class must be text, a number"),
        ({"y": [float("nan")] * 60}, r"y\[0\] is nan; every example must have a class"),
        ({"y": []}, "y has no labels"),
        ({"y": ["cat"] * 60}, "one class only, 'cat'; it takes two"),
        ({"y": np.arange(60)}, r"There are 60 classes \(0, 1, .* and 52 more\), but layers ends with 3.* end with 60"),
        ({"epochs": -1}, "epochs is -1; it must be a whole number from 0 up"),
        ({"epochs": True}, "epochs is True"),
        ({"batch_size": 0}, "batch_size is 0; it must be a whole number from 1 up"),
        ({"patience": 0}, "patience is 0"),
        ({"sample_weight": np.ones(3)}, r"sample_weight has shape \(3,\); it must be \(60,\)"),
        ({"sample_weight": -np.ones(60)}, "sample_weight goes down to -1; weights must be 0 or more"),
        ({"validation": X}, r"validation is ndarray; it must be a pair \(X, y\)"),
        ({"validation": (X, ["cow"] * 60)}, r"validation y\[0\] is 'cow'; the classes are 'cat', 'dog', 'eel'"),
        ({"validation": (X[:, :1], NAMES)}, r"validation X has shape \(60, 1\)"),
    ],
)
def test_data_that_do_not_fit(arguments, told):
    model = classifier()
    model.fit(X, NAMES, epochs=1)
    before = weights_of(model)
    with pytest.raises(GradpadError, match=told):
        model.fit(**{"X": X, "y": NAMES, **arguments})
    assert np.array_equal(weights_of(model), before)
    assert len(model.history) == 1
    assert model.score(X, NAMES) == model.history.score[-1]


def test_values_that_do_not_fit():
    model = gradpad.Model([3, 4, 2])
    with pytest.raises(DataError, match=r"y has shape \(60,\); it must be \(examples, 2\): layers ends with 2"):
        model.fit(X, VALUES[:, 0])
    with pytest.raises(DataError, match=r'y holds text.* Are these classes. Then give task="classification"'):
        model.fit(X, NAMES)


def test_what_is_not_known_yet():
    with pytest.raises(DataError, match="The classes are not known yet; call fit first"):
        classifier().predict(X)
    assert gradpad.Model([3, 2]).predict(X).shape == (60, 2)


def test_a_model_says_what_it_is():
    model = classifier()
    assert repr(model) == (
        "<Model 3-5-3 (tanh, softmax), 38 parameters; Adam at 0.05, softmax cross-entropy; not trained yet>"
    )
    assert repr(model.network) == "<Network of [<Dense 3 → 5, Tanh>, <Dense 5 → 3, Softmax>]>"
    assert repr(model.gradcheck(X, NAMES)).startswith("layer 1  W  (3, 5) ")
    assert repr(model.history) == "<History: nothing was trained yet>"
    model.fit(X, NAMES, epochs=2, validation=(X, NAMES))
    assert "trained for 2 epochs" in repr(model)
    assert repr(model.history).startswith("<History of 2 epochs, ")


# Shown while it learns, and afterwards.


BARS = []


class Bar:
    """As much of tqdm as is used."""

    def __init__(self, total, unit):
        self.total, self.done, self.open = total, 0, True
        BARS.append(self)

    def set_postfix_str(self, text, refresh):
        self.text = text

    def update(self, count):
        self.done += count

    def close(self):
        self.open = False


def test_tqdm_shows_the_progress_where_it_is_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", types.ModuleType("tqdm"))
    monkeypatch.setitem(sys.modules, "tqdm.auto", types.SimpleNamespace(tqdm=Bar))
    classifier().fit(X, NAMES, epochs=7, progress=True)
    [bar] = BARS
    assert (bar.total, bar.done, bar.open) == (7, 7, False)
    assert bar.text.startswith("loss ")


def test_a_plain_bar_shows_it_elsewhere(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    classifier().fit(X, NAMES, epochs=20, progress=True)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[-1].startswith("epoch 20/20 [########################] ")
    assert "0 s left, loss " in lines[-1]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    classifier().fit(X, NAMES, epochs=20, progress=True)
    shown = capsys.readouterr().err
    assert shown.endswith("\n")
    assert shown.rsplit("\r", 1)[1].startswith("epoch 20/20")
    classifier().fit(X, NAMES, epochs=3)
    assert capsys.readouterr().err == ""


def test_the_bar_tells_rate_and_time_left():
    bar = progress.Plain(40)
    bar.done = 10
    assert bar.line("loss 1", 5.0) == "epoch 10/40 [######..................] 2 epochs/s, 15 s left, loss 1"


def test_a_history_draws_itself_where_matplotlib_is(monkeypatch):
    model = classifier()
    model.fit(X, NAMES, epochs=3, validation=(X, NAMES))
    drawn = []

    class Axes:
        def __getattr__(self, name):
            return lambda *args, **more: drawn.append((name, *args))

    pyplot = types.SimpleNamespace(subplots=lambda *args, **more: (None, [Axes(), Axes()]))
    monkeypatch.setitem(sys.modules, "matplotlib", types.ModuleType("matplotlib"))
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", pyplot)
    model.history.plot()
    lines = [call[2] for call in drawn if call[0] == "plot"]
    history = model.history
    assert lines == [history.loss, history.validation_loss, history.score, history.validation_score]
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(ImportError, match="pip install matplotlib"):
        history.plot()


@pytest.mark.skipif(sys.platform == "emscripten", reason="a browser's Python starts no other one")
def test_the_pages_start_imports_no_model():
    code = "import gradpad, sys; from gradpad.session import Session; Session({}).train(max_epochs=1)"
    code += "; assert 'gradpad.model' not in sys.modules; assert gradpad.Model and 'gradpad.model' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "pysrc"})
    with pytest.raises(AttributeError, match="no attribute 'model_'"):
        _ = gradpad.model_
