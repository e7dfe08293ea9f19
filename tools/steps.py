"""Steps: each has a name, inputs, outputs and an action, and is skipped when nothing about it has changed."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.code_behind import code_behind
from tools.console import remark, say
from tools.hashing import digest_of
from tools.paths import BUILD, files_below, shown


@dataclass(frozen=True)
class Step:
    """One thing to be done.

    `inputs` names the files it reads and `settings` what else it depends on; both are hashed, and so is the code
    of the action (code_behind.py). `outputs` are files or folders it makes: one that is missing or was touched
    since makes the step run again. `sound` may look deeper, for instance whether a program still starts.
    A step without outputs always runs: it verifies something. `others` names what another step puts among them.
    """

    name: str
    action: Callable[[], str | None]
    inputs: Callable[[], Iterable[Path]] = tuple
    settings: Callable[[], object] = lambda: None
    outputs: Sequence[Path] = ()
    sound: Callable[[], bool] = lambda: True
    stamp: Path | None = field(default=None)
    others: Sequence[Path] = ()

    @property
    def stamp_file(self) -> Path:
        """Where it is written down what the last run saw and made."""
        return self.stamp or BUILD / "steps" / f"{self.name.replace(' ', '-')}.json"

    def digest(self) -> str:
        """Return the hash of all that the step depends on."""
        return digest_of([*self.inputs(), *code_behind(self.action)], self.settings())

    def is_fresh(self) -> bool:
        """Say whether the last run's results still stand."""
        if not self.outputs:
            return False
        try:
            seen = json.loads(self.stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return (
            isinstance(seen, dict)
            and seen.get("inputs") == self.digest()
            and seen.get("outputs") == self._state()
            and self.sound()
        )

    def _state(self) -> dict[str, list[int] | None]:
        """Return size and time of every output, so that a changed or missing one is noticed."""
        state: dict[str, list[int] | None] = {}
        for output in self.outputs:
            for path in files_below(output) if output.is_dir() else [output]:
                facts = path.stat() if path.is_file() else None
                state[shown(path)] = [facts.st_size, facts.st_mtime_ns] if facts else None
            if output.is_dir() and not any(output.iterdir()):
                state[shown(output)] = None
        for path in self.others:
            state.pop(shown(path), None)
        return state

    def run(self) -> str:
        """Do it, unless the last run's results still stand; return a few words on what was done."""
        if self.is_fresh():
            return "unchanged"
        self.stamp_file.unlink(missing_ok=True)  # a run that is broken off must not look done
        digest = self.digest()  # taken first: what changes meanwhile makes the step run again
        started = time.monotonic()
        note = self.action()
        if self.outputs:
            stamp = {"inputs": digest, "outputs": self._state()}
            self.stamp_file.parent.mkdir(parents=True, exist_ok=True)
            self.stamp_file.write_text(json.dumps(stamp), encoding="utf-8")
        seconds = time.monotonic() - started
        took = f"{seconds:.1f} s" if seconds >= 0.05 else ""
        return ", ".join(part for part in (note, took) if part) or "done"


def run_steps(steps: Sequence[Step]) -> None:
    """Run steps in order, one line each; a slow one also says what it is doing while it is at it."""
    width = max(len(step.name) for step in steps) + 2
    for number, step in enumerate(steps, start=1):
        head = f"[{number}/{len(steps)}] {step.name} ".ljust(width + 6, ".")
        remark(f"{head} …")
        say(f"{head} {step.run()}")
