"""`python -m gradpad`: the first program that a reader runs."""

import contextlib
import io

import pytest

from gradpad import first_program
from gradpad.__main__ import main
from gradpad.sources import READING_ORDER


@pytest.fixture(scope="module")
def printed():
    """What it prints, by its three parts."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        main()
    return text.getvalue()


def test_what_is_shown_is_what_runs(printed, capsys):
    program, output = printed.split("\nIt prints:\n\n")
    assert 10 <= len([line for line in program.splitlines() if line]) <= 16
    exec(compile(program, "first program", "exec"), {})
    assert output.startswith(capsys.readouterr().out)


def test_it_shows_the_losses_the_answers_and_a_gradient_check_that_passes(capsys):
    first_program.xor()
    lines = capsys.readouterr().out.splitlines()
    losses = [float(line.split()[1]) for line in lines[1:8]]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.05 < 0.5 < losses[0]
    answers = [line.split()[2] for line in lines[8:12]]
    assert answers == ["same", "different", "different", "same"]
    assert all(float(line.split()[3]) > 90 for line in lines[8:12])
    assert len(lines) == 16
    assert all(line.endswith("right") for line in lines[12:])


def test_it_says_where_to_read_on(printed):
    places = [printed.index(f"{module}.py ") for module in READING_ORDER]
    assert places == sorted(places)
    assert "help(gradpad.Model)" in printed
    assert max(map(len, printed.splitlines())) <= 120
