"""What may never go: messages, hits, their reasons, outcomes, and changes of the list."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    """Refuse deletes, and updates of what is written once; sealed columns stay open to key rotation."""

    dependencies = [("border", "0001_initial")]

    operations = [
        *refuse("border_message", of=("sha256", "received_at", "size", "stored_on")),
        *refuse("border_hit", of=("traveller_id", "raised_at")),
        *refuse("border_hitreason", of=("hit_id", "kind", "entry_id", "indicator_id", "score", "added_at")),
        *refuse("border_outcome", of=("hit_id", "kind", "recorded_by", "recorded_at")),
        *refuse("border_listchange"),
        *refuse("border_watchlistentry", update=False),
        *refuse("border_indicatorrecord", update=False),
    ]
