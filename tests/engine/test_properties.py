"""What must hold for every network and every seed, tried on many: shapes, symmetry, expectations, round trips."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradpad.activations import ACTIVATIONS
from gradpad.config import Config
from gradpad.config.data_set import split
from gradpad.losses import LOSSES
from gradpad.randomness import random_bits, shuffled_order, uniforms
from gradpad.regularizers import REGULARIZERS, dropout_mask
from gradpad.session import weight_files as weights
from gradpad.training import train_step
from tests.engine.builders import gradients, parameters, random_network, random_targets, start

always_the_same = settings(max_examples=60, derandomize=True, deadline=None, database=None)

HIDDEN = [name for name, activation in ACTIVATIONS.items() if activation.hidden]
seeds = st.integers(0, 2**32 - 1)
keys = st.integers(0, 2**64 - 1)
sizes = st.lists(st.integers(1, 6), min_size=2, max_size=5)


def network_and_batch(seed, sizes, hidden, loss, batch):
    rng = np.random.default_rng(seed)
    output = (LOSSES[loss].outputs or ("tanh",))[0]
    network = random_network(rng, sizes, [*[hidden] * (len(sizes) - 2), output])
    return network, rng.normal(0, 1.5, (batch, sizes[0])), random_targets(rng, loss, output, (batch, sizes[-1]))


networks = {
    "seed": seeds, "sizes": sizes, "hidden": st.sampled_from(HIDDEN), "loss": st.sampled_from(list(LOSSES)),
    "batch": st.integers(1, 9),
}  # fmt: skip


@always_the_same
@given(**networks)
def test_shapes(seed, sizes, hidden, loss, batch):
    network, x, targets = network_and_batch(seed, sizes, hidden, loss, batch)
    assert network.forward(x).shape == (batch, sizes[-1])
    rule = LOSSES[loss]
    scores = network.scores(rule)
    assert rule.per_example(scores, targets).shape == (batch,)
    assert np.ndim(rule.value(scores, targets)) == 0
    assert network.backward(rule.gradient(scores, targets), rule.from_logits).shape == (batch, sizes[0])
    for (_, _, param), grad in zip(parameters(network), gradients(network), strict=True):
        assert param.shape == grad.shape
    for layer, n in zip(network.layers, sizes[1:], strict=True):
        assert layer.z.shape == layer.a.shape == layer.delta.shape == (batch, n)


@always_the_same
@given(**networks)
def test_the_order_within_a_batch_does_not_matter(seed, sizes, hidden, loss, batch):
    network, x, targets = network_and_batch(seed, sizes, hidden, loss, batch)
    value = network.loss_and_gradients(LOSSES[loss], x, targets)
    before = gradients(network)
    order = np.random.default_rng(seed).permutation(batch)
    assert network.loss_and_gradients(LOSSES[loss], x[order], targets[order]) == pytest.approx(value, rel=1e-12)
    for one, other in zip(before, gradients(network), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-13)


@always_the_same
@given(cut=st.integers(1, 8), **networks)
def test_a_batch_is_the_weighted_mean_of_its_parts(seed, sizes, hidden, loss, batch, cut):
    """Each part's loss and gradient are means over its own size: a smaller last batch counts right."""
    network, x, targets = network_and_batch(seed, sizes, hidden, loss, batch + 1)
    n, cut = batch + 1, min(cut, batch)
    rule = LOSSES[loss]
    whole, grads = network.loss_and_gradients(rule, x, targets), gradients(network)
    first, first_grads = network.loss_and_gradients(rule, x[:cut], targets[:cut]), gradients(network)
    second, second_grads = network.loss_and_gradients(rule, x[cut:], targets[cut:]), gradients(network)
    assert whole == pytest.approx((cut * first + (n - cut) * second) / n, rel=1e-12, abs=1e-14)
    for grad, one, other in zip(grads, first_grads, second_grads, strict=True):
        np.testing.assert_allclose(grad, (cut * one + (n - cut) * other) / n, rtol=1e-9, atol=1e-13)


