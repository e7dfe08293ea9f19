"""A command that fails is told of in words, with its last lines and what to do."""

import sys
import time

import pytest

from tools.console import TroubleError, run


def python(script, **options):
    return run([sys.executable, "-c", script], what="It failed.", remedy="Try again.", label="console test", **options)


def test_what_it_prints_is_returned():
    assert python("print('a'); import sys; print('b', file=sys.stderr, flush=True)").split() in (["a", "b"], ["b", "a"])


def test_a_failure_carries_the_last_lines_the_code_and_the_remedy():
    with pytest.raises(TroubleError) as caught:
        python("import sys; print('the very reason'); sys.exit(3)")
    text = str(caught.value)
    assert "It failed." in text
    assert "the very reason" in text
    assert "exit code 3" in text
    assert "Try again." in text
    assert ".build/logs/console-test.log" in text


def test_one_that_does_not_start_is_told_of():
    with pytest.raises(TroubleError, match=r"It failed\.") as caught:
        run(["/no/such/program"], what="It failed.", remedy="Try again.")
    assert "/no/such/program does not start" in caught.value.why


@pytest.mark.skipif(sys.platform == "win32", reason="processes are grouped on POSIX")
def test_what_it_started_is_ended_with_it():
    started = time.monotonic()
    child = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import threading; threading.Event().wait()'])"
    )
    with pytest.raises(TroubleError, match=r"It failed\."):
        python(child, timeout=1.0)
    assert time.monotonic() - started < 30


def test_one_that_does_not_end_is_ended():
    started = time.monotonic()
    with pytest.raises(TroubleError) as caught:
        python("print('waiting', flush=True); import threading; threading.Event().wait()", timeout=1.0)
    assert time.monotonic() - started < 30
    assert "no end after 1 s" in caught.value.why
    assert "waiting" in caught.value.why
