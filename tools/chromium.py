"""A Chromium for the browser tests: one that is installed, else Playwright's own, else Debian's package."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import environment
from tools.console import TroubleError, run, say
from tools.paths import BUILD

CHOICE = BUILD / "chromium.json"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
WHERE_PLAYWRIGHT_KEEPS_IT = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)


def ensure() -> Path:
    """Return a Chromium that starts, getting one where there is none.

    Raises: TroubleError: when none is to be had; it tells how to get one.
    """
    refused: list[str] = []
    if path := _chosen_before():
        return path
    if chosen := os.environ.get("GRADPAD_CHROMIUM"):
        if _starts(Path(chosen)):
            return _remember(Path(chosen))
        refused.append(f"GRADPAD_CHROMIUM: {chosen} does not start")
    for get in (_installed, _playwrights_own, _debians_package):
        answer = get()
        if isinstance(answer, Path):
            return _remember(answer)
        refused.append(answer)
        say(f"      {answer.splitlines()[0]}")
    raise TroubleError(
        "There is no Chromium for the browser tests.",
        "\n".join(refused),
        "Install Chromium or Chrome (on Debian: apt-get install chromium), or name one: GRADPAD_CHROMIUM=/path/to/it",
    )


def _chosen_before() -> Path | None:
    try:
        seen = json.loads(CHOICE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    path = Path(seen["path"])
    same = seen["wish"] == os.environ.get("GRADPAD_CHROMIUM")
    return path if same and _starts(path) else None


def _remember(path: Path) -> Path:
    CHOICE.parent.mkdir(parents=True, exist_ok=True)
    wish = os.environ.get("GRADPAD_CHROMIUM")
    CHOICE.write_text(json.dumps({"path": str(path), "wish": wish}), encoding="utf-8")
    return path


def _starts(path: Path) -> bool:
    """Say whether a browser opens a page: its version alone would not tell of a missing library or sandbox."""
    if not path.is_file():
        return False
    command = [str(path), "--headless", *FLAGS, "--dump-dom", "data:text/html,<p>it%20starts</p>"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "it starts" in done.stdout


def _playwrights_own() -> Path | str:
    remedy = ""
    try:
        run(
            [environment.python(), "-m", "playwright", "install", "chromium"],
            what="Playwright's own download of Chromium was refused",
            remedy=remedy,
            timeout=600,
            label="playwright install",
        )
        answer = run(
            [environment.python(), "-c", WHERE_PLAYWRIGHT_KEEPS_IT],
            what="Playwright does not say where its Chromium is",
            remedy=remedy,
            timeout=120,
            label="playwright",
        )
    except TroubleError as trouble:
        return trouble.what
    path = Path(answer.strip().splitlines()[-1])
    return path if _starts(path) else f"Playwright's own Chromium does not start ({path})"


def _installed() -> Path | str:
    for path in _candidates():
        if _starts(path):
            return path
    return "No installed Chromium or Chrome was found that starts"


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    yield from (Path(place) for place in USUAL_PLACES)


def _debians_package() -> Path | str:
    apt = shutil.which("apt-get")
    if not apt or not Path("/etc/debian_version").exists():
        return "This is not a Debian-like system, so its package was not tried"
    if os.geteuid() != 0:
        return "Debian's package can be installed by root alone: sudo apt-get install chromium"
    if sys.stdin.isatty() and input("Install Debian's package chromium? [y/N] ").strip().lower() not in {"y", "yes"}:
        return "Debian's package was not wanted: apt-get install chromium"
    say("      installing Debian's package chromium")  # nobody is there to be asked: a machine that only runs tests
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]):
            run(
                [apt, *words],
                what=f"apt-get {words[0]} failed",
                remedy="",
                env=quiet,
                label=f"apt {words[0]}",
            )
    except TroubleError as trouble:
        return f"{trouble.what}:\n{trouble.why}"
    answer = _installed()
    return answer if isinstance(answer, Path) else "Debian's package was installed, but its Chromium does not start"
