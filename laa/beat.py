"""Beat's schedule: the settings propose it, and whoever may use the admin changes it there."""

from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler


class Scheduler(DatabaseScheduler):
    """Adds what is new in the settings and leaves what is there as an administrator set it.

    Its parent writes the settings over the table at every start.
    """

    def update_from_dict(self, mapping):
        known = set(PeriodicTask.objects.values_list("name", flat=True))
        super().update_from_dict({name: mapping[name] for name in mapping if name not in known})
