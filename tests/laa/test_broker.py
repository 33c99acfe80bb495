"""The embedded broker: every message arrives once, and nothing a file can do stops a consumer."""

import collections
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from laa import broker

ROOT = Path(__file__).resolve().parents[2]
# A name with everything that also stands in a message's file name.
NAME = "my_work.queue"
WRITERS, READERS, MESSAGES = 4, 3, 1000

WRITER = """
import sys
from tests.laa.test_broker import connect
queue = connect(sys.argv[1]).SimpleQueue("my_work.queue")
for number in range(int(sys.argv[3])):
    queue.put({"id": f"{sys.argv[2]}-{number}"})
"""

READER = """
import pathlib, sys
from queue import Empty
from tests.laa.test_broker import connect
queue = connect(sys.argv[1]).SimpleQueue("my_work.queue")
while True:
    try:
        message = queue.get(timeout=0.2)
    except Empty:
        if pathlib.Path(sys.argv[1], "all-written").exists():
            break
        continue
    print(message.payload["id"], flush=True)
    message.ack()
"""

HOLDER = """
import sys, time
from tests.laa.test_broker import connect
message = connect(sys.argv[1]).SimpleQueue("my_work.queue").get(timeout=5)
print(message.payload["id"], flush=True)
time.sleep(600)
"""


def connect(folder):
    return Connection(
        transport=broker.Transport,
        transport_options={"folder": folder, "polling_interval": 0.02},
    )


def run(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "broker"


@pytest.fixture
def queue(folder):
    with connect(folder) as connection, connection.SimpleQueue(NAME) as queue:
        yield queue


def files(folder, state):
    return [path.name for path in (folder / state).rglob("*.msg")]


def take(queue):
    message = queue.get(timeout=5)
    message.ack()
    return message.payload["id"]


def test_messages_arrive_once_each_from_many_writers_to_many_readers(folder):
    readers = [run(READER, folder) for _ in range(READERS)]
    writers = [run(WRITER, folder, number, MESSAGES) for number in range(WRITERS)]
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    (folder / "all-written").touch()
    arrived = collections.Counter()
    for reader in readers:
        arrived.update(reader.communicate(timeout=120)[0].split())
    assert arrived == collections.Counter(
        f"{writer}-{number}" for writer in range(WRITERS) for number in range(MESSAGES)
    )
    assert not files(folder, ".")


def test_messages_arrive_in_the_order_they_were_written(queue):
    for number in range(20):
        queue.put({"id": number})
    assert [take(queue) for _ in range(20)] == list(range(20))


@pytest.mark.parametrize(
    "content",
    [b"", b'{"body": "half', b"\xff\xfe", b"[]", b'{"properties": {}}', b"[" * 100_000],
    ids=["empty", "half-written", "not text", "not a message", "no tag", "too deep"],
)
def test_a_broken_file_is_moved_aside_and_the_next_message_arrives(queue, folder, content):
    name = f"00000000000000000001_broken_0.{NAME}.msg"
    (folder / "ready" / name).write_bytes(content)
    queue.put({"id": "good"})
    assert take(queue) == "good"
    assert files(folder, "broken") == [name]


def test_a_folder_with_a_message_s_name_is_moved_aside(queue, folder):
    (folder / "ready" / f"0_1_0.{NAME}.msg").mkdir()
    queue.put({"id": "good"})
    assert take(queue) == "good"


def test_a_message_that_vanishes_is_passed_over(queue, folder):
    queue.put({"id": "gone"})
    queue.put({"id": "first"})
    queue.put({"id": "second"})
    names = sorted(os.listdir(folder / "ready"))
    channel = queue.channel
    channel._listed[NAME] = collections.deque(names)
    (folder / "ready" / names[0]).unlink()
    assert [take(queue), take(queue)] == ["first", "second"]


def test_a_message_being_written_is_not_seen(queue, folder):
    (folder / "writing" / f"0_1_0.{NAME}.msg").write_text("half")
    with pytest.raises(Empty):
        queue.get(timeout=0.1)


def test_what_a_killed_writer_left_is_removed_in_time(folder):
    with connect(folder) as connection:
        queue = connection.SimpleQueue(NAME)
        left = folder / "writing" / f"0_1_0.{NAME}.msg"
        left.write_text("half")
        os.utime(left, (1, 1))
        queue.put({"id": "good"})
        assert take(queue) == "good"
        assert not left.exists()


def test_messages_of_a_killed_consumer_go_to_the_next(folder, queue, monkeypatch):
    queue.put({"id": "held"})
    holder = run(HOLDER, folder)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Empty):
        queue.get(timeout=0.3)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    monkeypatch.setattr(broker, "LOOK_FOR_THE_DEAD_EVERY", 0)
    assert take(queue) == "held"
    assert not files(folder, ".")


def test_a_file_put_there_by_hand_is_taken_up_again_too(folder, queue, monkeypatch):
    monkeypatch.setattr(broker, "LOOK_FOR_THE_DEAD_EVERY", 0)
    queue.put({"id": "by hand"})
    [path] = (folder / "ready").iterdir()
    path.rename(folder / "ready" / f"byhand.{NAME}.msg")
    queue.get(timeout=5).requeue()
    assert take(queue) == "by hand"


def test_a_message_that_kills_its_consumers_is_set_aside(folder, queue, monkeypatch):
    monkeypatch.setattr(broker, "LOOK_FOR_THE_DEAD_EVERY", 0)
    queue.put({"id": "deadly"})
    for _ in range(broker.MAX_DELIVERIES):
        message = queue.get(timeout=5)
        message.requeue()
    with pytest.raises(Empty):
        queue.get(timeout=0.1)
    assert len(files(folder, "broken")) == 1


def test_an_unacknowledged_message_waits_when_its_consumer_closes(folder, queue):
    queue.put({"id": "kept"})
    with connect(folder) as connection:
        connection.SimpleQueue(NAME).get(timeout=5)
    assert take(queue) == "kept"


def test_a_rejected_message_is_gone(folder, queue):
    queue.put({"id": "unwanted"})
    queue.get(timeout=5).reject()
    assert not files(folder, ".")


def test_no_ack_needs_no_acknowledgement(folder):
    with connect(folder) as connection, connection.SimpleQueue(NAME, no_ack=True) as queue:
        queue.put({"id": "once"})
        assert queue.get(timeout=5).payload == {"id": "once"}
        assert not files(folder, ".")


def test_queues_with_like_names_are_kept_apart(folder):
    with connect(folder) as connection:
        connection.SimpleQueue(f"other.{NAME}").put({"id": "theirs"})
        queue = connection.SimpleQueue(NAME)
        with pytest.raises(Empty):
            queue.get(timeout=0.1)
        assert queue.qsize() == 0
        assert connection.SimpleQueue(f"other.{NAME}").clear() == 1


def test_four_thousand_waiting_messages_are_read_quickly(queue):
    for number in range(4000):
        queue.put({"id": number})
    start = time.monotonic()
    for number in range(4000):
        assert take(queue) == number
    # A folder listed anew for every message would take minutes; this takes about a second.
    assert time.monotonic() - start < 30
