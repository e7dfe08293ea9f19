"""Downloads of our own go the way that pip was told to go: through its proxy, trusting its certificates."""

import os
import ssl
import subprocess
import urllib.request

from tools import environment


def setting(name: str) -> str | None:
    """Return one of pip's settings, from a variable or from its files."""
    if found := os.environ.get(f"PIP_{name.upper()}"):
        return found
    command = [str(environment.python()), "-m", "pip", "--disable-pip-version-check", "config", "get", f"global.{name}"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def opener() -> urllib.request.OpenerDirector:
    """Return what opens addresses; without settings of pip's it follows the system's, as Python does."""
    handlers: list[urllib.request.BaseHandler] = []
    if proxy := setting("proxy"):
        handlers.append(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
    if certificates := setting("cert"):
        handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=certificates)))
    return urllib.request.build_opener(*handlers)
