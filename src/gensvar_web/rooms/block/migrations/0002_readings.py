from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def readings_of_letters(apps: Any, schema_editor: Any) -> None:
    """What the first reader read becomes a reading; of the second only who it was is known."""
    letters, readings = (apps.get_model("room_block", name).objects for name in ("Letter", "Reading"))
    for one in letters.all():
        readers = [(one.first_by, one.sealed)]
        if one.second_by_id and one.done_at:
            readers.append((one.second_by, ""))
        for reader, sealed in readers:
            readings.create(letter=one, by=reader, deed=one.deed, sealed=sealed, read_at=one.first_at)
    letters.filter(done_at=None).update(deed="")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("room_block", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "deed",
                    models.CharField(choices=[("add", "Spärra numret"), ("withdraw", "Häva spärren")], max_length=10),
                ),
                (
                    "sealed",
                    models.TextField(blank=True, help_text="the number, encrypted, until the letter is done"),
                ),
                ("read_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="room_block.letter"
                    ),
                ),
            ],
            options={"ordering": ["read_at", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("letter", "by"), name="block_one_reading"),
        ),
        migrations.AlterField(
            model_name="letter",
            name="deed",
            field=models.CharField(
                blank=True,
                choices=[("add", "Spärra numret"), ("withdraw", "Häva spärren")],
                default="",
                help_text="once it is done",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="sealed",
            field=models.TextField(
                blank=True, default="", help_text="the number, encrypted, until the code is confirmed"
            ),
        ),
        migrations.AlterField(
            model_name="request",
            name="way",
            field=models.CharField(
                choices=[
                    ("sms", "Skicka ett sms med en kod (mobilnummer)"),
                    ("voice", "Ring upp numret och läs en kod (mobil eller fast)"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(readings_of_letters, migrations.RunPython.noop),
    ]
