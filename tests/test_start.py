"""start.py: what it says, what it does not do twice, and that nothing outlives it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).resolve().parents[1]
CLOSE_TO_FOREVER = [sys.executable, "-c", "import time; time.sleep(600)"]
IGNORES_SIGTERM = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "print('deaf', flush=True); time.sleep(600)",
]
KEEPS_A_CHILD = """
import sys, time, start
child = start.spawn([sys.executable, "-c", "import time; time.sleep(600)"], None)
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """start.py with a var/ and a .venv of the test's own."""
    monkeypatch.setattr(start, "VAR", tmp_path / "var")
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(start, "PACKAGES_STAMP", tmp_path / ".venv" / "packages.stamp")
    for name in ("var/run", "var/log", ".venv"):
        (tmp_path / name).mkdir(parents=True)


@pytest.fixture
def ran(monkeypatch):
    """The commands that would have been run."""
    commands = []

    def note(command, name, *hint, **more):
        commands.append([str(part) for part in command])

    monkeypatch.setattr(start, "run_quietly", note)
    return commands


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"


def wait_until(is_true, seconds=30):
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, f"waited {seconds} seconds in vain"
        time.sleep(0.05)


# What it says


def test_an_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        start.main([])


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        start.main(["--help"])
    shown = capsys.readouterr().out
    assert all(f"start.py {name}" in shown for name in ("setup", "test", "bench", "--port"))


def test_an_unknown_word_is_refused(capsys):
    with pytest.raises(SystemExit) as refusal:
        start.main(["serve"])
    assert refusal.value.code == 2
    assert start.main(["setup", "now"]) == 1
    assert "Did not understand now" in capsys.readouterr().out


