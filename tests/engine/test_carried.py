"""What the page keeps of a network while Python is gone: another Python goes on from it as if nothing had been."""

import numpy as np
import pytest

from gradpad.errors import WeightsError
from gradpad.session import Session, carried
from tests.engine.builders import given_back

CONFIG = {
    "seed": 3,
    "data": {"kind": "spiral", "count": 90},
    "network": {"layers": [{"units": 5, "activation": "tanh"}, {"units": 3, "activation": "relu"}]},
    "training": {
        "optimizer": "adam",
        "batch_size": 12,
        "dropout": 0.2,
        "regularizer": "l2",
        "regularization_rate": 0.001,
    },
}


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_another_python_goes_on_to_the_last_bit(optimizer: str) -> None:
    config = {**CONFIG, "training": {**CONFIG["training"], "optimizer": optimizer}}
    one, other = Session(config), Session()
    one.freeze(0, "W", [1, 2], hold=True)
    one.train(max_steps=61)
    taken = one.carry()
    back = other.recall(config=one.config.to_dict(), content=given_back(taken))
    assert back["step"] == 61
    assert back["curve"]["epoch"] == list(range(len(back["curve"]["epoch"])))
    assert back["frozen"] == ["0.W.1.2"]
    one.train(max_steps=40)
    other.train(max_steps=40)
    for now, then in zip(one.run.trainer.parameters(), other.run.trainer.parameters(), strict=True):
        assert np.array_equal(now, then)
    assert one.carry() == other.carry()


def test_another_optimizer_begins_its_memory_anew() -> None:
    one, other = Session(CONFIG), Session()
    one.train(max_steps=20)
    config = {**one.config.to_dict(), "training": {**one.config.to_dict()["training"], "optimizer": "momentum"}}
    other.recall(config=config, content=given_back(one.carry()))
    assert other.run.trainer.recipe.slots_since == 20
    other.train(max_steps=2)


def test_what_is_damaged_or_anothers_is_refused_and_changes_nothing() -> None:
    one, other = Session(CONFIG), Session()
    one.train(max_steps=5)
    whole, before = one.carry(), other.carry()
    config = one.config.to_dict()
    wrong = [
        "?",
        "",
        given_back(b""),
        given_back(b"{}"),
        given_back(b"[1]\n"),
        given_back(whole[:-9]),
        given_back(whole[9:]),
        given_back(b"\x00" * 99),
    ]
    for content in wrong:
        with pytest.raises(WeightsError):
            other.recall(config=config, content=content)
    with pytest.raises(WeightsError):
        other.recall(config=other.config.to_dict(), content=given_back(whole))
    assert other.carry() == before


def test_all_that_is_told_comes_back() -> None:
    content = {
        "a": [1, 2.5, None, "x", True],
        "b": {"c": np.arange(6.0).reshape(2, 3)},
        "d": [np.float64(0.1), float("inf")],
    }
    back = carried.from_bytes(carried.to_bytes(content))
    assert back["a"] == content["a"]
    assert np.array_equal(back["b"]["c"], content["b"]["c"])
    assert back["d"] == content["d"]
    with pytest.raises(WeightsError):
        carried.from_bytes(b'{"array": "|O", "shape": [1]}\n12345678')
