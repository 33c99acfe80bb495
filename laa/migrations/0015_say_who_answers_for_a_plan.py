import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No plan can have been made yet: the table is new."""

    dependencies = [("laa", "0014_open_one_flag_a_subject")]

    operations = [
        migrations.AddField(
            model_name="actionplan",
            name="partner",
            field=models.ForeignKey(
                help_text="The one that answers for it, and whose people keep it up.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="action_plans",
                to="laa.partner",
            ),
        ),
    ]
