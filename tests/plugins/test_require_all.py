"""The plugin, run in a pytest of its own over three small tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import pytest

def test_one():
    pass

@pytest.mark.parametrize("number", [1, 2])
def test_two(number):
    {}
"""


def run_pytest(folder, body, require_all):
    (folder / "test_sample.py").write_text(TESTS.format(body))
    (folder / "pytest.ini").write_text("[pytest]\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.plugins.require_all", "-n", "2"]
        + ["-c", folder / "pytest.ini", "-p", "no:django", "-p", "no:cacheprovider", folder],
        cwd=ROOT,
        env={**os.environ, "LAA_REQUIRE_ALL": require_all},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(("require_all", "status"), [("", 0), ("0", 0), ("1", 1)])
def test_what_is_left_out_is_said_and_fails_only_where_all_is_required(
    tmp_path, require_all, status
):
    done = run_pytest(tmp_path, "pytest.skip('Redis is not running')", require_all)
    assert "2 tests: Redis is not running" in done.stdout
    assert "1 passed, 2 skipped" in done.stdout.splitlines()[-1]
    assert done.returncode == status


def test_a_run_that_left_nothing_out_passes(tmp_path):
    done = run_pytest(tmp_path, "pass", require_all="1")
    assert "left out" not in done.stdout
    assert done.returncode == 0


def test_a_failing_run_stays_a_failure(tmp_path):
    assert run_pytest(tmp_path, "assert False", require_all="1").returncode == 1
