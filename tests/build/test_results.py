"""No tests, or none that ran, is no success."""

import json

import pytest

from tools.coverage import read_coverage
from tools.expected_skips import EXPECTED, judged
from tools.results import read_junit

CASE = '<testcase classname="tests.engine.test_trial" name="{0}">{1}</testcase>'


def outcome(tmp_path, *inner, code=0):
    cases = "".join(CASE.format(number, text) for number, text in enumerate(inner))
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    return read_junit("trial", report, code, 1.0)


def test_good_ones_are_good(tmp_path):
    found = outcome(tmp_path, "", "", "<skipped/>")
    assert found.good
    assert (found.tests, found.passed, found.failed, found.skipped) == (3, 2, 0, 1)


@pytest.mark.parametrize("inner", ["<failure/>", "<error/>"])
def test_a_failure_is_none(tmp_path, inner):
    assert not outcome(tmp_path, "", inner).good


def test_nothing_run_is_no_success(tmp_path):
    assert not outcome(tmp_path).good
    assert not outcome(tmp_path, "<skipped/>", "<skipped/>").good
    assert "no test ran" in str(outcome(tmp_path, "<skipped/>"))


def test_a_runner_that_was_not_content_is_believed(tmp_path):
    assert not outcome(tmp_path, "", code=2).good


def test_a_missing_or_broken_report_is_a_failure(tmp_path):
    assert not read_junit("trial", tmp_path / "none.xml", 0, 1.0).good
    (tmp_path / "broken.xml").write_text("<testsuites>")
    assert not read_junit("trial", tmp_path / "broken.xml", 0, 1.0).good


def test_coverage_is_counted_apart_for_lines_and_branches(tmp_path):
    totals = {"covered_lines": 95, "num_statements": 100, "covered_branches": 3, "num_branches": 4}
    (tmp_path / "coverage.json").write_text(json.dumps({"totals": totals}))
    found = read_coverage(tmp_path / "coverage.json")
    assert (found.lines, found.branches) == (95.0, 75.0)


def test_a_skip_that_was_not_expected_is_a_failure(tmp_path):
    found = judged(outcome(tmp_path, "", '<skipped message="nbformat is missing"/>'))
    assert not found.good
    assert "tests.engine.test_trial::1: nbformat is missing" in str(found)


def test_a_skip_that_was_expected_is_none(tmp_path):
    torch = '<testcase classname="tests.engine.test_against_torch" name="a"><skipped message="{}"/></testcase>'
    for message, good in {"PyTorch is not installed; to run it: …": True, "it was Monday": False}.items():
        report = tmp_path / "report.xml"
        report.write_text(f"<testsuites>{torch.format(message)}{CASE.format(1, '')}</testsuites>")
        assert judged(read_junit("engine", report, 0, 1.0)).good is good
        assert not judged(read_junit("build", report, 0, 1.0)).good, "it is expected of one group"


def test_each_expected_skip_says_where_the_test_does_run():
    assert all(each.held and each.group and each.reason for each in EXPECTED)
