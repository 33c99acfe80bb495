"""The embedded message broker: messages are files in a folder, so nothing has to be installed.

A message's file is never seen half-written, is taken by one consumer only, and stays on disk
until the work is acknowledged: a consumer killed in the middle loses nothing. It costs two
renames a message, which is why this is for one machine; Redis and RabbitMQ are for more.

    writing/  being written          ready/   waiting for a consumer
    taken/N/  consumer N is on it    broken/  unreadable, kept for a person to look at

docs/decisions/broker.md says why kombu's own filesystem transport was not enough.
"""

import contextlib
import fcntl
import json
import logging
import os
import time
import uuid
from collections import deque
from pathlib import Path
from queue import Empty

from kombu.transport import virtual

logger = logging.getLogger(__name__)

# A message whose consumer died this often is set aside: it may be what kills them.
MAX_DELIVERIES = 5
# How often a living consumer looks for messages that a dead one held, in seconds.
LOOK_FOR_THE_DEAD_EVERY = 5
# A file being written for longer than this will not be finished, in seconds.
UNFINISHED_FOR = 3600


class QoS(virtual.QoS):
    """Tells the channel when a message is done with; kombu keeps that in memory only."""

    def ack(self, delivery_tag):
        self.channel.discard(delivery_tag)
        super().ack(delivery_tag)

    def reject(self, delivery_tag, requeue=False):
        super().reject(delivery_tag, requeue=requeue)
        self.channel.discard(delivery_tag)


class Channel(virtual.Channel):
    """Reads and writes the folder named by the transport option `folder`."""

    QoS = QoS
    # Without fan-out Celery starts no remote control and no gossip, whose replies nobody reads
    # would fill the folder.
    supports_fanout = False

    def __init__(self, connection, **kwargs):
        super().__init__(connection, **kwargs)
        self.folder = Path(connection.client.transport_options["folder"])
        for name in ("writing", "ready", "taken", "broken"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self._listed = {}
        self._paths = {}
        self._claim = None
        self._looked_at = 0.0

    def close(self):
        super().close()
        if self._claim:
            self._claim.release()
            self._claim = None

    # Writing

    def _put(self, queue, message, **kwargs):
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}_0.{queue}.msg"
        path = self.folder / "writing" / name
        path.write_text(json.dumps(message))
        path.rename(self.folder / "ready" / name)

    # Reading

    def _get(self, queue):
        self._look_for_the_dead()
        while name := self._next_name(queue):
            path = self._take(name)
            if path is None:
                continue
            try:
                message = json.loads(path.read_text())
                tag = self.Message(message, channel=self).delivery_tag
            # Whatever is wrong with one file, the consumer goes on to the next.
            except Exception as error:
                self._set_aside(path, f"it cannot be read: {error}")
                continue
            self._paths[tag] = path
            return message
        raise Empty

    def _next_name(self, queue):
        """The oldest message's name; the folder is listed again when the last list is used up."""
        listed = self._listed.setdefault(queue, deque())
        if not listed:
            listed.extend(sorted(self._names(queue)))
        return listed.popleft() if listed else None

    def _names(self, queue):
        ending = f"{queue}.msg"
        names = os.listdir(self.folder / "ready")
        return [name for name in names if name.partition(".")[2] == ending]

    def _take(self, name):
        """The path of the message once it is ours, or None: another consumer was quicker."""
        if self._claim is None:
            self._sweep_writing()
            self._claim = Claim(self.folder / "taken" / f"{os.getpid()}-{uuid.uuid4().hex}")
        try:
            return (self.folder / "ready" / name).rename(self._claim.folder / name)
        except FileNotFoundError:
            return None

    def _sweep_writing(self):
        """Removes what a process left that was killed while it wrote."""
        for path in (self.folder / "writing").iterdir():
            with contextlib.suppress(OSError):
                if path.is_file() and time.time() - path.stat().st_mtime > UNFINISHED_FOR:
                    path.unlink()

    # Afterwards

    def discard(self, delivery_tag):
        """The message is done with."""
        path = self._paths.pop(delivery_tag, None)
        if path:
            path.unlink(missing_ok=True)

    def _restore(self, message):
        """The worker stops in good order: the message waits for the next one."""
        path = self._paths.pop(message.delivery_tag, None)
        if path:
            self._make_ready(path, path.name)

    def _restore_at_beginning(self, message):
        """The process that did the work died, or asked for the message to come again."""
        path = self._paths.pop(message.delivery_tag, None)
        if path:
            self._deliver_again(path)

    def _look_for_the_dead(self):
        """Makes ready what consumers held that ended without a word."""
        if time.monotonic() - self._looked_at < LOOK_FOR_THE_DEAD_EVERY:
            return
        self._looked_at = time.monotonic()
        for folder in (self.folder / "taken").iterdir():
            claim = Claim.of_a_dead_consumer(folder)
            if claim:
                for path in sorted(folder.glob("*.msg")):
                    self._deliver_again(path)
                claim.release()

    def _deliver_again(self, path):
        beginning, _, queue = path.name.partition(".")
        identity, _, deliveries = beginning.rpartition("_")
        if not deliveries.isdigit():
            # Somebody else put the file there, under a name without a count.
            identity, deliveries = beginning, 0
        count = int(deliveries) + 1
        if count >= MAX_DELIVERIES:
            self._set_aside(path, f"its consumer died {count} times")
        else:
            self._make_ready(path, f"{identity}_{count}.{queue}")

    def _make_ready(self, path, name):
        with contextlib.suppress(FileNotFoundError):
            path.rename(self.folder / "ready" / name)

    def _set_aside(self, path, reason):
        logger.error("Message %s was moved to the folder broken: %s", path.name, reason)
        with contextlib.suppress(FileNotFoundError):
            path.rename(self.folder / "broken" / path.name)

    # The rest of what kombu asks of a channel

    def _size(self, queue):
        return len(self._names(queue))

    def _purge(self, queue):
        count = 0
        for name in self._names(queue):
            with contextlib.suppress(FileNotFoundError):
                (self.folder / "ready" / name).unlink()
                count += 1
        return count

    def basic_consume(self, queue, no_ack, callback, consumer_tag, **kwargs):
        def acknowledged(message):
            self.basic_ack(message.delivery_tag)
            return callback(message)

        final = acknowledged if no_ack else callback
        super().basic_consume(queue, False, final, consumer_tag, **kwargs)

    def basic_get(self, queue, no_ack=False, **kwargs):
        message = super().basic_get(queue, **kwargs)
        if message and no_ack:
            self.basic_ack(message.delivery_tag)
        return message