@always_the_same
@given(seed=seeds, n_in=st.integers(1, 6), n_out=st.integers(1, 6), rate=st.floats(0, 10))
def test_l2(seed, n_in, n_out, rate):
    """Half the squared length, whose gradient is the weight itself; a step shrinks every weight by the same share."""
    W = np.random.default_rng(seed).normal(0, 3, (n_in, n_out))
    l2 = REGULARIZERS["l2"]
    np.testing.assert_array_equal(l2.gradient(W), W)
    assert l2.total(rate, [W, W]) == pytest.approx(rate * np.linalg.norm(W) ** 2, rel=1e-12, abs=1e-300)
    direction = np.random.default_rng(seed + 1).normal(size=W.shape)
    slope = (l2.penalty(W + 1e-5 * direction) - l2.penalty(W - 1e-5 * direction)) / 2e-5
    assert slope == pytest.approx(np.sum(direction * l2.gradient(W)), rel=1e-6, abs=1e-8)


def test_l2_in_a_training_step():
    """With the loss at its minimum, only the penalty is left to move the weights; biases stay."""
    raw = {"network": {"layers": [], "output": "identity", "initial_bias": 0.3},
           "training": {"regularizer": "l2", "regularization_rate": 0.5, "learning_rate": 0.1}}  # fmt: skip
    data, trainer = start(raw)
    layer, x = trainer.network.layers[0], data.train.x[:8]
    before = layer.W.copy()
    train_step(trainer.network, trainer.recipe, trainer.slots, x, trainer.network.forward(x), trainer.rates, 0)
    np.testing.assert_allclose(layer.W, before * (1 - 0.1 * 0.5), rtol=1e-14)
    assert layer.b.tolist() == [0.3]


@always_the_same
@given(seed=seeds)
def test_l1(seed):
    W = np.random.default_rng(seed).normal(0, 3, (4, 3))
    W[0, 0] = 0.0
    l1 = REGULARIZERS["l1"]
    assert l1.gradient(W)[0, 0] == 0
    assert set(np.unique(l1.gradient(W))) <= {-1.0, 0.0, 1.0}
    assert l1.penalty(W) == pytest.approx(np.sum(W * l1.gradient(W)), rel=1e-12)


@always_the_same
@given(key=keys, counter=st.integers(0, 2**40), rate=st.floats(0, 0.9))
def test_dropout_keeps_the_expectation(key, counter, rate):
    n = 40_000
    mask = dropout_mask(rate, key, counter, (200, 200))
    assert set(np.unique(mask)) <= {0.0, 1 / (1 - rate)}
    deviation = np.sqrt(rate / (1 - rate) / n)  # of the mean of n masks
    assert abs(mask.mean() - 1) <= 5 * deviation + 1e-12
    np.testing.assert_array_equal(mask, dropout_mask(rate, key, counter, (200, 200)))
    if rate > 0.1:
        assert not np.array_equal(mask, dropout_mask(rate, key, counter + 1, (200, 200)))


def test_dropout_of_a_layer_keeps_the_next_ones_sum():
    """Averaged over many masks, what the next layer sees is what it sees without dropout."""
    network = random_network(np.random.default_rng(3), [2, 6, 1], ["tanh", "identity"])
    x = np.array([[0.7, -1.2]])
    without = network.forward(x)[0, 0]
    many = [network.forward(x, [dropout_mask(0.4, 99, counter, (1, 6))])[0, 0] for counter in range(4000)]
    assert np.mean(many) == pytest.approx(without, abs=5 * np.std(many) / np.sqrt(len(many)))
    assert np.std(many) > 0.1


def test_dropout_is_off_outside_training():
    (data, with_dropout), (_, without) = (start({"training": {"dropout": rate}}) for rate in (0.5, 0.0))
    assert with_dropout.evaluate(data.train)[0] == without.evaluate(data.train)[0]
    with_dropout.run(3)
    without.run(3)
    assert with_dropout.evaluate(data.train)[0] != without.evaluate(data.train)[0]


@always_the_same
@given(seed=seeds, sizes=sizes, biases=st.booleans())
def test_weights_come_back_to_the_last_bit(seed, sizes, biases):
    rng = np.random.default_rng(seed)
    names = ["tanh"] * (len(sizes) - 1)
    network, json_copy, npz_copy = (random_network(rng, sizes, names, biases) for _ in range(3))
    network.layers[0].W.flat[0] = rng.choice([-0.0, 5e-324, 1.7976931348623157e308, np.pi, 1 / 3])
    weights.from_json(json_copy, weights.to_json(network))
    weights.from_npz(npz_copy, weights.to_npz(network))
    for (_, _, one), (_, _, two), (_, _, three) in zip(*map(parameters, (network, json_copy, npz_copy)), strict=True):
        assert one.tobytes() == two.tobytes() == three.tobytes()


