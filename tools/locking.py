"""Writing the lock files again after a change of tools/locks/*.in or package.json.

uv resolves for every system at once and writes the hash of every file that the package registry has, where others
would write those for this machine alone. It reads none of pip's settings, so no local index leaks in.
"""

import json

from tools import embedding, environment
from tools.console import TroubleError, run, say
from tools.node import npm
from tools.paths import LOCKS, ROOT, shown

LOCKED = {
    LOCKS / "build.in": (LOCKS / "build.lock", "3.12"),
    LOCKS / "test.in": (LOCKS / "test.lock", "3.12"),  # at the versions of those above it
    LOCKS / "check.in": (LOCKS / "check.lock", "3.12"),
    embedding.EXAMPLES / "requirements.in": (embedding.REQUIREMENTS, "3.12"),
    LOCKS / "node.in": (LOCKS / "node.lock", "3.12"),
    LOCKS / "webkit.in": (LOCKS / "webkit.lock", "3.11"),
    LOCKS / "uv.in": (LOCKS / "uv.lock", "3.11"),
}
OPTIONS = ["--universal", "--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate", "--quiet"]
REMEDY = "Look whether the package registry can be reached, and at the versions that are asked for."
PACKAGES = ROOT / "package-lock.json"


def lock_packages() -> None:
    """Write the lock files of Python's and of npm's packages."""
    uv = environment.pinned_uv()
    for source, (target, oldest) in LOCKED.items():
        run(
            [uv, "pip", "compile", *OPTIONS, "--python-version", oldest, "-o", target, source],
            what=f"{shown(source)} could not be resolved.",
            remedy=REMEDY,
            label="uv compile",
        )
        say(f"wrote {shown(target)}")
    run(
        [*npm(), "install", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"],
        what="package.json could not be resolved.",
        remedy=REMEDY,
        label="npm lock",
    )
    _refuse_gaps()
    say(f"wrote {shown(PACKAGES)}")


def _refuse_gaps() -> None:
    """Raise where an optional package (one for another system) was not to be had, so that its hash is missing."""
    packages = json.loads(PACKAGES.read_text(encoding="utf-8"))["packages"]
    wanted = {name for entry in packages.values() for name in entry.get("optionalDependencies", {})}
    gaps = sorted(name for name in wanted if not packages.get(f"node_modules/{name}", {}).get("integrity"))
    if gaps:
        raise TroubleError(
            "package-lock.json has gaps: it would not serve every system.",
            f"The registry does not have: {', '.join(gaps)}",
            "Ask in package.json for a version whose packages for every system are there.",
        )
