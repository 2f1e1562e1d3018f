from django.db import migrations


class Migration(migrations.Migration):
    """After the copying, and in a transaction of its own: PostgreSQL alters no table whose rows were just changed."""

    dependencies = [("room_block", "0002_readings")]

    operations = [
        migrations.RemoveField(model_name="letter", name="sealed"),
        migrations.RemoveField(model_name="letter", name="first_by"),
        migrations.RemoveField(model_name="letter", name="second_by"),
        migrations.RemoveField(model_name="letter", name="differs"),
    ]
