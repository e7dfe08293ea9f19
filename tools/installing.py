"""What makes the site installable: a manifest, icons, and colours for the window around it."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from tools.console import TroubleError
from tools.paths import WEB, shown

ICONS = WEB / "icons"
TOKENS = WEB / "ui" / "tokens.js"
MANIFEST = "manifest.json"
PLACE = '<link rel="icon" href="data:,">'  # every page has it: where there is no site there is no icon
PAPER = re.compile(r"--paper: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
NAME = "Gradpad"


def paper() -> tuple[str, str]:
    """Return the colour of the page, light and dark, from where the page has it."""
    match = PAPER.search(TOKENS.read_text(encoding="utf-8"))
    if not match:
        raise TroubleError(
            "The page's colours can't be told to the system.",
            f"{shown(TOKENS)} has no line `--paper: light-dark(#……, #……);`.",
            "Keep that line, or tell tools/installing.py of the new one.",
        )
    return match[1], match[2]


def write_manifest(site: Path) -> str:
    """Put manifest and icons into a site; return the lines that each page's head has for them."""
    light, dark = paper()
    icon = _copy("icon.svg", site)
    manifest = {
        "id": "./",
        "name": "Gradpad: draw data, watch a network learn it",
        "short_name": NAME,
        "description": "Draw data, and watch a neural network learn it in Python, in your own browser.",
        "lang": "en",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": light,
        "theme_color": light,
        "icons": [
            {"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(_png(f"icon-{size}.png", size, "any", site) for size in (192, 512)),
            _png("icon-maskable-512.png", 512, "maskable", site),
        ],
    }
    (site / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    touch = _copy("icon-maskable-180.png", site)
    lines = [
        f'<link rel="icon" href="{icon}" type="image/svg+xml">',
        f'<link rel="apple-touch-icon" href="{touch}">',
        f'<link rel="manifest" href="./{MANIFEST}">',
        f'<meta name="theme-color" content="{light}" media="(prefers-color-scheme: light)">',
        f'<meta name="theme-color" content="{dark}" media="(prefers-color-scheme: dark)">',
    ]
    return "\n    ".join(lines)


def _png(name: str, size: int, purpose: str, site: Path) -> dict[str, str]:
    return {"src": _copy(name, site), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _copy(name: str, site: Path) -> str:
    """Copy an icon under a name with its hash; return its relative address."""
    source = ICONS / name
    mark = hashlib.sha256(source.read_bytes()).hexdigest()[:8]
    target = site / "assets" / f"{source.stem}-{mark}{source.suffix}"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)
    return f"./assets/{target.name}"
