"""Says in words what a run of the tests left out; with LAA_REQUIRE_ALL=1 that fails the run.

A suite that passes because its browser was not there has proved less than it seems. start.py
loads this with `pytest -p tests.plugins.require_all`; .ci/run sets the variable.
"""

import os
from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter):
    reasons = Counter(reason_of(report) for report in skipped_in(terminalreporter))
    if not reasons:
        return
    terminalreporter.section("left out")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count} test{'s' * (count > 1)}: {reason}")
    if is_all_required():
        terminalreporter.line("LAA_REQUIRE_ALL is set: leaving tests out fails this run.", red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter and is_all_required() and skipped_in(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def is_all_required():
    return os.environ.get("LAA_REQUIRE_ALL", "") not in ("", "0")


def skipped_in(reporter):
    return reporter.stats.get("skipped", [])


def reason_of(report):
    """The text given to pytest.skip(); its report is (file, line, "Skipped: text")."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
