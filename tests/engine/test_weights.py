"""Weights from outside: what does not fit is refused, says where, and changes nothing. (Round trips: properties.)"""

import io
import json
import zipfile

import numpy as np
import pytest

from gradpad.errors import WeightsError
from gradpad.session import weight_files as weights
from tests.engine.builders import parameters, random_network

pytestmark = pytest.mark.platform  # zip archives and NumPy's files


@pytest.fixture
def network():
    return random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "tanh"])


def good():
    return [{"W": [[1, 2, 3], [4, 5, 6]], "b": [1, 2, 3]}, {"W": [[1], [2], [3]], "b": [0]}]


def changed(**changes):
    """`good` with entries replaced: first_W=..., second_b=..."""
    layers = good()
    for name, value in changes.items():
        place, key = name.split("_")
        layers[["first", "second"].index(place)][key] = value
    return layers


def unchanged(network, act):
    before = [param.tobytes() for _, _, param in parameters(network)]
    with pytest.raises(WeightsError) as caught:
        act()
    assert [param.tobytes() for _, _, param in parameters(network)] == before
    return caught.value


def test_good_ones_are_taken(network):
    arrays = [network.layers[0].W, network.layers[1].b]
    weights.set_weights(network, good())
    assert network.layers[0].W is arrays[0]  # in place: the optimizer and the page hold the same array
    assert arrays[0].tolist() == good()[0]["W"]
    assert arrays[1].tolist() == [0]


@pytest.mark.parametrize(
    ("layers", "path", "said"),
    [
        (None, "weights", "None"),
        ("text", "weights", "4 layers"),
        (7, "weights", "7"),
        (good()[:1], "weights", "1 layers; the network has 2 layers"),
        ([1, 2], "weights.0", "1; it must have W and b"),
        (changed(first_W=[[1, 2], [3, 4]]), "weights.0.W", "shape (2, 2); the network needs (2, 3)"),
        (changed(first_W=[[1, 2, 3], [4, 5]]), "weights.0.W", "must be numbers of shape (2, 3)"),
        (changed(first_W="x"), "weights.0.W", "must be numbers"),
        (changed(first_W=None), "weights.0.W", "shape ()"),
        (changed(second_b=[]), "weights.1.b", "shape (0,); the network needs (1,)"),
        (changed(second_b=[float("nan")]), "weights.1.b", "not finite"),
        (changed(second_b=[float("inf")]), "weights.1.b", "not finite"),
        (changed(second_b=[10**400]), "weights.1.b", "must be numbers"),
        (changed(second_b=[1j]), "weights.1.b", "must be numbers"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refusals(network, layers, path, said):
    error = unchanged(network, lambda: weights.set_weights(network, layers))
    assert error.path == path
    assert said in error.message


def test_the_last_layer_being_wrong_changes_none(network):
    unchanged(network, lambda: weights.set_weights(network, changed(second_W=[[1]])))


@pytest.mark.parametrize("extra", [[1, 2, 3], None, 5, "x"])
def test_biases_for_a_network_without(extra):
    network = random_network(np.random.default_rng(0), [2, 3, 1], ["tanh", "tanh"], biases=False)
    layers = changed(first_b=extra, second_b=[])
    error = unchanged(network, lambda: weights.set_weights(network, layers))
    assert error.path == "weights.0.b"
    weights.set_weights(network, changed(first_b=[], second_b=[]))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "5", "null", '{"layers": []}', '{"gradpad_weights": 2, "layers": []}', "[" * 100_000, "\ud800"],
    ids=lambda text: text[:20].encode("ascii", "replace").decode(),
)
def test_no_json_file_of_weights(network, text):
    unchanged(network, lambda: weights.from_json(network, text))


def test_json_carries_its_version(network):
    assert json.loads(weights.to_json(network))["gradpad_weights"] == weights.VERSION


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def arrays_of(layers):
    return {f"{name}{i}": np.array(layer[name], float) for i, layer in enumerate(layers) for name in "Wb"}


def test_npz(network):
    weights.from_npz(network, npz(gradpad_weights=np.array(1), **arrays_of(good())))
    assert network.layers[1].W.tolist() == [[1], [2], [3]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 nothing",
        npz(),
        npz(**arrays_of(good())),
        npz(gradpad_weights=np.array(2), **arrays_of(good())),
        npz(gradpad_weights=np.array(1), **arrays_of(good()[:1])),
        npz(gradpad_weights=np.array(1), **arrays_of([*good(), good()[0]])),
        npz(gradpad_weights=np.array(1), **arrays_of(changed(first_W=[[1]]))),
    ],
    ids=["empty", "no zip", "nothing in it", "no version", "version 2", "too few", "too many", "wrong shape"],
)
def test_no_npz_file_of_these_weights(network, content):
    unchanged(network, lambda: weights.from_npz(network, content))


def test_npz_with_pickled_objects_is_refused(network):
    """A pickle could run anything."""
    objects = {**arrays_of(good()), "W0": np.array([[print, print, print]] * 2, dtype=object)}
    unchanged(network, lambda: weights.from_npz(network, npz(gradpad_weights=np.array(1), **objects)))


def test_npz_that_unpacks_to_a_flood_is_refused(network):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("W0.npy", bytes(weights.MAX_BYTES + 1))
    error = unchanged(network, lambda: weights.from_npz(network, file.getvalue()))
    assert "16 MB" in error.message


@pytest.mark.parametrize("size", [2**28, 2**31, 2**45, 2**60, 2**70])
def test_npz_that_claims_a_giant_array_is_refused(network, size):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (size,)})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("W0.npy", header.getvalue())
    unchanged(network, lambda: weights.from_npz(network, file.getvalue()))


def test_damaged_npz(network):
    """Any byte may be wrong: the file is refused, or what it holds fits; nothing else happens."""
    whole = npz(gradpad_weights=np.array(1), **arrays_of(good()))
    rng = np.random.default_rng(0)
    refused = 0
    for _ in range(600):
        content = bytearray(whole)
        for place in rng.integers(0, len(whole), rng.integers(1, 4)):
            content[place] = rng.integers(256)
        if rng.random() < 0.2:
            del content[rng.integers(len(content)) :]
        try:
            weights.from_npz(network, bytes(content))
        except WeightsError:
            refused += 1
        assert all(np.isfinite(param).all() for _, _, param in parameters(network))
    assert refused > 200
