"""Figures that train before Python is there, recorded by the engine: as files below web/generated.

They are recorded inside Pyodide, although any Python could: what NumPy makes of a sine is not everywhere the same to
the last bit, and the Python that takes over in the browser should find its own numbers.
"""

from base64 import b64decode

from tools.lean.inside import with_engine
from tools.numpy_wheel import numpy_wheel
from tools.paths import ENGINE, WEB, files_below
from tools.steps import Step

FIRST_VISIT = WEB / "generated" / "first-visit.gradpad"
# The folder for authors, which knows how to record, is not in the wheel of a tab.
RECORD = """
sys.path.insert(0, "/pysrc")
import base64
from gradpad.recorded import record_figure
base64.b64encode(record_figure({})).decode()
"""


def recording_step() -> Step:
    """Return the step that records the figure of a first visit: the engine's own defaults."""
    return Step(
        name="recorded figures",
        action=_record,
        inputs=lambda: files_below(ENGINE, "*.py"),
        outputs=[FIRST_VISIT],
    )


def _record() -> str:
    answer = with_engine(RECORD, "recording", numpy_wheel()[0], mounts={"/pysrc": str(ENGINE.parent)})
    FIRST_VISIT.parent.mkdir(parents=True, exist_ok=True)
    FIRST_VISIT.write_bytes(b64decode(answer, validate=True))
    return f"{FIRST_VISIT.stat().st_size / 1000:.0f} kB"
