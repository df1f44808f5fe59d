"""The database refuses to change or delete a link of the audit chain."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [*refuse("audit_auditentry")]
