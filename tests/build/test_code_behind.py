"""A step is done again when code that it stands on has changed, also code in another file or another language."""

import pytest

from tools import api_reference, plan, python_parts, single_file, site
from tools.code_behind import TOOLS, code_behind


def names(action):
    return {path.relative_to(TOOLS).as_posix() for path in code_behind(action) if path.is_relative_to(TOOLS)}


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        (site.bundle_step, {"site.py", "bundle.mjs", "esbuild_settings.mjs", "python_parts.py"}),
        (site.site_step, {"precompressed.py", "precompress.mjs", "policy.py", "installing.py", "licences.py"}),
        (single_file.single_step, {"bundle_single.mjs", "esbuild_settings.mjs", "packing.py"}),
        (python_parts.parts_step, {"packing.py", "core/steps.py", "core/shared_calls.py", "core/wasm.py"}),
        (api_reference.api_step, {"api_reference.py"}),
    ],
)
def test_the_code_behind_a_step_is_found(step, wanted):
    assert wanted <= names(step().action)


def test_what_prints_is_behind_no_step():
    for step in plan.build_steps(single=True, zipped=True):
        assert not {"console.py", "paths.py"} & names(step.action)


def test_every_script_of_the_build_is_behind_a_step():
    """But for those that tests start."""
    behind = set().union(*(names(step.action) for step in plan.build_steps(single=True, zipped=True)))
    scripts = {path.relative_to(TOOLS).as_posix() for path in TOOLS.rglob("*.mjs")}
    assert scripts - behind == {"pyodide_tests.mjs"}
