"""A WebKit for the core of the main job: Debian's MiniBrowser (WebKitGTK), driven by WebDriver on its own screen."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.console import TroubleError
from tools.environment import separate_step
from tools.paths import BUILD, LOCKS
from tools.steps import Step

ENVIRONMENT = BUILD / "webkit"
BROWSERS = ("webkitgtk-6.0/MiniBrowser", "webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser")
REMEDY = "Install it. On Debian: apt-get install webkit2gtk-driver xvfb"
# Without a language a WebKit calls its own "C", which is none: `Intl` refuses it. No graphics card: it draws by itself.
SURROUNDINGS = {"LC_ALL": "en_GB.UTF-8", "LANG": "en_GB.UTF-8", "LANGUAGE": "en_GB", "LIBGL_ALWAYS_SOFTWARE": "1"}


@dataclass(frozen=True)
class WebKit:
    """Where the parts lie; `screen` is None where there is a display already."""

    driver: Path
    browser: Path
    screen: Path | None


def ensure() -> WebKit:
    """Return a WebKit that can be driven.

    Raises: TroubleError: when there is none; it tells how to get one.
    """
    driver = shutil.which("WebKitWebDriver")
    found = [path for name in BROWSERS for path in sorted(Path("/usr/lib").glob(f"*/{name}"))]
    screen = shutil.which("Xvfb")
    if not driver or not found:
        raise TroubleError("There is no WebKit for these tests.", "WebKitWebDriver or MiniBrowser is missing.", REMEDY)
    if not screen and not os.environ.get("DISPLAY"):
        raise TroubleError("There is no screen for a WebKit.", "Neither DISPLAY nor Xvfb is there.", REMEDY)
    return WebKit(Path(driver), found[0], Path(screen) if screen else None)


def environment_step() -> Step:
    """Return the step that makes an environment with Selenium in it; the other tests stand on nothing of it."""
    return separate_step("Selenium", ENVIRONMENT, LOCKS / "webkit.lock", Path(sys.executable))


@contextlib.contextmanager
def surroundings(webkit: WebKit) -> Iterator[dict[str, str]]:
    """Yield the variables that the tests want; a screen that nobody sees is there meanwhile."""
    told = {**SURROUNDINGS, "GRADPAD_WEBKIT": str(webkit.browser), "GRADPAD_WEBKIT_DRIVER": str(webkit.driver)}
    if webkit.screen is None:
        yield told
        return
    command: list[str | Path] = [webkit.screen, "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        try:
            number = screen.stdout.readline().strip() if screen.stdout else ""
            yield {**told, "DISPLAY": f":{number}"}
        finally:
            screen.terminate()
