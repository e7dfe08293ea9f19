"""What the person at the terminal sees: one line a step, and troubles that say what to do about them."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.paths import BUILD, ROOT, shown

TAIL = 25  # lines of a failed command that are shown
REMIND_AFTER = 15.0  # seconds of silence before a slow command is mentioned again, where lines can't be rewritten


class TroubleError(Exception):
    """Something foreseeable went wrong. It says what failed, why, and what to do; no traceback is shown."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.why, self.remedy = what, why, remedy

    def __str__(self) -> str:
        why = "\n      ".join(self.why.strip().splitlines() or ["(nothing was said)"])
        remedy = "\n      ".join(self.remedy.strip().splitlines())
        return f"\nFAILED  {self.what}\n  why:  {why}\n  do:   {remedy}"


def say(text: str = "") -> None:
    """Print a line at once, so that it is in order with what other programs print."""
    remark("")
    print(text, flush=True)


def remark(text: str) -> None:
    """Show a passing remark on the terminal's last line; elsewhere show nothing."""
    if sys.stdout.isatty():
        width = os.get_terminal_size().columns - 1
        print(f"\r\x1b[K{text[:width]}", end="", flush=True)


def shortened(text: str, longest: int = 90) -> str:
    """Return a remark that fits on a line."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


class Progress:
    """Remarks that replace one another on a terminal, and are repeated now and then in a log."""

    def __init__(self, label: str) -> None:
        self.label, self.started, self.spoke = label, time.monotonic(), time.monotonic()

    def tell(self, text: str) -> None:
        """Say how far it has come."""
        now = time.monotonic()
        line = f"      {self.label}: {shortened(text)}"
        if sys.stdout.isatty():
            remark(line)
        elif now - self.spoke > REMIND_AFTER:
            self.spoke = now
            print(f"{line}  ({now - self.started:.0f} s so far)", flush=True)


def run(
    command: Sequence[str | Path],
    *,
    what: str,
    remedy: str,
    cwd: Path = ROOT,
    env: dict[str, str] | None = None,
    timeout: float | None = None,
    label: str = "",
) -> str:
    """Run a command quietly, keep all it prints in `.build/logs`, and return that; raise TroubleError if it fails.

    Args:
        command: the program and its arguments.
        what:    what fails if it fails, in words.
        remedy:  what the person can do then.
        cwd:     where it runs.
        env:     variables to set beside those of this process.
        timeout: seconds after which it is ended.
        label:   the name of its log, and what its progress is shown under.
    """
    words = [str(word) for word in command]
    label = label or Path(words[0]).stem
    log = BUILD / "logs" / f"{label.replace(' ', '-')}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            process_group=None if os.name == "nt" else 0,  # so that what it starts can be ended with it
        )
    except OSError as error:
        raise TroubleError(what, f"{words[0]} does not start: {error}", remedy) from None
    lines, ended = _follow(process, Progress(label), timeout)
    log.write_text(f"$ {' '.join(words)}\n{''.join(lines)}", encoding="utf-8")
    if ended or process.returncode:
        reason = f"no end after {timeout:.0f} s" if ended else f"exit code {process.returncode}"
        tail = "".join(lines[-TAIL:])
        raise TroubleError(what, f"{' '.join(words)}\n{tail}({reason}; all it said is in {shown(log)})", remedy)
    return "".join(lines)


def _follow(process: subprocess.Popen[str], progress: Progress, timeout: float | None) -> tuple[list[str], bool]:
    """Collect a process's lines while telling of the newest one; say also whether it had to be ended."""
    assert process.stdout is not None
    arriving: queue.Queue[str | None] = queue.Queue()
    stream = process.stdout

    def read() -> None:
        for line in stream:
            arriving.put(line)
        arriving.put(None)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    deadline = time.monotonic() + timeout if timeout else None
    lines: list[str] = []
    ended = False
    try:
        while True:
            if deadline and time.monotonic() > deadline and not ended:
                kill(process)
                ended = True
            try:
                line = arriving.get(timeout=0.5)
            except queue.Empty:
                line = ""
            if line is None:
                break
            lines += [line] if line else []
            progress.tell(lines[-1].strip() if lines else "…")
    except BaseException:
        kill(process)
        raise
    finally:
        reader.join()
        stream.close()
        process.wait()
    remark("")
    return lines, ended


def kill(process: subprocess.Popen[Any]) -> None:
    """End a process and whatever it has started."""
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def show(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: dict[str, str] | None = None,
    timeout: float | None = None,
) -> int:
    """Run a command whose output is for the person, and return its exit code; after `timeout` seconds it is ended."""
    words = [str(word) for word in command]
    say(f"$ {' '.join(shown(word) if isinstance(word, Path) else word for word in command)}")
    try:
        return subprocess.run(
            words, cwd=cwd, env={**os.environ, **(env or {})}, timeout=timeout, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        say(f"no end after {timeout:.0f} s, so it was ended")
        return 124
    except OSError as error:
        say(f"{words[0]} does not start: {error}")
        return 127
