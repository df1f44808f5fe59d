"""An entry is never deleted, and what it once said is never rewritten."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    """Refuse deletes of entries, and any change of their history."""

    dependencies = [("library", "0001_initial")]

    operations = [*refuse("library_guidanceitem", update=False), *refuse("library_guidancestate")]
