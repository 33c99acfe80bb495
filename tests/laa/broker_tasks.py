"""A task for a real worker in a test; loaded with `celery worker --include`."""

import time

from celery import shared_task


@shared_task(name="tests.note")
def note(path: str, text: str):
    """Takes a moment, then adds a line to a file: one short append is never torn."""
    time.sleep(0.1)
    with open(path, "a") as file:
        file.write(f"{text}\n")
