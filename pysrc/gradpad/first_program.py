"""The first program: a network learns XOR, which no straight line can. `python -m gradpad` runs it."""

import gradpad


def xor() -> None:
    """Learns the four cases of "one or the other, but not both", and checks its own gradients."""
    X = [[0, 0], [0, 1], [1, 0], [1, 1]]
    y = ["same", "different", "different", "same"]

    model = gradpad.Model([2, 4, 1], activation="tanh", output="sigmoid", learning_rate=0.1, seed=0)
    history = model.fit(X, y, epochs=100)

    print("epoch  loss")
    for epoch in (1, 2, 5, 10, 20, 50, 100):
        print(f"{epoch:5}  {history.loss[epoch - 1]:.4f}")

    for x, answer, shares in zip(X, model.predict(X), model.predict_proba(X), strict=True):
        print(x, answer, f"{100 * max(shares):.1f} %")

    print(model.gradcheck(X, y))
