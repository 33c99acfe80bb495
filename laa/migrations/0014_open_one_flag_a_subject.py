from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("laa", "0013_name_the_subject_of_flags")]

    operations = [
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                fields=["partnership", "subject", "reason"],
                condition=models.Q(closed_at__isnull=True),
                name="laa_flag_one_open",
            ),
        ),
    ]
