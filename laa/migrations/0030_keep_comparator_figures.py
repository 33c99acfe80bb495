import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('laa', '0029_choose_how_many_periods_are_running'),
    ]

    operations = [
        migrations.AddField(
            model_name='figureload',
            name='kind',
            field=models.CharField(choices=[('history', 'Past figures'), ('comparators', 'Comparator figures')], default='history', max_length=12),
        ),
        migrations.AddField(
            model_name='indicator',
            name='why_it_matters',
            field=models.TextField(blank=True, help_text='What it changes for whom.'),
        ),
        migrations.CreateModel(
            name='Comparator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=80)),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('area', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('england', 'England'), ('region', 'Region'), ('neighbour', 'Statistical neighbour')], max_length=10)),
                ('state', models.CharField(choices=[('measured', 'Measured'), ('estimated', 'Estimated'), ('provisional', 'Provisional'), ('final', 'Final'), ('revised', 'Revised'), ('loaded', 'Loaded history'), ('forecast', 'Forecast'), ('not_due', 'Not due yet'), ('awaiting_source', 'Awaiting the source'), ('not_collected', 'Not collected'), ('not_known', 'Not known'), ('suppressed', 'Suppressed'), ('not_applicable', 'Not applicable'), ('discontinued', 'Discontinued')], default='loaded', max_length=20)),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=15, null=True)),
                ('source', models.CharField(help_text='Who published it, and under what name.', max_length=300)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='laa.partnership')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comparators', to='laa.strand')),
            ],
            options={
                'ordering': ['strand', 'period_start', 'kind', 'area'],
                'constraints': [models.UniqueConstraint(fields=('strand', 'period', 'area'), name='laa_comparator_once', violation_error_message='That area has a figure for the period already.')],
            },
        ),
    ]
