"""Figures that train before Python is there, recorded by the engine: the experiments, that of a first visit among them.

They are recorded inside Pyodide, although any Python could: what NumPy makes of a sine is not everywhere the same to
the last bit, and the Python that takes over in the browser should find its own numbers.
"""

import shutil

from tools.lean.inside import with_engine
from tools.numpy_wheel import numpy_wheel
from tools.paths import ENGINE, WEB, files_below
from tools.steps import Step

FIGURES = WEB / "generated" / "recorded"
INDEX = WEB / "generated" / "recorded.js"
# The folder for authors, which knows how to record, is not in the wheel of a tab.
RECORD = """
sys.path.insert(0, "/pysrc")
from gradpad.config.presets import PRESETS
from gradpad.recorded import record_figure
for preset in PRESETS:
    open(f"/recorded/{preset.name}.gradpad", "wb").write(record_figure(preset.config))
len(PRESETS)
"""


def recording_step() -> Step:
    """Return the step that records every preset, each as a file and as an entry of the index."""
    return Step(
        name="recorded figures",
        action=_record,
        inputs=lambda: files_below(ENGINE, "*.py"),
        outputs=[FIGURES, INDEX],
    )


def _record() -> str:
    shutil.rmtree(FIGURES, ignore_errors=True)
    FIGURES.mkdir(parents=True)
    mounts = {"/pysrc": str(ENGINE.parent), "/recorded": str(FIGURES)}
    with_engine(RECORD, "recording", numpy_wheel()[0], mounts=mounts)
    files = files_below(FIGURES, "*.gradpad")
    entries = "".join(f'  {file.stem}: () => import("./recorded/{file.name}"),\n' for file in files)
    told = "/** @type {Record<string, () => Promise<{ default: Uint8Array }>>} each is a bundle of its own */\n"
    INDEX.write_text(f"{told}export const FIGURES = {{\n{entries}}};\n", encoding="utf-8")
    return f"{len(files)} of {sum(file.stat().st_size for file in files) / 1000:.0f} kB"
