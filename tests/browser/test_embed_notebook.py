"""A figure in a notebook's cell: what is done there Python knows, and what Python wants is done there."""

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import READY_MS
from tests.browser.embedding import serving
from tools import embedding, environment
from tools.paths import ENGINE

# What a notebook gives to `render`, as far as that uses it: values by name, and who listens to their changes.
MODEL = """
class Model {
  listeners = [];
  told = 0;  // how often the figure said that its configuration is another
  constructor(values) { this.values = values; }
  get(name) { return structuredClone(this.values[name]); }
  set(name, value) {
    this.values[name] = structuredClone(value);
    if (name === "config") this.told += 1;
  }
  save_changes() {}
  on(name, listener) { this.listeners.push([name, listener]); }
  off(name, listener) { this.listeners = this.listeners.filter(([, each]) => each !== listener); }
  fromPython(name, value) {  // what the kernel sets
    this.values[name] = value;
    for (const [event, listener] of this.listeners) if (event === `change:${name}`) listener();
  }
}
const { default: widget } = await import("./pad.js");
window.model = new Model(GIVEN);
window.end = await widget.render({ model, el: document.querySelector("main") });
window.shown = true;
"""
PAGE = """<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A notebook</title>
<main></main><script type="module">SCRIPT</script></html>"""
PIXEL = "data:image/png;base64,iVBORw0KGgo="  # nobody looks at it


@pytest.fixture
def page(article_page: Page) -> Page:
    """The page that stands for the notebook."""
    return article_page


def show(page: Page, folder: Path, site: str, **values: Any) -> Iterator[None]:
    """Open a page that shows a cell, with what the kernel has set."""
    config = {"data": {"kind": "gauss", "count": 40}, "network": {"layers": [{"units": 2}]}}
    given = {"config": config, "snapshot": {}, "_attributes": {"show": "data plane", "height": "420"}, "_site": site}
    given |= {"_picture": PIXEL, "_calls": [], "_done": 0} | values
    shutil.copyfile(ENGINE / "notebook" / "pad.js", folder / "pad.js")
    script = MODEL.replace("GIVEN", json.dumps(given))
    (folder / "index.html").write_text(PAGE.replace("SCRIPT", script), encoding="utf-8")
    with serving(folder, "localhost") as origin:
        page.goto(origin)
        page.wait_for_function("window.shown")
        yield


@pytest.fixture
def cell(page: Page, site: str, tmp_path: Path) -> Iterator[Page]:
    yield from (page for _ in show(page, tmp_path, site))


def test_python_says_what_is_in_it_and_hears_what_becomes_of_it(cell: Page) -> None:
    cell.evaluate("document.querySelector('grad-pad').ready")
    assert cell.evaluate("document.querySelector('grad-pad').config.network.layers.map(({ units }) => units)") == [2]
    # The figure has told the whole of a configuration that was given in part.
    cell.wait_for_function("model.values.config.training?.learning_rate === 0.03")
    cell.evaluate("model.fromPython('config', { ...model.values.config, seed: 7 })")
    cell.wait_for_function("document.querySelector('grad-pad').config.seed === 7")
    told = cell.evaluate("model.told")
    # What is set again as it was changes nothing, whatever the order of its fields.
    cell.evaluate("model.fromPython('config', Object.fromEntries(Object.entries(model.values.config).reverse()))")
    cell.evaluate("document.querySelector('grad-pad').predict([[0, 0]])")
    assert cell.evaluate("model.told") == told == 1


def test_what_is_drawn_arrives_and_what_is_called_is_done_once(cell: Page) -> None:
    cell.evaluate("document.querySelector('grad-pad').ready")
    [frame] = [each for each in cell.frames if "embed.html" in each.url]
    plane = frame.get_by_label("Data", exact=True)
    plane.click(position={"x": 30, "y": 30})
    cell.wait_for_function("model.values.config.data.labels?.length > 40")
    assert cell.evaluate("model.values.config.data") == cell.evaluate("document.querySelector('grad-pad').config.data")
    cell.evaluate("model.fromPython('_calls', [[1, 'train', [{ epochs: 3 }]], [2, 'step', [1]]])")
    cell.wait_for_function("model.values._done === 2")
    assert cell.evaluate("model.values.snapshot.epoch") == 3
    assert len(cell.evaluate("model.values.snapshot.weights[0].W")) == 2  # lists, as JSON has them
    assert "curve" not in cell.evaluate("model.values.snapshot")
    # A call that the figure refuses is done with; those after it are done, and none is done twice.
    cell.evaluate("model.fromPython('_calls', [[2, 'step', [1]], [3, 'step', [-1]], [4, 'train', [{ epochs: 1 }]]])")
    cell.wait_for_function("model.values._done === 4")
    assert cell.evaluate("model.values.snapshot.epoch") == 4
    cell.evaluate("end()")
    assert cell.evaluate("model.listeners.length") == 0


def test_where_the_page_does_not_answer_its_picture_and_words_stand_there(
    page: Page, tmp_path: Path, unused_port: int
) -> None:
    for _ in show(page, tmp_path, f"http://127.0.0.1:{unused_port}/"):
        assert page.get_by_alt_text("The plane of this figure").get_attribute("src") == PIXEL
        assert page.get_by_text("does not answer").is_visible()
        assert page.locator("grad-pad").count() == 0


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


