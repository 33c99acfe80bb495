"""Beat's schedule: the settings propose it, and whoever may use the admin changes it there."""

import json

from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler


class Scheduler(DatabaseScheduler):
    """Adds what is new in the settings and leaves what is there as an administrator set it.

    Its parent writes the settings over the table at every start. When something is done, and
    whether, is an administrator's; what is done under a name is the program's.
    """

    def update_from_dict(self, mapping):
        known = {task.name: task for task in PeriodicTask.objects.filter(name__in=mapping)}
        for name, task in known.items():
            done = {
                "task": mapping[name]["task"],
                "args": json.dumps(mapping[name].get("args", [])),
            }
            if done != {"task": task.task, "args": task.args}:
                PeriodicTask.objects.filter(pk=task.pk).update(**done)
        super().update_from_dict({name: mapping[name] for name in mapping if name not in known})
