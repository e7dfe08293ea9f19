"""One choice of each kind, as somebody would write it: a class at the end of the file where its like stand."""

ACTIVATION = '''
@ACTIVATIONS.register
class Hill(Activation):
    """A hill: the unit speaks only where its sum is near zero."""

    name, label, formula = "hill", "hill", r"f(z) = e^{-z^2}"
    torch = "torch.exp(-({}) ** 2)"
    targets = (0.0, 1.0)

    def value(self, z: Array) -> Array:
        return np.exp(-z * z)

    def slope(self, z: Array, a: Array) -> Array:
        return -2 * z * a
'''

LOSS = '''
@LOSSES.register
class Quartic(Loss):
    """The fourth power of the distance: small errors cost next to nothing, large ones very much."""

    name, label, formula = "quartic", "quartic error", r"L = \\frac{1}{4} \\sum_k (o_k - t_k)^4"
    gradient_formula = r"(o_k - t_k)^3"
    torch = "0.25 * ((scores - targets) ** 4).sum(dim=1).mean()"

    def per_example(self, scores: Array, targets: Array) -> Array:
        return 0.25 * ((scores - targets) ** 4).sum(axis=1)

    def gradient(self, scores: Array, targets: Array) -> Array:
        return (scores - targets) ** 3 / len(scores)
'''

OPTIMIZER = '''
@OPTIMIZERS.register
@dataclass(frozen=True)
class Averaged(Optimizer):
    """Follows a running mean of the gradients instead of the last one."""

    name, label = "averaged", "averaged gradient"
    formula = r"m \\leftarrow \\kappa m + (1 - \\kappa) g, \\quad w \\leftarrow w - \\eta\\,m"
    slots = ("mean",)
    letters = ("m", r"\\kappa")
    smoothing: float = number(0.8, 0, 0.999, "Smoothing", "How much of the mean of earlier gradients is kept.")

    def change(self, param: Array, grad: Array, slots: dict[str, Array], rate: Real, step: Real) -> Array:
        mean = slots["mean"]
        mean *= self.smoothing
        mean += (1 - self.smoothing) * grad
        return rate * mean
'''

REGULARIZER = '''
@REGULARIZERS.register
class SmoothL1(Regularizer):
    """Pulls like L1 at large weights and like L2 at small ones."""

    name, label, formula = "smooth_l1", "smooth L1", r"\\lambda \\sum (\\sqrt{1 + w^2} - 1)"
    torch = "((1 + W**2).sqrt() - 1).sum()"

    def penalty(self, W: Array) -> Scalar:
        return np.sum(np.sqrt(1 + W * W) - 1)

    def gradient(self, W: Array) -> Array:
        return W / np.sqrt(1 + W * W)
'''

INITIALIZER = '''
@INITIALIZERS.register
class LeCunNormal(Initializer):
    """Bell-shaped chance that keeps the size of what goes through a layer, whatever leaves it."""

    name, label = "lecun_normal", "LeCun normal"
    formula = r"w \\sim N(0, \\sigma^2), \\quad \\sigma = \\sqrt{1 / n_\\text{in}}"

    def weights(self, rng: np.random.Generator, n_in: int, n_out: int, scale: float) -> Array:
        return rng.normal(0.0, np.sqrt(1 / n_in), (n_in, n_out))
'''

SCHEDULE = '''
@SCHEDULES.register
class Linear(Schedule):
    """The learning rate falls in a straight line to zero over the schedule's length, and stays there."""

    name, label, formula = "linear", "linear", r"\\eta_t = \\eta \\max(1 - t / T, 0)"
    uses = ("schedule_epochs",)

    def factor(self, progress: Any, decay: float) -> Any:
        return np.maximum(1 - progress, 0.0)
'''

DATA_SET = '''
@DATASETS.register
class Stripes(Generator):
    """Upright stripes, the two classes in turn."""

    name, label = "stripes", "Stripes"

    def make(self, rng: Rng, count: int, noise: float) -> Labelled:
        points = rng.uniform(-6, 6, (count, 2))
        seen = points[:, 0] + rng.normal(0, 3 * noise, count)
        return points, (np.floor(seen / 2) % 2).astype(float)
'''

ADDED = {
    "activations": ACTIVATION, "losses": LOSS, "optimizers": OPTIMIZER, "regularizers": REGULARIZER,
    "initializers": INITIALIZER, "schedules": SCHEDULE, "datasets": DATA_SET,
}  # fmt: skip

CONFIG = {
    "data": {"kind": "stripes", "count": 60, "noise": 0.05},
    "network": {"layers": [{"units": 5, "activation": "hill"}], "initializer": "lecun_normal"},
    "training": {
        "loss": "quartic", "optimizer": "averaged", "smoothing": 0.7, "regularizer": "smooth_l1",
        "regularization_rate": 0.01, "schedule": "linear", "schedule_epochs": 40, "learning_rate": 0.2,
    },
}  # fmt: skip
