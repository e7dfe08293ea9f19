"""The site for the notebooks of this machine: served by their own Python, once, for as long as that runs."""

import threading
from functools import cache

from gradpad.authoring.cli import server


@cache
def local_site() -> str:
    """Returns: the address of the site, served from the installed package. Raises: NoSiteError."""
    running = server(0)
    threading.Thread(target=running.serve_forever, name="gradpad-site", daemon=True).start()
    return f"http://127.0.0.1:{running.server_address[1]}/"
