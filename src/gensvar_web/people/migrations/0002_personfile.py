import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PersonFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Pågår"), ("done", "Klart"), ("failed", "Misslyckades")],
                        default="running",
                        max_length=10,
                    ),
                ),
                (
                    "run",
                    models.CharField(
                        help_text="changes each time: a run that was given up cannot overwrite", max_length=32
                    ),
                ),
                ("share", models.FloatField(default=0.0)),
                ("path", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name_plural": "person files"},
        ),
    ]
