"""Jobs that failed on every attempt, and running one again."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.errors import NotFound, RuleBroken
from manumit.platform.audit.chain import record
from manumit.platform.jobs.models import DeadLetter
from manumit.platform.jobs.registry import replay
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest

_SHOWN = 100


@page("jobs.read_dead_letters")
def dead_letters(request: PageRequest) -> HttpResponse:
    """List what failed for good, what was not yet run again first. Arguments are identifiers and are not shown."""
    waiting = DeadLetter.objects.filter(replayed_at__isnull=True).order_by("at")
    done = DeadLetter.objects.filter(replayed_at__isnull=False).order_by("-replayed_at")
    context = {
        "title": _("Failed jobs"),
        "letters": waiting[:_SHOWN],
        "total": waiting.count(),
        "replayed": done[:_SHOWN],
    }
    return render(request, "site/dead_letters.html", context)


@page("jobs.replay")
def replay_letter(request: PageRequest, letter_id: UUID) -> HttpResponse:
    """Queue a failed job again, by POST."""
    if request.method == "POST":
        _replay(request, letter_id)
        messages.success(request, _("The job was queued again."))
    return HttpResponseRedirect(reverse("jobs:dead_letters"))


@transaction.atomic
def _replay(request: PageRequest, letter_id: UUID) -> None:
    letter = DeadLetter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("There is no such failed job.")
    if letter.replayed_at is not None:
        raise RuleBroken("This job was queued again already.")
    replay(letter, at=request.at)
    record(
        by=request.actor,
        at=request.at,
        action="jobs.replay",
        record=("dead_letter", letter_id),
        detail={"job": letter.job},
    )