def test_a_port_in_use_is_named_with_another_to_try():
    with socket.socket() as other:
        other.bind((start.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(start.Failure, match=f"Cannot use port {port}.* --port "):
            start.check_port(port)


def test_a_second_start_in_the_same_folder_is_refused(tmp_path):
    first, second = start.lock(tmp_path, "taken"), start.lock(tmp_path, "taken")
    with first, pytest.raises(start.Failure, match="taken"):
        second.__enter__()
    with start.lock(tmp_path, "free again"):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(start, "VAR", tmp_path / "file" / "var")
    with pytest.raises(start.Failure, match="Cannot write to .*file/var"):
        start.prepare_folders()


def test_a_failing_step_shows_its_last_lines_and_its_log():
    script = "print('\\n'.join(f'line {n}' for n in range(99))); raise SystemExit(3)"
    with pytest.raises(start.Failure) as failure:
        start.run_quietly([sys.executable, "-c", script], "trial", "Look behind the sofa.")
    text = str(failure.value)
    assert "line 98" in text and "line 83" not in text
    assert "Look behind the sofa." in text and "var/log/trial.log" in text


def test_without_ensurepip_the_debian_package_is_named(ran, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(start.Failure, match=r"apt install python3\.\d+-venv"):
        start.make_environment()


# What it does, and does not do twice


def test_a_half_made_environment_is_made_anew(ran, monkeypatch):
    monkeypatch.setattr(start, "succeeds", lambda *command: True)
    assert start.make_environment() is None
    start.PACKAGES_STAMP.write_text("unfinished")
    assert start.make_environment() == "made .venv"
    assert "--clear" in ran[0]


def test_packages_are_installed_once_and_those_for_tests_stay(ran, monkeypatch):
    installed = []
    monkeypatch.setattr(start, "install_with_uv", lambda file: not installed.append(file))
    for step in (start.install_packages, start.install_packages):
        step()
    for step in (start.install_packages_for_tests, start.install_packages):
        step()
    assert installed == ["requirements.txt", "requirements-dev.txt"]
    assert ran == []


def test_pip_installs_where_uv_cannot(ran, monkeypatch):
    monkeypatch.setattr(start, "install_with_uv", lambda file: False)
    assert "with pip" in start.install_packages()
    assert "--require-hashes" in ran[0]


def test_packages_that_failed_leave_an_unfinished_environment(monkeypatch):
    def fail(*arguments):
        raise start.Failure("no network")

    monkeypatch.setattr(start, "install_with_uv", lambda file: False)
    monkeypatch.setattr(start, "run_quietly", fail)
    with pytest.raises(start.Failure):
        start.install_packages()
    assert start.stamp_of_packages() == "unfinished"


def test_node_is_only_used_when_it_is_new_enough(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not start.has_node()
    for version, expected in (("v12.22.0", False), ("v99.0.0", True)):
        for name in ("node", "npm"):
            (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
            (tmp_path / name).chmod(0o755)
        assert start.has_node() is expected


def test_children_are_not_led_astray_by_our_environment(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "another.settings")
    monkeypatch.setenv("VIRTUAL_ENV", "/another")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///kept")
    given = start.environment()
    assert "DJANGO_SETTINGS_MODULE" not in given and "VIRTUAL_ENV" not in given
    assert given["DATABASE_URL"] == "sqlite:///kept"
    assert given["VAR_DIR"] == str(start.VAR)


def test_caches_stay_in_var_for_a_user_without_a_home(monkeypatch):
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    assert start.environment()["UV_CACHE_DIR"] == str(start.VAR / "cache" / "uv")


# The children


def child_that(command, is_ready=lambda child: False):
    return start.Child("trial", command, is_ready)


def test_a_child_says_once_that_it_is_ready(capsys):
    child = child_that(CLOSE_TO_FOREVER, lambda child: True)
    for _ in range(3):
        child.watch()
    start.end_group(child.process)
    assert capsys.readouterr().out == "trial ready\n"


def test_a_dead_child_is_started_again_ever_later_until_we_give_up(capsys, monkeypatch):
    monkeypatch.setattr(start, "GIVE_UP_AFTER", 3)
    child = child_that([sys.executable, "-c", "raise SystemExit('out of paper')"])
    with pytest.raises(start.Failure, match="(?s)ended 3 times in a row.*out of paper"):
        wait_until(lambda: child.watch(), seconds=60)
    shown = capsys.readouterr().out
    assert re.findall(r"again in (\d+) s", shown) == ["1", "2"]


def test_a_child_that_had_lived_long_is_started_again_soon(monkeypatch, capsys):
    child = child_that(CLOSE_TO_FOREVER)
    for _ in range(start.GIVE_UP_AFTER + 1):
        child.start_at = 0
        child.watch()
        child.started_at -= start.SOON
        child.process.kill()
        child.process.wait()
        child.watch()
    assert "again in 1 s" in capsys.readouterr().out.splitlines()[-1]


def test_a_deaf_child_is_ended_by_force(capsys, monkeypatch):
    monkeypatch.setattr(start, "TIME_TO_END", 0.2)
    child = child_that(IGNORES_SIGTERM)
    child.watch()
    wait_until(lambda: "deaf" in child.log.read_text())
    start.end([child], signals=[signal.SIGINT])
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_children_end_when_start_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", KEEPS_A_CHILD], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.kill()
    parent.communicate()
    wait_until(lambda: not is_running(child))


# The whole of it, as a stranger meets it


@pytest.fixture
def clone(tmp_path_factory):
    """The project as git would hand it over, with none of what a set-up makes."""
    folder = tmp_path_factory.mktemp("stranger") / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.strip("\0").split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def bare(tmp_path_factory):
    """A stranger's environment: an empty home, and a PATH with a shell but no node."""
    home, path = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("path")
    for name in ("sh", "env"):
        (path / name).symlink_to(shutil.which(name))
    # The machine's certificates and proxies stay; settings of this run of the tests do not.
    ours = ("VAR_DIR", "DATABASE_URL", "CELERY_", "DJANGO_", "PYTEST_", "PYTHON", "LAA_", "DEMO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOME": str(home), "PATH": str(path)}


def can_reach_packages():
    pip = [sys.executable, "-m", "pip", "--retries", "0", "--timeout", "10"]
    return subprocess.run([*pip, "index", "versions", "pip"], capture_output=True).returncode == 0


class Started:
    """A start.py of the clone, and what it has printed so far."""

    def __init__(self, clone, bare):
        with socket.socket() as probe:
            probe.bind((start.HOST, 0))
            self.port = probe.getsockname()[1]
        self.clone, self.output = clone, clone.parent / "output"
        python = getattr(sys, "_base_executable", sys.executable)
        with open(self.output, "w") as output:
            self.process = subprocess.Popen(
                [python, "start.py", "--port", str(self.port)],
                cwd=clone,
                env=bare,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def shown(self):
        return self.output.read_text()

    def wait_until_ready(self, seconds):
        wait_until(lambda: "Ctrl-C" in self.shown() or self.process.poll() is not None, seconds)
        assert self.process.poll() is None, self.shown()

    def get(self, path):
        with urllib.request.urlopen(f"http://{start.HOST}:{self.port}{path}") as answer:
            assert answer.status == 200
            return answer.read().decode()

    def left(self):
        """The command lines of what runs from the clone's own environment."""
        listed = subprocess.check_output(["ps", "axo", "stat=,args="], text=True)
        mine = f"{self.clone}/.venv/"
        return [line for line in listed.splitlines() if mine in line and line[0] != "Z"]


@pytest.fixture
def start_again(clone, bare):
    """A function that starts the clone's start.py; whatever still runs at the end is ended."""
    all_started = []

    def start_it():
        all_started.append(Started(clone, bare))
        return all_started[-1]

    yield start_it
    for started in all_started:
        if started.process.poll() is None:
            started.process.terminate()
            started.process.wait(60)


def test_a_stranger_gets_from_a_clone_to_a_page_and_leaves_nothing_running(start_again):
    if not can_reach_packages():
        pytest.skip("the Python package registry cannot be reached")
    first = start_again()
    first.wait_until_ready(seconds=400)
    assert all(f"{name} ready\n" in first.shown() for name in ("web", "worker", "beat"))
    page = first.get("/accounts/login/")
    [style] = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert "Sign in" in page and "govuk" in first.get(style)
    assert "officer@demo.example" in first.shown()
    assert (first.clone / "var" / "demo_password").stat().st_mode & 0o777 == 0o600
    assert len(first.left()) >= 3
    first.process.terminate()
    assert first.process.wait(60) == 0
    assert first.left() == []

    second = start_again()
    second.wait_until_ready(seconds=120)
    for step in ("Python environment", "Packages", "Front end", "Static files", "Demonstration"):
        assert re.search(rf"{step} … nothing to do", second.shown())
    second.process.kill()
    second.process.wait()
    wait_until(lambda: second.left() == [], seconds=60)
