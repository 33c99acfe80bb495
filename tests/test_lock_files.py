"""Lock files name packages and hashes, never where one machine happened to get them from."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK_FILES = ["requirements.txt", "requirements-dev.txt", "package-lock.json"]
ADDRESS = re.compile(
    r"\b(?:https?|git\+\w+|ssh|file)://\S+|(?:--|-)(?:extra-)?index-url|find-links"
)
# npm copies where to send a package's authors money; "resolved" is where the package came from.
FUNDING = re.compile(r'^\s+"url": "')


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.split("\0")


def locked(file):
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==([^ \\]+)", file.read_text(), re.M))


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements):
    return {normal(re.match(r"[\w.-]+", text).group()) for text in requirements}


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_lock_file_names_no_host(name):
    lines = (ROOT / name).read_text().splitlines()
    found = [line for line in lines if ADDRESS.search(line) and not FUNDING.search(line)]
    assert not found


def test_lock_files_that_record_their_source_are_not_tracked():
    recording = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "yarn.lock"}
    assert not recording & {Path(path).name for path in tracked()}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_has_a_hash(name):
    text = (ROOT / name).read_text()
    blocks = re.split(r"\n(?=\S)", text.split("\n", 2)[2])
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_lock_files_hold_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = declared(project["project"]["dependencies"])
    development = declared(project["dependency-groups"]["dev"])
    assert runtime <= {normal(name) for name in locked(ROOT / "requirements.txt")}
    assert runtime | development <= {normal(name) for name in locked(ROOT / "requirements-dev.txt")}


def test_tests_run_with_the_versions_that_are_served():
    served = locked(ROOT / "requirements.txt")
    tested = locked(ROOT / "requirements-dev.txt")
    assert served == {name: tested.get(name) for name in served}
