"""Data sets: as many points as asked, in the square, of every class, the same for the same seed; and their rules."""

import numpy as np
import pytest

from gradpad.config import Config
from gradpad.datasets import DATASETS

CLASSIFIED = [name for name, generator in DATASETS.items() if generator.task == "classification"]
GATES = {"and_gate": [0, 0, 0, 1], "or_gate": [0, 1, 1, 1], "xor_gate": [0, 1, 1, 0], "nand_gate": [1, 1, 1, 0]}


def make(name, count, noise=0.0, seed=0):
    return DATASETS[name].make(np.random.default_rng(seed), count, noise)


@pytest.mark.parametrize("noise", [0.0, 0.25, 0.5])
@pytest.mark.parametrize("count", [1, 2, 3, 7, 500])
@pytest.mark.parametrize("name", list(DATASETS))
def test_counts(name, count, noise):
    points, labels = make(name, count, noise)
    assert points.shape == (count, 2)
    assert labels.shape == (count,)
    assert points.dtype == labels.dtype == np.float64
    assert np.all(np.isfinite(points))
    assert np.all(np.isfinite(labels))


@pytest.mark.parametrize("name", list(DATASETS))
def test_in_the_square(name):
    points, labels = make(name, 3000)
    assert np.abs(points).max() <= 6
    if DATASETS[name].task == "regression":
        assert -1.2 <= labels.min() < -0.5
        assert 0.5 < labels.max() <= 1.2


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("name", CLASSIFIED)
def test_every_class_has_its_share(name, noise):
    points, labels = make(name, 600, noise)
    classes, counts = np.unique(labels, return_counts=True)
    assert classes.tolist() == list(range(DATASETS[name].classes))
    assert counts.min() > 0.12 * len(points)


@pytest.mark.parametrize("name", list(DATASETS))
def test_same_seed_same_points(name):
    for one, two in zip(make(name, 50, 0.2, seed=3), make(name, 50, 0.2, seed=3), strict=True):
        assert one.tobytes() == two.tobytes()
    if name not in GATES:
        again, other = make(name, 50, 0.2, seed=3), make(name, 50, 0.2, seed=4)
        assert any(one.tobytes() != two.tobytes() for one, two in zip(again, other, strict=True))


@pytest.mark.parametrize("name", list(DATASETS))
def test_noise_changes_something(name):
    without, with_noise = make(name, 200), make(name, 200, 0.4)
    assert any(not np.array_equal(one, two) for one, two in zip(without, with_noise, strict=True))


def test_circle():
    points, labels = make("circle", 2000)
    radius = np.hypot(*points.T)
    assert np.all(radius[labels == 1] < 2.5)
    assert np.all((radius[labels == 0] >= 3.5) & (radius[labels == 0] <= 5))


def test_xor():
    points, labels = make("xor", 2000)
    np.testing.assert_array_equal(labels, points[:, 0] * points[:, 1] > 0)
    assert np.abs(points).min() >= 0.3


def test_spiral_is_wound_as_in_the_playground():
    """Source: playground's genSpiral: r = i/n · 5, angle = 1.75 · i/n · 2 pi, the other arm turned by half a turn."""
    points, labels = make("spiral", 400)
    first = points[labels == 1]
    i = np.arange(200)
    angle = 1.75 * i / 200 * 2 * np.pi
    np.testing.assert_allclose(first, np.stack([i / 40 * np.sin(angle), i / 40 * np.cos(angle)], axis=1), atol=1e-12)
    np.testing.assert_allclose(points[labels == 0], -first, atol=1e-12)


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_gauss_has_the_playgrounds_spread(noise):
    points, labels = make("gauss", 20_000, noise)
    for k, centre in ((0, -2), (1, 2)):
        np.testing.assert_allclose(points[labels == k].mean(axis=0), centre, atol=0.1)
        np.testing.assert_allclose(points[labels == k].var(axis=0), 0.5 + 7 * noise, rtol=0.05)


@pytest.mark.parametrize("name", GATES)
def test_gates(name):
    points, labels = make(name, 8)
    assert points[:4].tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert labels.tolist() == GATES[name] * 2


def test_a_gate_is_learned_whole_unless_asked_otherwise():
    def given(**data):
        return Config.from_dict({"data": data}).data

    assert (given(kind="xor_gate").count, given(kind="xor_gate").train_share) == (4, 1.0)
    assert given(kind="xor_gate", train_share=0.5).train_share == 0.5
    assert (given(kind="circle").count, given(kind="circle").train_share) == (500, 0.5)


def test_checkerboard():
    points, labels = make("checkerboard", 1000)
    np.testing.assert_array_equal(labels, np.floor(points / 2.5).sum(axis=1) % 2)


def test_plane_and_bumps():
    points, labels = make("plane", 500)
    np.testing.assert_allclose(labels, points.sum(axis=1) / 10, rtol=1e-14)
    points, labels = make("bumps", 500)
    for point, label in zip(points, labels, strict=True):
        heights = [
            sign * max(0.0, 1 - np.hypot(point[0] - x, point[1] - y) / 2)
            for (x, y), sign in zip(DATASETS["bumps"].centres, DATASETS["bumps"].signs, strict=True)
        ]
        assert label == pytest.approx(max(heights, key=abs), abs=1e-14)


@pytest.mark.parametrize("name", list(DATASETS))
def test_description(name):
    described = DATASETS[name].describe()
    assert len(described["sample"]["points"]) == 2 * len(described["sample"]["labels"]) == 240
    assert described["help"].endswith(".")
