from django.db import migrations


def name_subjects(apps, schema_editor):
    """Every flag so far is about a promise and a strand."""
    flags = apps.get_model("laa", "Flag").objects.select_related(
        "commitment__agreement", "commitment__indicator", "strand"
    )
    for flag in flags.filter(subject="").iterator(chunk_size=500):
        commitment = flag.commitment
        flag.subject = (
            f"commitment:{commitment.agreement.slug}:{commitment.indicator.slug}:{flag.strand.key}"
        )
        flag.save(update_fields=["subject"])


class Migration(migrations.Migration):
    dependencies = [("laa", "0012_keep_plans_flags_and_deliveries")]

    operations = [migrations.RunPython(name_subjects, migrations.RunPython.noop)]
