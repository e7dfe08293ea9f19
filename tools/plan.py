"""The steps in their order: from a bare machine to `dist/`."""

from tools import environment, node
from tools.api_reference import api_step
from tools.engine_wheel import wheel_step
from tools.numpy_wheel import numpy_step
from tools.python_parts import parts_step
from tools.site import bundle_step, description_step, site_step
from tools.steps import Step


def tool_steps() -> list[Step]:
    """Return the steps that get the tools."""
    return [environment.tool_step(), node.node_step(), node.packages_step()]


def engine_steps() -> list[Step]:
    """Return the steps that make the engine loadable by Pyodide."""
    return [numpy_step(), wheel_step(), parts_step()]


def build_steps() -> list[Step]:
    """Return all steps of a build."""
    return [*tool_steps(), *engine_steps(), description_step(), api_step(), bundle_step(), site_step()]
