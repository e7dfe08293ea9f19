"""What is asked of `build.py test`, and that groups run side by side as the cores allow."""

import sys

import pytest

from tools import testing
from tools.selection import Selection, SelectionError, select
from tools.side_by_side import Job, run_jobs


def chosen(*words):
    return select(words, testing.FOLDERS, testing.USUAL)


def test_all_groups_where_none_is_named():
    assert chosen() == Selection(tuple(testing.USUAL))
    assert chosen("--all") == Selection(tuple(testing.USUAL), whole=True)
    assert chosen("-x") == Selection(tuple(testing.USUAL), ("-x",))


@pytest.mark.parametrize("words", [["engine", "-k", "losses", "-x"], ["engine", "--", "-k", "losses", "-x"]])
def test_what_is_for_the_runner_needs_no_sign(words):
    assert chosen(*words) == Selection(("engine",), ("-k", "losses", "-x"))
    assert chosen(*words).partial


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("tests/build/test_pins.py", "build"),
        ("tests/build/test_pins.py::test_x", "build"),
        ("tests/compiler", "engine"),
        ("tests/web", "web"),
        ("tests/browser", "browser"),
    ],
)
def test_a_file_says_which_group(file, group):
    assert chosen(file) == Selection((group,), files=(file,))
    assert chosen(group, file).groups == (group,)
    assert chosen(group, "-x", "tests/build/test_pins.py").files == ("tests/build/test_pins.py",)


@pytest.mark.parametrize("words", [["nothing"], ["engine", "losses"], ["docs"]])
def test_what_there_is_not_is_named(words):
    with pytest.raises(SelectionError, match=words[-1]):
        chosen(*words)


def test_the_engines_tests_need_neither_node_nor_a_browser():
    names = {step.name for step in testing.GROUPS["engine"].steps()}
    assert names == {"build tools", "test tools"}


def job(folder, name, script, cores=1, timeout=60.0):
    return Job(name, [sys.executable, "-c", script], cores, folder / f"{name}.log", timeout)


MEET = """
import pathlib, time
pathlib.Path({mine!r}).touch()
end = time.monotonic() + 60
while not pathlib.Path({other!r}).exists():
    assert time.monotonic() < end, "the other never came"
    time.sleep(0.01)
"""


def test_what_keeps_a_core_busy_runs_beside_another_and_the_next_when_one_has_ended(tmp_path):
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    later = f"import pathlib; assert pathlib.Path({one!r}).exists() and pathlib.Path({two!r}).exists()"
    jobs = [
        job(tmp_path, "a", MEET.format(mine=one, other=two)),
        job(tmp_path, "b", MEET.format(mine=two, other=one)),
        job(tmp_path, "c", later, cores=2),
    ]
    ended = list(run_jobs(jobs, 2))
    assert {each.job.name: each.code for each in ended} == {"a": 0, "b": 0, "c": 0}
    assert ended[-1].job.name == "c"


def test_what_takes_too_long_is_ended_and_what_does_not_start_is_told(tmp_path):
    forever = "import threading; print('waiting', flush=True); threading.Event().wait()"
    missing = Job("missing", ["/no/such/program"], 1, tmp_path / "missing.log", 60.0)
    codes = {each.job.name: each.code for each in run_jobs([job(tmp_path, "long", forever, timeout=2.0), missing], 2)}
    assert codes == {"long": 124, "missing": 127}
    assert "no end after 2 s" in (tmp_path / "long.log").read_text()
    assert "/no/such/program does not start" in (tmp_path / "missing.log").read_text()
