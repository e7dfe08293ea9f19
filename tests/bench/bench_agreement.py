"""Whether compiled and NumPy weights stay the same for 200 epochs: every activation × loss × optimizer × regularizer.

Batches of 10, 30 and 250, learning rate 0.03, float64; the whole product, under wasmtime, in as many processes as there
are cores. What is done is kept in `.build`, so that a run that was broken off goes on where it stopped (until the
engine changes); `GRADPAD_SECONDS=240` stops after four minutes, and reports what there is so far, a fair sample.
`tests/compiler/agreement.py` says what is compared with what.

    python3 build.py bench agreement
"""

import itertools
import json
import os
import random
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from gradpad.compiler import runtime
from gradpad.compiler.runtime_wasmtime import WasmtimeRuntime
from tests.bench.report import write_section
from tests.compiler.agreement import CHAOS, CLOSE, Case, Verdict, cases, judge
from tools.hashing import digest_of
from tools.paths import BUILD, ENGINE, files_below

CHUNK = 27


def judged(batch: list[Case]) -> list[tuple[Case, Verdict]]:
    """Judge some cases, in a process of its own; modules that run for a moment need no optimisation."""
    runtime._found = WasmtimeRuntime(optimise=False)
    return [(case, judge(case)) for case in batch]


class Notebook:
    """The verdicts of this state of the engine, a line of JSON each."""

    def __init__(self) -> None:
        judge_of_all = Path(__file__).parents[1] / "compiler" / "agreement.py"
        digest = digest_of([*files_below(ENGINE, "*.py"), judge_of_all], None)
        self.file = BUILD / f"agreement-{digest[:16]}.jsonl"

    def read(self) -> dict[Case, Verdict]:
        """What was found so far."""
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        entries = [json.loads(line) for line in lines if line.endswith("]")]  # the last one may be broken off
        return {Case(**case): Verdict(**verdict) for case, verdict in entries}

    def add(self, found: Iterable[tuple[Case, Verdict]]) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps([asdict(case), asdict(verdict)]) + "\n" for case, verdict in found)


def run(open_cases: list[Case], notebook: Notebook) -> Iterator[int]:
    """Judge what is open, as long as there is time; yields how many are done."""
    end = time.monotonic() + float(os.environ.get("GRADPAD_SECONDS", "inf"))
    workers = int(os.environ.get("GRADPAD_WORKERS", os.cpu_count() or 1))
    chunks = [list(chunk) for chunk in itertools.batched(open_cases, CHUNK)]
    done = 0
    with ProcessPoolExecutor(workers) as pool:
        for found in pool.map(judged, chunks):
            notebook.add(found)
            done += len(found)
            yield done
            if time.monotonic() > end:
                pool.shutdown(cancel_futures=True)
                return


def table(verdicts: dict[Case, Verdict]) -> list[str]:
    """A row for each activation: how many agree closely, how many are chaotic, and how far apart these are."""
    rows = [
        f"| activation | combinations | largest difference below {CLOSE:g} | chaotic | their difference, at most, "
        "by what one unit in the last place makes | apart |",
        "| --- |" + " ---: |" * 5,
    ]
    groups = {activation: [case for case in verdicts if case.activation == activation] for activation in
              dict.fromkeys(case.activation for case in cases())}  # fmt: skip
    for activation, group in groups.items():
        close = [verdicts[case].difference for case in group if verdicts[case].difference < CLOSE]
        chaotic = [verdicts[case] for case in group if verdicts[case].good and verdicts[case].nudged is not None]
        ratio = max((v.difference / v.nudged for v in chaotic if v.nudged), default=0.0)
        apart = sum(not verdicts[case].good for case in group)
        cells = [activation, len(group), f"{max(close, default=0):.1e}", len(chaotic)]
        rows.append(f"| {' | '.join(map(str, [*cells, f'{ratio:.2g}×' if chaotic else '', apart]))} |")
    return rows


def main() -> int:
    """Judge every case, print, and renew the section of tests/bench/README.md; 1 if any two are apart."""
    notebook, every = Notebook(), cases()
    known = notebook.read()
    todo = [case for case in every if case not in known]
    random.Random(0).shuffle(todo)  # what a run that is broken off has seen is a fair sample
    print(f"{len(every)} combinations, {len(every) - len(todo)} of them judged before")
    for done in run(todo, notebook):
        print(f"{len(every) - len(todo) + done} of {len(every)}", flush=True)
    verdicts = notebook.read()
    apart = [case for case, verdict in verdicts.items() if not verdict.good]
    lines = table(verdicts)
    close = sum(verdict.difference < CLOSE for verdict in verdicts.values())
    summary = (
        f"{len(verdicts)} of all {len(every)} combinations of activation, loss, optimizer, regularizer and batch "
        f"(10, 30, 250), 200 epochs at a rate of 0.03, in float64 under wasmtime: in {close} compiled and NumPy "
        f"weights differ by less than {CLOSE:g}; {len(verdicts) - close - len(apart)} are chaotic, where the "
        f"difference was held against {CHAOS} times what NumPy itself makes of start weights one unit in the last "
        f"place up or down; {len(apart)} are apart."
    )
    print("\n".join([*lines, "", summary, *(f"APART {case}: {verdicts[case]}" for case in apart)]))
    write_section("agreement", "Compiled and NumPy weights", f"{summary}\n\n" + "\n".join(lines))
    return 1 if apart else 0
