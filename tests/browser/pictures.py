"""Pictures of the page kept as references, and compared by the browser itself, which can read and write them all.

A picture is compared after both have been made smaller, so that the grain of the compression and of the smoothing of
letters doesn't count. Letters are drawn differently by other fonts and other versions of the browser: where those are
not the ones that drew the references, there is nothing to compare, and the test says so.
"""

import base64
import json
from pathlib import Path
from typing import Any

from tools.paths import RESULTS

FOLDER = Path(__file__).parent / "looks"
MACHINE = FOLDER / "machine.json"
QUALITY = 0.62
STRONG = 36  # of 255: how different a pixel must be to count
SHARE = 0.006  # of all pixels: how many may be (the edges of points alone differed in 0.41 % between two runs)

FONTS = """() => {
  const context = document.createElement("canvas").getContext("2d");
  const width = (font) => {
    context.font = font;
    return context.measureText("Gradpad Ég 0123 ∂L/∂w").width.toFixed(2);
  };
  const probe = document.querySelector("grad-pad").shadowRoot.querySelector("gp-workbench");
  const style = getComputedStyle(probe);
  return [style.getPropertyValue("--prose"), style.getPropertyValue("--code"), "serif", "monospace"]
    .map((family) => width(`16px ${family}`)).join(" ");
}"""
ENCODE = """async ([png, quality]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""
COMPARE = """async ([before, now, strong]) => {
  const load = async (type, data) => {
    const image = new Image();
    image.src = `data:image/${type};base64,${data}`;
    await image.decode();
    return image;
  };
  const [a, b] = [await load("webp", before), await load("png", now)];
  if (a.width !== b.width || a.height !== b.height)
    return { share: 1, says: `${a.width} × ${a.height} before, ${b.width} × ${b.height} now`, picture: null };
  const [width, height] = [Math.ceil(a.width / 2), Math.ceil(a.height / 2)];
  const pixels = (image) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
  const [p, q] = [pixels(a), pixels(b)];
  let count = 0;
  for (let i = 0; i < p.data.length; i += 4) {
    const off = Math.max(...[0, 1, 2].map((k) => Math.abs(p.data[i + k] - q.data[i + k])));
    const far = off > strong;
    if (far) count += 1;
    const grey = 255 - (255 - (q.data[i] + q.data[i + 1] + q.data[i + 2]) / 3) / 4;
    q.data.set(far ? [220, 0, 60, 255] : [grey, grey, grey, 255], i);
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d").putImageData(q, 0, 0);
  return { share: count / (width * height), says: "", picture: canvas.toDataURL("image/png").split(",")[1] };
}"""


def machine(page: Any) -> dict[str, str]:
    """Returns: what letters look like here: the browser's version, and how wide its fonts make a line."""
    return {"browser": page.context.browser.version.split(".")[0], "fonts": page.evaluate(FONTS)}


def remember_machine(page: Any) -> None:
    MACHINE.write_text(json.dumps(machine(page), indent=2) + "\n", encoding="utf-8")


def otherwise(page: Any) -> str | None:
    """Returns: why there is nothing to compare on this machine, or None."""
    if not MACHINE.is_file():
        return "there are no references yet"
    known, here = json.loads(MACHINE.read_text(encoding="utf-8")), machine(page)
    differ = [key for key in known if known[key] != here.get(key)]
    return f"the references were drawn with another {' and other '.join(differ)} than here" if differ else None


def keep(page: Any, name: str, png: bytes) -> None:
    """Writes a reference."""
    coded = page.evaluate(ENCODE, [base64.b64encode(png).decode(), QUALITY])
    (FOLDER / f"{name}.webp").write_bytes(base64.b64decode(coded))


def difference(page: Any, name: str, png: bytes) -> dict[str, Any] | None:
    """Returns: how a picture differs from its reference, None where it does not."""
    reference = FOLDER / f"{name}.webp"
    if not reference.is_file():
        return {"says": "it has no reference", "picture": None}
    given = [base64.b64encode(each).decode() for each in (reference.read_bytes(), png)]
    found: dict[str, Any] = page.evaluate(COMPARE, [*given, STRONG])
    return None if found["share"] <= SHARE else found


def told(page: Any, name: str, png: bytes) -> list[str]:
    """Returns: in words how a picture differs, if it does; what differs is in test-results/."""
    found = difference(page, name, png)
    if found is None:
        return []
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"look_{name}.png").write_bytes(png)
    if found["picture"]:
        (RESULTS / f"look_{name}_difference.png").write_bytes(base64.b64decode(found["picture"]))
    return [f"{name}: {found['says'] or f'{found["share"]:.2%} of it differs'} (see test-results/look_{name}*.png)"]
