"""The database refuses to change or delete what was decided and what was paid."""

from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial")]
    operations = [
        *refuse("care_tariff"),
        *refuse("care_fundingline"),
        *refuse(
            "care_supportconsent",
            of=("id", "episode_id", "purpose", "recipient_class", "decision", "at", "explained_by", "language"),
        ),
        *refuse("care_incident", of=("id", "episode_id", "kind", "happened_at", "recorded_at", "recorded_by")),
        *refuse("care_placement", of=("id", "episode_id", "place_id", "starts", "recorded_at", "recorded_by")),
        *refuse("care_supportepisode", of=("id", "referral_id", "pseudonym", "opened_at")),
        *refuse("care_offer", of=("id", "episode_id", "place_id", "offered_at", "offered_by")),
    ]
