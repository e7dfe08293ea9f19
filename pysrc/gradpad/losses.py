r"""A loss is one number that says how wrong the network's outputs are; training makes it small.

Each loss gives the loss of every example and, beneath it, the gradient: how the *mean* over the batch changes with
each output. That mean is what the page shows, so its gradient has the 1/batch in it, and the gradient check compares
exactly these two.

Outputs o and targets t have shape (batch, n_out). Two losses start from the sums z before the output's activation
("from logits"): sigmoid or softmax and the logarithm of cross-entropy undo each other, and what is left, o - t, is
both simpler and safe from overflow. Their gradient is dL/dz, the output layer's error term itself.
"""

from typing import Any

import numpy as np

from gradpad.activations import sigmoid
from gradpad.arrays import Array, Scalar
from gradpad.registry import Choice, Registry

LOSSES: Registry["Loss"] = Registry("a loss")


class Loss(Choice):
    """Base of all losses; in `formula`, o_k and t_k are the output and the target of unit k."""

    gradient_formula = ""  # of one example's loss by o_k; by the sum z_k instead, if it starts from logits
    from_logits = False  # scores are the output layer's z (True) or a (False)
    outputs: tuple[str, ...] = ()  # output activations it goes with; none named: any
    tasks: tuple[str, ...] = ("classification", "regression")
    targets: tuple[float, float] | None = None  # codes for "no" and "yes"; None: those of the output activation
    why = ""  # why it goes with these outputs and tasks alone

    def per_example(self, scores: Array, targets: Array) -> Array:
        """Args: scores, targets: shape (batch, n_out). Returns: each example's loss, shape (batch,)."""
        raise NotImplementedError

    def gradient(self, scores: Array, targets: Array) -> Array:
        """Args: as per_example(). Returns: d value / d scores, shape (batch, n_out)."""
        raise NotImplementedError

    def value(self, scores: Array, targets: Array) -> Scalar:
        """Args: as per_example(). Returns: the mean loss per example, a single number."""
        return self.per_example(scores, targets).sum() / len(scores)  #: mean loss

    def refusal(self, output: str, task: str) -> str | None:
        """Args: output: name of the output activation; task. Returns: why they can't go together, or None."""
        if task not in self.tasks:
            return f"{self.label} is for {' and '.join(self.tasks)}, not for {task}: {self.why}."
        if self.outputs and output not in self.outputs:
            return f"{self.label} goes with the output {' or '.join(self.outputs)}, not {output}: {self.why}."
        return None

    def describe(self) -> dict[str, Any]:
        return {**super().describe(), "outputs": list(self.outputs), "tasks": list(self.tasks), "why": self.why}


@LOSSES.register
class HalfSquaredError(Loss):
    """Half the squared distance between output and target; twice as far is four times as bad."""

    name, label = "half_squared_error", "half squared error"
    formula = r"L = \frac{1}{2} \sum_k (o_k - t_k)^2"
    gradient_formula = r"o_k - t_k"
    torch = "0.5 * ((scores - targets) ** 2).sum(dim=1).mean()"

    def per_example(self, scores: Array, targets: Array) -> Array:
        return 0.5 * ((scores - targets) ** 2).sum(axis=1)

    def gradient(self, scores: Array, targets: Array) -> Array:
        return (scores - targets) / len(scores)


@LOSSES.register
class MeanSquaredError(Loss):
    """The squared distance between output and target, averaged over the outputs."""

    name, label = "mean_squared_error", "mean squared error"
    formula = r"L = \frac{1}{K} \sum_{k=1}^{K} (o_k - t_k)^2"
    gradient_formula = r"\frac{2}{K} (o_k - t_k)"
    torch = "F.mse_loss(scores, targets)"

    def per_example(self, scores: Array, targets: Array) -> Array:
        return ((scores - targets) ** 2).sum(axis=1) / scores.shape[1]

    def gradient(self, scores: Array, targets: Array) -> Array:
        n_outputs = scores.shape[1]
        return 2 * (scores - targets) / (n_outputs * len(scores))


