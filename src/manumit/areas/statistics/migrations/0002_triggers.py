"""A vintage never changes, and what a release shows is fixed when it is proposed."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    """Refuse any change of a vintage, and of what was proposed."""

    dependencies = [("statistics", "0001_initial")]

    operations = [
        *refuse("statistics_statisticaltable"),
        *refuse("statistics_release", of=("table_id", "shown", "proposed_by", "proposed_at")),
    ]
