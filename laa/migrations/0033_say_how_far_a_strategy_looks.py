from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('laa', '0032_publish_reports'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='strategy_years',
            field=models.PositiveSmallIntegerField(blank=True, help_text="How many years the strategy looks forward from the agreement's start.", null=True),
        ),
    ]