KERNEL = """
import json
import numpy as np
import gradpad

pad = gradpad.Pad(data="xor", layers=[4], rate=0.1, height=420, autoplay=False)
X, y = pad.data
model = pad.model
told = []
end = pad.on_change(lambda pad: told.append(pad.config["seed"]))
pad.config = {**pad.config, "seed": 9}
end()
pad.config = {**pad.config, "seed": 10}
pad.data = X[:30], y[:30]
pad.weights = [{"W": np.multiply(each["W"], 2), "b": each["b"]} for each in pad.weights]
pad.train(epochs=2)
formats, _ = pad._repr_mimebundle_()
problems = []
for wrong in (
    lambda: gradpad.Pad(data="xorr"),
    lambda: gradpad.Pad({"seed": 3}, preset="spiral_alone"),
    lambda: setattr(pad, "data", ([1, 2], [3])),
    lambda: setattr(pad, "config", {"seed": -1}),
    lambda: setattr(pad, "weights", [{"W": [[1]], "b": [0]}]),
    lambda: pad.train(0),
):
    try:
        wrong()
    except Exception as error:
        problems.append(str(error))
model.fit(pad.inputs(X), y, epochs=200, resume=True)
print(json.dumps({
    "points": len(X), "sizes": model.layers, "rate": model.learning_rate, "told": told, "seed": pad.config["seed"],
    "kind": pad.config["data"]["kind"], "left": len(pad.data[0]), "calls": [call[:2] for call in pad._calls],
    "formats": sorted(formats), "picture": formats["image/png"][:8], "problems": problems,
    "score": model.score(pad.inputs(X), y), "attributes": pad._attributes,
}))
"""


@pytest.mark.whole("makes an environment with Jupyter in it; the page's side of it is tried without one")
def test_the_side_of_python(example_sites: Path) -> None:
    made = subprocess.run(
        [environment.python(embedding.MAKERS), "-c", KERNEL], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert (said["points"], said["sizes"], said["rate"]) == (500, [2, 4, 1], 0.1)
    assert (said["told"], said["seed"]) == ([9], 10)
    assert (said["kind"], said["left"]) == ("points", 30)
    assert said["calls"] == [[1, "set_weights"], [2, "train"]]
    assert said["attributes"] == {"height": "420"}
    assert {"application/vnd.jupyter.widget-view+json", "image/png"} <= set(said["formats"])
    assert said["picture"] == "iVBORw0K"
    assert said["score"] > 0.9
    words = ["data is 'xorr'; it must be one of", "A figure starts from one thing only", "X must be (n, 2) and y (n,)"]
    words += ["seed is -1", "weights", "epochs is 0"]
    for problem, part in zip(said["problems"], words, strict=True):
        assert part in problem


@pytest.fixture
def lab(example_sites: Path, tmp_path: Path, unused_port: int) -> Iterator[str]:
    """JupyterLab, open on a notebook with a figure."""
    cells = ['import gradpad\npad = gradpad.Pad(data="xor", layers=[4, 4], height=420)\npad', "pad.train(epochs=20)"]
    cells += ["len(pad.data[0]), pad.snapshot['epoch']"]
    cells += ["weights = pad.weights\nweights[0]['W'][0][0] = 1.25\npad.weights = weights"]
    empty = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [{**empty, "source": source, "id": f"cell{i}"} for i, source in enumerate(cells)],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (tmp_path / "figure.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    address = f"http://localhost:{unused_port}"
    command = [environment.python(embedding.MAKERS), "-m", "jupyterlab", "--no-browser", f"--port={unused_port}"]
    command += ["--allow-root", "--IdentityProvider.token=", f"--ServerApp.root_dir={tmp_path}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + READY_MS / 1000
            while not answers(f"{address}/api"):
                assert server.poll() is None, "JupyterLab ended"
                assert time.monotonic() < deadline, "JupyterLab does not answer"
            yield f"{address}/lab/tree/figure.ipynb"
        finally:
            server.terminate()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


@pytest.mark.whole("makes an environment with Jupyter in it; the page's side of it is tried without one")
def test_in_jupyterlab_points_arrive_in_the_kernel_and_weights_in_the_figure(page: Page, lab: str) -> None:
    def run(cell: int) -> None:
        page.locator(".jp-CodeCell .cm-content").nth(cell).click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(  # the prompt has the number of its turn
            "i => /\\[\\d+\\]/.test(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[i]?.textContent)",
            arg=cell,
        )

    page.goto(lab)
    page.locator(".jp-CodeCell").nth(3).wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    run(0)
    page.locator("grad-pad").wait_for()
    page.evaluate("document.querySelector('grad-pad').ready.then(() => null)")
    plane = page.frame_locator("grad-pad iframe").get_by_label("Data", exact=True)
    plane.click(position={"x": 30, "y": 30})
    page.wait_for_function("document.querySelector('grad-pad').config.data.labels?.length > 500")
    drawn = page.evaluate("document.querySelector('grad-pad').config.data.labels.length")
    run(1)
    page.wait_for_function("document.querySelector('grad-pad').snapshot?.epoch === 20")
    answer = page.locator(".jp-CodeCell").nth(2).locator(".jp-OutputArea-output pre")
    for _ in range(50):  # what it has told the kernel meanwhile; a cell is run again as its reader would do it
        run(2)
        answer.wait_for()
        if answer.inner_text() == f"({drawn}, 20)":
            break
    assert answer.inner_text() == f"({drawn}, 20)"
    run(3)
    page.wait_for_function("document.querySelector('grad-pad').snapshot.weights[0].W[0][0] === 1.25")
