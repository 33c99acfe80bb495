import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('laa', '0030_keep_comparator_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='risk',
            name='closed_because',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='risk',
            name='impact_after',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)]),
        ),
        migrations.AddField(
            model_name='risk',
            name='likelihood_after',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)]),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('impact_after__isnull', True), ('likelihood_after__isnull', True)), models.Q(('impact_after__range', (1, 5)), ('likelihood_after__range', (1, 5))), _connector='OR'), name='laa_risk_after_from_1_to_5', violation_error_message='Give both likelihood and impact after what is done, from 1 to 5, or neither.'),
        ),
    ]
