"""A real worker behind each real broker, killed in the middle: nothing is lost."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from kombu import Connection

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 40
CONCURRENCY = 2
QUEUE = "tests"
BROKERS = {
    "embedded": "filesystem://",
    "redis": "redis://127.0.0.1:6379/9",
    "rabbitmq": "amqp://guest:guest@127.0.0.1:5672//",
}

NAMES = {"redis": "Redis", "rabbitmq": "RabbitMQ"}

SENDER = """
import sys
import django
django.setup()
from laa.celery import app
path, queue, count = sys.argv[1:]
for number in range(int(count)):
    app.send_task("tests.note", [path, str(number)], queue=queue)
"""

pytestmark = pytest.mark.broker


def is_listening(url):
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=2).close()
    except OSError:
        return False
    return True


@pytest.fixture(params=BROKERS)
def environment(request, tmp_path):
    """The variables for a worker and a sender of their own behind one of the brokers."""
    url = BROKERS[request.param]
    given = os.environ.get("CELERY_BROKER_URL", "")
    if given and urlsplit(given).scheme == urlsplit(url).scheme:
        url = given
    if request.param != "embedded" and not is_listening(url):
        pytest.skip(f"{NAMES[request.param]} is not running")
    return {
        **os.environ,
        "ENVIRONMENT": "local",
        "DJANGO_SETTINGS_MODULE": "laa.settings",
        "CELERY_BROKER_URL": url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'laa.sqlite3'}",
        "VAR_DIR": str(tmp_path),
        # Redis gives a killed worker's messages out again after twice this time.
        "TASK_TIME_LIMIT": "3",
    }


@pytest.fixture
def start_worker(environment, tmp_path):
    """A function that starts a worker and waits until it says it is ready."""
    workers = []

    def start():
        marker = tmp_path / "run" / "worker.ready"
        marker.unlink(missing_ok=True)
        with open(tmp_path / "worker.log", "a") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "celery", "--app", "laa", "worker", "--loglevel", "INFO"]
                + ["--include", "tests.laa.broker_tasks", "--queues", environment["QUEUE"]]
                + ["--concurrency", str(CONCURRENCY), "--without-gossip", "--without-mingle"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        workers.append(worker)
        wait_until(lambda: marker.exists() or worker.poll() is not None, seconds=120)
        assert worker.poll() is None, (tmp_path / "worker.log").read_text()
        return worker

    # One queue for one test, so that tests at the same time do not take each other's messages;
    # the embedded broker's folder is this test's own anyway.
    environment["QUEUE"] = f"{QUEUE}-{tmp_path.name}-{os.getpid()}"
    if environment["CELERY_BROKER_URL"] == BROKERS["embedded"]:
        environment["QUEUE"] = "celery"
    yield start
    for worker in workers:
        worker.terminate()
        worker.wait(timeout=30)
    if environment["CELERY_BROKER_URL"] != BROKERS["embedded"]:
        with Connection(environment["CELERY_BROKER_URL"]) as connection:
            connection.channel().queue_delete(environment["QUEUE"])


def wait_until(is_true, seconds):
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, f"waited {seconds} seconds in vain"
        time.sleep(0.1)


def send_messages(environment, path):
    subprocess.run(
        [sys.executable, "-c", SENDER, path, environment["QUEUE"], str(MESSAGES)],
        cwd=ROOT,
        env=environment,
        check=True,
    )


def noted(path):
    return Counter(path.read_text().split()) if path.exists() else Counter()


def test_a_worker_killed_in_the_middle_loses_nothing(environment, start_worker, tmp_path):
    path = tmp_path / "noted"
    everything = {str(number) for number in range(MESSAGES)}
    worker = start_worker()
    send_messages(environment, path)
    wait_until(lambda: len(noted(path)) >= MESSAGES // 4, seconds=120)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert set(noted(path)) < everything

    worker = start_worker()
    wait_until(lambda: set(noted(path)) == everything, seconds=120)
    # What was being done at the kill may be done again: that is why tasks claim a row first.
    assert noted(path).total() - MESSAGES <= CONCURRENCY
    worker.terminate()
    assert worker.wait(timeout=30) == 0


def python(environment, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    return done.stdout