@LOSSES.register
class BinaryCrossEntropy(Loss):
    """How surprised one would be by the answer, given the output as a probability; a sure mistake costs most.

    From logits: -t ln(o) - (1 - t) ln(1 - o) with o = sigmoid(z) is max(z, 0) - z t + ln(1 + e^-|z|).
    """

    name, label = "binary_cross_entropy", "cross-entropy"
    formula = r"L = -\sum_k \left( t_k \ln o_k + (1 - t_k) \ln (1 - o_k) \right)"
    gradient_formula = r"o_k - t_k"
    torch = 'F.binary_cross_entropy_with_logits(scores, targets, reduction="none").sum(dim=1).mean()'
    from_logits = True
    outputs = ("sigmoid",)
    tasks = ("classification",)
    targets = (0.0, 1.0)
    why = "it reads each output as the probability of a class"

    def per_example(self, scores: Array, targets: Array) -> Array:
        z = scores
        return (np.maximum(z, 0.0) - z * targets + np.log1p(np.exp(-np.abs(z)))).sum(axis=1)

    def gradient(self, scores: Array, targets: Array) -> Array:
        return (sigmoid(scores) - targets) / len(scores)


@LOSSES.register
class SoftmaxCrossEntropy(Loss):
    """How surprised one would be by the right class, given the outputs as probabilities of all classes.

    From logits: -ln o_right with o = softmax(z) is ln(sum e^z) - z_right; the largest z is taken off first.
    """

    name, label = "softmax_cross_entropy", "softmax cross-entropy"
    formula = r"L = -\sum_k t_k \ln o_k"
    gradient_formula = r"o_k - t_k"
    torch = "F.cross_entropy(scores, targets)"
    from_logits = True
    outputs = ("softmax",)
    tasks = ("classification",)
    targets = (0.0, 1.0)
    why = "it reads the outputs together as the probabilities of all classes"

    def per_example(self, scores: Array, targets: Array) -> Array:
        z = scores - scores.max(axis=1, keepdims=True)
        return np.log(np.exp(z).sum(axis=1)) - (z * targets).sum(axis=1)

    def gradient(self, scores: Array, targets: Array) -> Array:
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        return (e / e.sum(axis=1, keepdims=True) - targets) / len(scores)


@LOSSES.register
class Hinge(Loss):
    """Costs nothing once the output is on the right side by a margin of 1, and grows in a straight line before."""

    name, label = "hinge", "hinge"
    formula = r"L = \sum_k \max(0, 1 - t_k\,o_k)"
    gradient_formula = r"\begin{cases} -t_k & t_k\,o_k < 1 \\ 0 & t_k\,o_k \ge 1 \end{cases}"
    torch = "F.relu(1 - targets * scores).sum(dim=1).mean()"
    outputs = ("identity", "tanh")
    tasks = ("classification",)
    targets = (-1.0, 1.0)
    why = "it compares signs, so the output must be able to go to both sides of zero"

    def per_example(self, scores: Array, targets: Array) -> Array:
        return np.maximum(1 - targets * scores, 0.0).sum(axis=1)

    def gradient(self, scores: Array, targets: Array) -> Array:
        return np.where(targets * scores < 1, -targets, 0.0) / len(scores)


@LOSSES.register
class Huber(Loss):
    """Squared for small errors and straight for large ones, so that a single outlier cannot rule the rest."""

    name, label = "huber", "Huber"
    formula = (
        r"L = \sum_k \begin{cases} \frac{1}{2} e_k^2 & |e_k| \le 1 \\ |e_k| - \frac{1}{2} & |e_k| > 1 \end{cases}"
        r", \quad e_k = o_k - t_k"
    )
    gradient_formula = r"\max(-1, \min(1, o_k - t_k))"
    torch = 'F.huber_loss(scores, targets, reduction="none").sum(dim=1).mean()'

    def per_example(self, scores: Array, targets: Array) -> Array:
        error = np.abs(scores - targets)
        return np.where(error <= 1, 0.5 * error * error, error - 0.5).sum(axis=1)

    def gradient(self, scores: Array, targets: Array) -> Array:
        return np.minimum(np.maximum(scores - targets, -1.0), 1.0) / len(scores)