numbers = st.floats(-1000, 1000)
pairs = st.lists(st.tuples(numbers, numbers), max_size=8)
generated = st.fixed_dictionaries(
    {"kind": st.sampled_from(["circle", "xor", "blobs", "and_gate"]), "count": st.integers(1, 50),
     "noise": st.floats(0, 0.5), "train_share": st.floats(0.01, 1)}
)  # fmt: skip
drawn = pairs.flatmap(
    lambda points: st.fixed_dictionaries(
        {
            "kind": st.just("points"), "task": st.just("classification"), "points": st.just(points),
            "labels": st.lists(st.integers(0, 5), min_size=len(points), max_size=len(points)),
        }
    )
)  # fmt: skip
layer = st.fixed_dictionaries({"units": st.integers(1, 256), "activation": st.sampled_from(HIDDEN)})
configs = st.fixed_dictionaries(
    {},
    optional={
        "seed": seeds,
        "data": generated | drawn,
        "features": st.lists(
            st.sampled_from(["x1", "x2", "radius", "cos_x1"]) | st.just({"formula": "x1 * x2"}), min_size=1, max_size=2,
            unique_by=str,
        ),
        "standardize": st.booleans(),
        "network": st.fixed_dictionaries(
            {}, optional={"layers": st.lists(layer, max_size=6), "initial_scale": st.floats(0, 10)}
        ),
        "training": st.fixed_dictionaries(
            {}, optional={"learning_rate": st.floats(1e-9, 1000), "batch_size": st.integers(1, 10_000)}
        ),
        "view": st.dictionaries(st.text(max_size=5), st.booleans() | st.text(max_size=5) | numbers, max_size=3),
    },
)  # fmt: skip


@always_the_same
@given(raw=configs)
def test_a_configuration_comes_back_the_same(raw):
    config = Config.from_dict(raw)
    through_json = Config.from_dict(json.loads(json.dumps(config.to_dict())))
    assert through_json == config
    assert through_json.to_dict() == config.to_dict()
    assert json.dumps(through_json.to_dict()) == json.dumps(config.to_dict())


BASE = {"seed": 7, "data": {"count": 60}}


