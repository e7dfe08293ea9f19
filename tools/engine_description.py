"""What the engine says of itself, for the page: its menus, limits, defaults and help, as JSON below web/generated."""

import json
from typing import Any

from tools import environment
from tools.console import TroubleError, run
from tools.paths import ENGINE, WEB, engine_files
from tools.steps import Step

DESCRIPTION = WEB / "generated" / "description.json"
RULES = WEB / "generated" / "rules.json"


def description_step() -> Step:
    """Return the step that lets the engine describe itself to the page."""
    return Step(
        name="engine's description",
        action=_describe,
        inputs=lambda: engine_files("*.py"),
        outputs=[DESCRIPTION, RULES],
    )


def _describe() -> str:
    environ = {"PYTHONPATH": str(ENGINE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    text = run(
        [environment.python(), "-P", "-W", "error", "-m", "gradpad.config.description"],
        what="The engine could not describe itself.",
        remedy="The traceback is the engine's own: pysrc/gradpad/config/description.py and the registries it reads.",
        env=environ,
        label="description",
    )
    try:
        described = json.loads(text)
    except ValueError as error:
        raise TroubleError(
            "The engine's description is not JSON.",
            str(error),
            "python -m gradpad.config.description may print JSON alone.",
        ) from None
    DESCRIPTION.parent.mkdir(parents=True, exist_ok=True)
    DESCRIPTION.write_text(json.dumps(described, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    RULES.write_text(json.dumps(_rules(described), ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    return f"{DESCRIPTION.stat().st_size / 1000:.0f} kB"


def _rules(described: dict[str, Any]) -> dict[str, Any]:
    """Return what is needed to check a configuration and no more: an article that embeds a figure loads this."""
    wanted = {"name", "hidden", "default_count", "default_train_share", "task", "sample"}
    kinds = {
        name: [{key: value for key, value in choice.items() if key in wanted} for choice in choices]
        for name, choices in described["registries"].items()
    }
    fields = [
        {key: value for key, value in field.items() if key not in {"label", "help"}} for field in described["fields"]
    ]
    presets = [{"name": preset["name"], "config": preset["config"]} for preset in described["presets"]]
    return {**described, "registries": kinds, "fields": fields, "presets": presets, "sample": None}
