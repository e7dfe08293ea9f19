"""Commands side by side: the next one begins as soon as a core is free."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tools.console import kill, remark, say, show
from tools.paths import ROOT, shown

LOOK = 0.1  # seconds between two looks at what has ended
REMIND = 60.0  # seconds after which a log is told what is still at work


@dataclass(frozen=True)
class Job:
    """A command: its name, what it is, how many cores it keeps busy, where its output goes, and its longest time."""

    name: str
    command: Sequence[str | Path]
    cores: int
    log: Path
    timeout: float
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ended:
    """A job that is over: its exit code (124 where it took too long), and the seconds that it took."""

    job: Job
    code: int
    seconds: float


def run_jobs(jobs: Sequence[Job], cores: int) -> Iterator[Ended]:
    """Run jobs in their order, as many at once as keep the cores busy; yield each when it has ended.

    One alone is seen as it goes. Of several, each writes into its log.
    """
    if len(jobs) == 1:
        [job] = jobs
        started = time.monotonic()
        yield Ended(job, show(job.command, env=job.env, timeout=job.timeout), time.monotonic() - started)
        return
    waiting, running = list(jobs), list[Running]()
    told = time.monotonic()
    try:
        while waiting or running:
            free = cores - sum(each.job.cores for each in running)
            while waiting and (free > 0 or not running):
                running.append(Running(waiting.pop(0)))
                free -= running[-1].job.cores
            for each in list(running):
                if (code := each.code()) is not None:
                    running.remove(each)
                    yield Ended(each.job, code, each.seconds)
            at_work = ", ".join(f"{each.job.name} ({each.seconds:.0f} s)" for each in running)
            remark(f"      at work: {at_work}")
            if time.monotonic() - told > REMIND and at_work:
                told = time.monotonic()
                say(f"      at work: {at_work}")
            time.sleep(LOOK)
    finally:
        for each in running:
            each.end()


class Running:
    """A job's process, with all that it starts in a group of its own, so that all of it can be ended."""

    def __init__(self, job: Job) -> None:
        self.job, self.started = job, time.monotonic()
        say(f"{job.name}: begun; what it says is in {shown(job.log)}")
        self.stream: IO[bytes] = job.log.open("wb")
        words = [str(word) for word in job.command]
        self.stream.write(f"$ {' '.join(words)}\n".encode())
        self.stream.flush()
        self.process: subprocess.Popen[bytes] | None = None
        try:
            self.process = subprocess.Popen(
                words,
                cwd=ROOT,
                env={**os.environ, **job.env},
                stdin=subprocess.DEVNULL,
                stdout=self.stream,
                stderr=subprocess.STDOUT,
                process_group=None if os.name == "nt" else 0,
            )
        except OSError as error:
            self.stream.write(f"{words[0]} does not start: {error}\n".encode())

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return time.monotonic() - self.started

    def code(self) -> int | None:
        """Return its exit code once it has ended; it is ended here where it has taken too long."""
        found = 127 if self.process is None else self.process.poll()
        if found is None and self.seconds > self.job.timeout:
            self.stream.write(f"no end after {self.job.timeout:.0f} s, so it was ended\n".encode())
            found = 124
        if found is not None:
            self.end()
        return found

    def end(self) -> None:
        """End it with whatever it has started."""
        if self.process and self.process.poll() is None:
            kill(self.process)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        self.stream.close()