class Claim:
    """One consumer's folder of taken messages, locked for as long as its process lives.

    The lock goes with the process however that ends, so what is not locked has no owner.
    """

    LOCK = "consumer.lock"

    def __init__(self, folder):
        self.folder = folder
        # Made under another name: nobody may find it before it is locked.
        nascent = folder.parent.parent / "writing" / folder.name
        nascent.mkdir()
        self._lock = os.open(nascent / self.LOCK, os.O_RDWR | os.O_CREAT)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        nascent.rename(folder)

    @classmethod
    def of_a_dead_consumer(cls, folder):
        """The claim on a folder whose owner is gone, or None."""
        try:
            lock = os.open(folder / cls.LOCK, os.O_RDWR)
        except OSError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            return None
        claim = cls.__new__(cls)
        claim.folder, claim._lock = folder, lock
        return claim

    def release(self):
        """Removes the folder; what it still holds stays, unlocked, for the next consumer."""
        with contextlib.suppress(OSError):
            if not any(self.folder.glob("*.msg")):
                (self.folder / self.LOCK).unlink()
                self.folder.rmdir()
        os.close(self._lock)


class Transport(virtual.Transport):
    """What CELERY_BROKER_TRANSPORT names."""

    Channel = Channel
    driver_type = driver_name = "embedded"
    polling_interval = 0.1
    # A folder has no host; without this kombu warns that it took "localhost" for one.
    default_connection_params = {}

    def driver_version(self):
        return "1"
