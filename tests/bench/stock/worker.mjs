// Pyodide from its npm package and NumPy's official wheel, unmodified, loaded as Pyodide's documentation says.

import { loadPyodide } from "./pyodide.mjs";

const EPOCH = `
rng = np.random.default_rng(0)
x = rng.uniform(-5, 5, (250, 2))
t = np.where((x**2).sum(axis=1, keepdims=True) < 9, 1.0, -1.0)
sizes = [2, 4, 2, 1]
W = [rng.normal(size=(n, m)) / np.sqrt(n) for n, m in zip(sizes, sizes[1:])]
b = [np.zeros(m) for m in sizes[1:]]
for start in range(0, len(x), 10):
    a = [x[start : start + 10]]
    for weights, bias in zip(W, b):
        a.append(np.tanh(a[-1] @ weights + bias))
    delta = (a[-1] - t[start : start + 10]) * (1 - a[-1] ** 2)
    for layer in reversed(range(len(W))):
        back = (delta @ W[layer].T) * (1 - a[layer] ** 2)
        W[layer] -= 0.03 / 10 * a[layer].T @ delta
        b[layer] -= 0.03 / 10 * delta.sum(axis=0)
        delta = back
`;

const pyodide = await loadPyodide();
await pyodide.loadPackage("numpy", { messageCallback: () => {} });
pyodide.runPython("import numpy as np");
self.postMessage("ready");
pyodide.runPython(EPOCH);
self.postMessage("epoch");
