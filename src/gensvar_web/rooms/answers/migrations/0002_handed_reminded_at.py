from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("room_answers", "0001_initial")]

    operations = [
        migrations.AddField("handed", "reminded_at", models.DateTimeField(blank=True, null=True)),
    ]