def facts(raw):
    """What a seed decides, one for each purpose."""
    data, trainer = start(raw)
    weights = np.concatenate([param.ravel() for param in trainer.parameters()])
    return {
        "points": data.points.points.tobytes() + data.points.labels.tobytes(), "split": data.points.is_test.tobytes(),
        "weights": weights.tobytes(), "order": trainer.order().tobytes(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        ({"seed": 8}, {"points", "split", "weights", "order"}),
        ({"network": {"layers": [{"units": 9}]}}, {"weights"}),
        ({"network": {"initializer": "he_normal"}}, {"weights"}),
        ({"data": {"count": 60, "noise": 0.2}}, {"points"}),
        ({"data": {"count": 60, "kind": "gauss"}}, {"points"}),
        ({"data": {"count": 60, "train_share": 0.4}}, {"split", "order"}),
        ({"training": {"batch_size": 3}}, set()),
        ({"training": {"optimizer": "sgd", "dropout": 0.5}}, set()),
        ({"training": {"learning_rate": 1.0, "loss": "huber"}}, set()),
        ({"standardize": True}, set()),
        ({"features": ["x2", "radius"]}, set()),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "-".join(sorted(value)) or "none",
)
def test_streams_of_chance_are_independent(change, touched):
    """Each purpose draws from a stream of its own: a change of one thing leaves the others as they were."""
    before, after = facts(BASE), facts({**BASE, **change})
    changed = {name for name in before if before[name] != after[name]}
    if "points" in touched:
        changed -= {"split"}  # a point may now be of the other class, and the split goes by class
        touched = touched - {"split"}
    assert changed == touched


class SplitMix64:
    """The published generator, in whole numbers: Steele, Lea & Flood 2014; constants of Vigna's splitmix64.c."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
        return z ^ (z >> 31)


def reference_bits(key, counter, count):
    """The stream number `counter` of a key: it is seeded with the key's own output of that number."""
    seeds = SplitMix64(key)
    for _ in range(counter):
        seeds.next()
    stream = SplitMix64(seeds.next())
    return [stream.next() for _ in range(count)]


def test_the_reference_is_the_published_generator():
    """The numbers for this seed that other implementations give in their tests."""
    stream = SplitMix64(1234567)
    assert [stream.next() for _ in range(5)] == [
        6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
    ]  # fmt: skip


@always_the_same
@given(key=keys, counter=st.integers(0, 50), count=st.integers(0, 40))
def test_random_bits_against_whole_numbers(key, counter, count):
    expected = reference_bits(key, counter, count)
    bits = random_bits(key, counter, count)
    assert bits.dtype == np.uint64
    assert bits.tolist() == expected
    assert uniforms(key, counter, (1, count)).ravel().tolist() == [(b >> 11) / 2**53 for b in expected]


@always_the_same
@given(key=keys, epoch=st.integers(0, 50), count=st.integers(0, 40))
def test_shuffled_order_against_whole_numbers(key, epoch, count):
    order = []
    for i, bits in enumerate(reference_bits(key, epoch, count)):
        j = ((bits >> 32) * (i + 1)) >> 32
        order.append(i)
        order[i], order[j] = order[j], i
    assert shuffled_order(key, epoch, count).tolist() == order


@always_the_same
@given(key=keys, epoch=st.integers(0, 2**40), count=st.integers(0, 500))
def test_shuffled_order_is_a_permutation(key, epoch, count):
    assert sorted(shuffled_order(key, epoch, count)) == list(range(count))


def test_shuffled_orders_are_evenly_spread():
    """Each of 4! orders about as often, and each example about as often at each place: chi squared."""
    n, epochs = 4, 6000
    orders = np.array([shuffled_order(123456789, epoch, n) for epoch in range(epochs)])
    _, counts = np.unique(orders @ (n ** np.arange(n)), return_counts=True)
    assert len(counts) == 24
    expected = epochs / 24
    assert np.sum((counts - expected) ** 2) / expected < 52.6  # 23 degrees of freedom: 1 in 2500
    places = np.array([np.bincount(orders[:, place], minlength=n) for place in range(n)])
    assert np.abs(places / epochs - 1 / n).max() < 5 * np.sqrt(1 / n * (1 - 1 / n) / epochs)


@always_the_same
@given(seed=seeds, counts=st.lists(st.integers(1, 40), min_size=2, max_size=6), share=st.floats(0.01, 1))
def test_the_split_is_stratified(seed, counts, share):
    """Each class gives its share, to within one point, and at least one to learn from; the total is right too."""
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.repeat(np.arange(len(counts), dtype=float), counts))
    is_test = split(labels, share, "classification", np.random.default_rng(seed))
    kept = np.bincount(labels[~is_test].astype(int), minlength=len(counts))
    assert np.all(kept >= 1)
    assert np.all((np.abs(kept - share * np.array(counts)) <= 1) | (kept == 1))
    if np.all(share * np.array(counts) >= 1):
        assert kept.sum() == round(share * sum(counts))


@always_the_same
@given(seed=seeds, n=st.integers(1, 50), share=st.floats(0.01, 1))
def test_the_split_of_values(seed, n, share):
    labels = np.random.default_rng(seed).normal(size=n)
    is_test = split(labels, share, "regression", np.random.default_rng(seed))
    assert (~is_test).sum() == max(1, round(share * n))


@always_the_same
@given(n=st.integers(2, 30), batch_size=st.integers(1, 12), seed=seeds)
def test_an_epoch_shows_every_example_once(n, batch_size, seed):
    """Batches are slices of the order; the last is what is left, and its step is that of its own mean."""
    raw = {"seed": seed, "data": {"kind": "plane", "count": n, "train_share": 1.0}, "network": {"output": "identity"},
           "training": {"batch_size": batch_size}}  # fmt: skip
    _, trainer = start(raw)
    _, twin = start(raw)
    order = trainer.order()
    batches = [order[i : i + batch_size] for i in range(0, n, batch_size)]
    trainer.run(trainer.steps_per_epoch)
    assert (trainer.epoch, trainer.position, trainer.step) == (1, 0, len(batches))
    for step, rows in enumerate(batches):
        examples = twin.examples
        train_step(twin.network, twin.recipe, twin.slots, examples.x[rows], examples.targets[rows], twin.rates, step)
    for one, other in zip(trainer.parameters(), twin.parameters(), strict=True):
        assert one.tobytes() == other.tobytes()
    assert trainer.order().tolist() != order.tolist() or n < 8
