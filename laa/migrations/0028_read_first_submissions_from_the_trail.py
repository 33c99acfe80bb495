"""When each line was handed in first, as the trail of its steps tells it."""

from django.db import migrations

STEPS = ("line.submit", "line.withdraw")


def read_first_submissions(apps, schema_editor):
    ReturnLine = apps.get_model("laa", "ReturnLine")
    first = _first_submissions(apps.get_model("laa", "AuditEvent"))
    for line in ReturnLine.objects.iterator():
        moment = first.get(line.uuid, line.submitted_at)
        if moment:
            ReturnLine.objects.filter(pk=line.pk).update(first_submitted_at=moment)


def _first_submissions(events):
    """By line; None where the only submission was taken back before anybody certified it."""
    first, last = {}, {}
    found = events.objects.filter(action__in=STEPS, subject_uuid__isnull=False).order_by("pk")
    for uuid, action, at in found.values_list("subject_uuid", "action", "at").iterator():
        if action == "line.submit":
            last[uuid] = at
            first[uuid] = first.get(uuid) or at
        elif first.get(uuid) == last.get(uuid):
            first[uuid] = None
    return first


class Migration(migrations.Migration):
    dependencies = [
        ("laa", "0027_say_when_each_line_was_handed_in_first"),
    ]

    operations = [migrations.RunPython(read_first_submissions, migrations.RunPython.noop)]
