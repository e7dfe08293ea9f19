"""What PyTorch makes of the problems it is given: JSON in, JSON out. Run by test_against_torch.py.

It runs under whatever Python has PyTorch, which may be older than Gradpad's: so it knows nothing of Gradpad, and
keeps to Python 3.9.
"""

import json
import math
import sys

import torch
import torch.nn.functional as F  # noqa: N812

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "softplus": lambda z: F.softplus(z, threshold=1000),
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "swish": F.silu,
    "sine": torch.sin,
    "softmax": lambda z: F.softmax(z, dim=-1),
}


def per_example(name, z, output, t):
    """Each example's loss, from the output layer's sums z."""
    a = ACTIVATIONS[output](z)
    if name == "half_squared_error":
        return 0.5 * F.mse_loss(a, t, reduction="none").sum(1)
    if name == "mean_squared_error":
        return F.mse_loss(a, t, reduction="none").mean(1)
    if name == "binary_cross_entropy":
        return F.binary_cross_entropy_with_logits(z, t, reduction="none").sum(1)
    if name == "softmax_cross_entropy":
        return F.cross_entropy(z, t, reduction="none")
    if name == "hinge":
        return (1 - t * a).clamp(min=0).sum(1)
    if name == "huber":
        return F.huber_loss(a, t, reduction="none").sum(1)
    raise ValueError(name)


def make_optimizer(name, params, rate, numbers):
    if name == "sgd":
        return torch.optim.SGD(params, rate)
    if name in ("momentum", "nesterov"):
        return torch.optim.SGD(params, rate, momentum=numbers["momentum"], nesterov=name == "nesterov")
    if name == "rmsprop":
        return torch.optim.RMSprop(params, rate, alpha=numbers["rho"], eps=numbers["epsilon"])
    betas = {"betas": (numbers["beta1"], numbers["beta2"]), "eps": numbers["epsilon"]}
    if name == "adam":
        return torch.optim.Adam(params, rate, **betas)
    if name == "adamw":
        return torch.optim.AdamW(params, rate, weight_decay=numbers["weight_decay"], **betas)
    raise ValueError(name)


def make_schedule(name, optimizer, length, decay):
    kinds = torch.optim.lr_scheduler
    if name == "constant":
        return kinds.ConstantLR(optimizer, factor=1.0)
    if name == "step":
        return kinds.StepLR(optimizer, length, gamma=decay)
    if name == "exponential":
        return kinds.ExponentialLR(optimizer, gamma=math.pow(decay, 1 / length))
    if name == "cosine":
        return kinds.CosineAnnealingLR(optimizer, T_max=length)
    if name == "warm_up":
        return kinds.LinearLR(optimizer, start_factor=1 / length, total_iters=length - 1)
    raise ValueError(name)


def activation(problem):
    z = torch.tensor(problem["z"], requires_grad=True)
    a = ACTIVATIONS[problem["name"]](z)
    (a * torch.tensor(problem["weights"])).sum().backward()
    return {"a": a.tolist(), "grad_z": z.grad.tolist()}


def loss(problem):
    z = torch.tensor(problem["z"], requires_grad=True)
    losses = per_example(problem["loss"], z, problem["output"], torch.tensor(problem["targets"]))
    losses.mean().backward()
    return {"per_example": losses.tolist(), "grad_z": z.grad.tolist()}


def trajectory(problem):
    """Where a parameter goes, given its gradients."""
    param = torch.tensor(problem["param"], requires_grad=True)
    optimizer = make_optimizer(problem["optimizer"], [param], problem["rate"], problem["numbers"])
    places = []
    for grad in problem["grads"]:
        param.grad = torch.tensor(grad)
        optimizer.step()
        places.append(param.detach().clone().tolist())
    return places


def schedule(problem):
    """The learning rate of every step."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], problem["rate"])
    schedule = make_schedule(problem["name"], optimizer, problem["length"], problem["decay"])
    rates = []
    for _ in range(problem["steps"]):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return rates


def training(problem):
    """A network trained from end to end: the losses on the way, and the parameters at the end."""
    params = [torch.tensor(param, requires_grad=True) for param in problem["params"]]
    x, targets = torch.tensor(problem["x"]), torch.tensor(problem["targets"])
    optimizer = make_optimizer(problem["optimizer"], params, problem["rate"], problem["numbers"])
    scheduler = make_schedule(problem["schedule"], optimizer, problem["length"], problem["decay"])
    losses = []
    for _ in range(problem["steps"]):
        a = x
        for W, b, name in zip(params[::2], params[1::2], problem["activations"]):  # noqa: B905
            z = a @ W + b
            a = ACTIVATIONS[name](z)
        loss = per_example(problem["loss"], z, problem["activations"][-1], targets).mean()
        objective = loss + problem["l1"] * sum(W.abs().sum() for W in params[::2])
        objective = objective + 0.5 * problem["l2"] * sum((W * W).sum() for W in params[::2])
        optimizer.zero_grad()
        objective.backward()
        optimizer.step()
        scheduler.step()
        losses.append(loss.item())
    return {"losses": losses, "params": [param.tolist() for param in params]}


KINDS = {kind.__name__: kind for kind in (activation, loss, trajectory, schedule, training)}

if __name__ == "__main__":
    problems = json.load(sys.stdin)
    answers = {name: KINDS[problem["kind"]](problem) for name, problem in problems.items()}
    json.dump({"torch": torch.__version__, "answers": answers}, sys.stdout)
