"""The database refuses to change or delete a published event."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [*refuse("events_eventrecord")]
