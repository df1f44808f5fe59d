"""The database refuses to change or delete what was decided, done, counted and paid."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial")]
    operations = [
        *refuse("operations_taskingdecision", of=("id", "request_id", "move", "decided_by", "decided_at")),
        *refuse("operations_stagechange", of=("id", "operation_id", "stage", "at", "by_user")),
        *refuse(
            "operations_result",
            of=(
                "id", "operation_id", "kind", "on", "counted_key", "amount_pence", "level", "supersedes_id",
                "withdrawn", "recorded_by", "recorded_at",
            ),
        ),
        *refuse("operations_resultshare"),
        *refuse("operations_panelassessment", of=("id", "result_id", "level", "assessed_by", "assessed_at")),
        *refuse(
            "operations_assetentry",
            of=(
                "id", "operation_id", "stage", "basis", "debit", "credit", "amount_pence", "on", "reverses_id",
                "recorded_by", "recorded_at",
            ),
        ),
        *refuse(
            "operations_nonpunishmentnotice",
            of=("id", "operation_id", "organisation_id", "outcome", "given_by", "given_at"),
        ),
        *refuse("operations_taskingrequest", of=("id", "organisation_id", "restricted", "requested_by", "requested_at")),
        *refuse("operations_operation", of=("id", "request_id", "restricted", "registered_by", "registered_at")),
    ]
