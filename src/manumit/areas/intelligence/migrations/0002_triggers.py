from django.db import migrations

from manumit.platform.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("intelligence", "0001_initial")]

    operations = [
        *refuse("intelligence_debrief", of=("id", "subject_pseudonym", "kind", "interviewer_id", "started_at")),
        *refuse("intelligence_claim", of=("id", "debrief_id", "number", "question", "status", "by_user", "at")),
        *refuse("intelligence_debriefconsent"),
        *refuse("intelligence_intelligencereport", of=("id", "author_id", "organisation_id", "created_at", "debrief_id")),
        *refuse("intelligence_sanitisedtext", of=("id", "report_id", "number", "by_user", "at")),
        *refuse("intelligence_reportstep", of=("id", "report_id", "move", "by_user", "at")),
        *refuse("intelligence_entity"),
        *refuse("intelligence_mention", of=("id", "entity_id", "report_id", "category", "by_user", "at")),
        *refuse("intelligence_entitylink"),
        *refuse("intelligence_group", of=("id", "by_user", "created_at")),
        *refuse("intelligence_groupevidence"),
        *refuse("intelligence_groupmember"),
        *refuse("intelligence_groupscore", of=("id", "group_id", "low", "mid", "high", "by_user", "at")),
        *refuse(
            "intelligence_dissemination",
            of=("id", "report_id", "group_id", "sanitised_id", "recipient_id", "proposed_by", "proposed_at"),
        ),
        *refuse("intelligence_disseminationstep", of=("id", "dissemination_id", "move", "outcome", "by_user", "at")),
    ]
