"""The steps in their order: from a bare machine to `dist/`."""

from tools import environment, node
from tools.api_reference import api_step
from tools.core.steps import core_step
from tools.engine_description import description_step
from tools.engine_wheel import wheel_step
from tools.lean.steps import lean_steps
from tools.numpy_wheel import numpy_step
from tools.python_parts import parts_step
from tools.recorded_figures import recording_step
from tools.single_file import single_step
from tools.site import bundle_step, site_step
from tools.steps import Step
from tools.zipped import zip_step


def tool_steps() -> list[Step]:
    """Return the steps that get the tools."""
    return [environment.tool_step(), node.node_step(), node.packages_step()]


def engine_steps() -> list[Step]:
    """Return the steps that make the engine loadable by Pyodide."""
    return [numpy_step(), wheel_step(), *lean_steps(), core_step(), parts_step()]


def build_steps(*, single: bool = False, zipped: bool = False) -> list[Step]:
    """Return all steps of a build; `single` adds the page as one file, `zipped` the site as an archive."""
    site = [
        *tool_steps(),
        *engine_steps(),
        description_step(),
        recording_step(),
        api_step(),
        bundle_step(),
        site_step(),
    ]
    return [*site, *([single_step()] if single else []), *([zip_step()] if zipped else [])]
