"""Letters: to the first responder without the minute, to whoever speaks for the person with it where it is negative.

A child is never written to; the letter goes to the local authority (reference on referrals, section 2, row on letters).
"""

from datetime import datetime

from django.utils.translation import gettext as _

from manumit.areas.referrals.models import Decision, Letter, Referral
from manumit.areas.referrals.rules import CHILD_BANDS, LETTERS


def write_decision_letters(decision: Decision, referral: Referral, *, at: datetime, template: str) -> None:
    """Write the letters of a released decision."""
    minute = decision.reasons if decision.outcome == "negative" else ""
    _write(referral, template, "first_responder", at=at, decision=decision)
    if referral.age_band in CHILD_BANDS:
        _write(referral, template, "local_authority", at=at, decision=decision, minute=minute)
    else:
        _write(referral, template, "support_provider", at=at, decision=decision, minute=minute)


def write_notices(referral: Referral, template: str, *, at: datetime) -> None:
    """Write to everybody who must know that a case is suspended or withdrawn."""
    for addressee in ("first_responder", "support_provider", "local_authority"):
        if addressee != "local_authority" or referral.local_authority_contact.strip():
            _write(referral, template, addressee, at=at)
    if template == "suspended":
        _write(referral, template, "police", at=at)


def _write(
    referral: Referral,
    template: str,
    addressee: str,
    *,
    at: datetime,
    decision: Decision | None = None,
    minute: str = "",
) -> None:
    organisation_id = {
        "first_responder": referral.organisation_id,
        "local_authority": referral.local_authority_id if referral.age_band in CHILD_BANDS else None,
    }.get(addressee)
    Letter.objects.create(
        referral=referral,
        decision=decision,
        template=template,
        addressee=addressee,
        organisation_id=organisation_id,
        body=_body(referral, template, minute),
        at=at,
    )


def _body(referral: Referral, template: str, minute: str) -> str:
    lines = [
        _("This is about the person whom you know under the reference %(reference)s (%(pseudonym)s).")
        % {"reference": referral.reference, "pseudonym": referral.person.pseudonym},
        _("%(what)s.") % {"what": _(LETTERS[template])},
    ]
    if template == "rg_positive" and referral.recovery_ends:
        lines.append(
            _("The recovery period lasts at least until %(day)s. Until it is over the person is not to be removed.")
            % {"day": referral.recovery_ends.isoformat()}
        )
    if minute:
        lines += [_("The reasons for the decision:"), minute]
    lines.append(_("Give this letter only to the person, or to whoever speaks for the person, where it is safe."))
    return "\n\n".join(lines)
