"""The database refuses to delete a report, and to change what was received or decided."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("prevention", "0001_initial")]
    operations = [
        *refuse(
            "prevention_publicreport",
            of=(
                "id",
                "reference",
                "kind",
                "channel",
                "received_at",
                "language",
                "danger_now",
                "urgency",
                "read_by",
                "code_digest",
            ),
        ),
        *refuse("prevention_triageoutcome", of=("id", "report_id", "outcome", "at", "by", "led_to_kind", "led_to_id")),
    ]
