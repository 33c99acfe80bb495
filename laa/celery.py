"""The Celery application. A message is only a wake-up: the work to do stands in the database."""

import os
import threading
import time
from pathlib import Path

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laa.settings")

app = Celery("laa")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.worker_ready.connect
def say_worker_ready(**kwargs):
    say_ready("worker")


@signals.beat_init.connect
def say_beat_ready(**kwargs):
    say_ready("beat")


def say_ready(name: str):
    """Tells start.py, by a file that names this process, that it is truly up."""
    from django.conf import settings

    path = Path(settings.VAR_DIR, "run", f"{name}.ready")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(os.getpid()))


@signals.worker_process_init.connect
def end_with_the_worker(**kwargs):
    """A pool process whose worker was killed would finish work that is then done again."""
    threading.Thread(target=watch_for_an_end_of, args=[os.getppid()], daemon=True).start()


def watch_for_an_end_of(parent: int):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
