"""PyTorch on the work of bench_speed.py, as its tutorials train: prints the examples a second of each window."""

import json
import sys
import time

import torch

task = json.load(sys.stdin)
torch.set_num_threads(1)
torch.manual_seed(0)
x, t = (torch.tensor(task[name], dtype=torch.float64) for name in ("x", "t"))
layers = []
for n_in, n_out in zip(task["sizes"], task["sizes"][1:], strict=False):
    layers += [torch.nn.Linear(n_in, n_out, dtype=torch.float64), torch.nn.Tanh()]
model = torch.nn.Sequential(*layers)
optimizer = torch.optim.SGD(model.parameters(), lr=task["rate"])


def epoch():
    """Train once on every example, in a new order. Returns: the mean loss."""
    total = 0.0
    for rows in torch.randperm(len(x)).split(task["batch"]):
        optimizer.zero_grad()
        loss = 0.5 * ((model(x[rows]) - t[rows]) ** 2).sum(dim=1).mean()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(rows)
    return total / len(x)


rates = []
for _ in range(task["windows"] + 1):  # the first one warms up
    began, examples = time.perf_counter(), 0
    while time.perf_counter() - began < task["ms"] / 1000:
        if not epoch() < 100:
            sys.exit("PyTorch's training diverged")
        examples += len(x)
    rates.append(examples / (time.perf_counter() - began))
print(json.dumps(rates[1:]))
