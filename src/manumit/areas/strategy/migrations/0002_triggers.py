"""Reports, readings and papers are written once; an action is never deleted."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    """Refuse any change of what was reported, read or sent, and deletes of actions."""

    dependencies = [("strategy", "0001_initial")]

    operations = [
        *refuse("strategy_action", update=False),
        *refuse("strategy_progressreport"),
        *refuse("strategy_evidencereading"),
        *refuse("strategy_ministerialpaper"),
    ]
