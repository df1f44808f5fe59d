"""A positive first decision opens support; nothing else does."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from manumit.areas.care.api import reactions
from manumit.areas.care.models import SupportEpisode
from manumit.areas.referrals.api import DecisionReleased
from manumit.platform.events.bus import publish
from manumit.platform.thread.links import Ref, thread_of
from tests.support import AT, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(monkeypatch):
    def act(*, stage="reasonable_grounds", outcome="positive", times=1, **facts):
        referral, decision = uuid4(), uuid4()
        given = {
            "referral_id": referral,
            "pseudonym": "Curlew-7",
            "age_band": "adult",
            "sex": "F",
            "region": "TLI",
            "languages": ("ro",),
            "dependants": 1,
            "wants_support": True,
            "recovery_ends": date(2027, 1, 5),
            **facts,
        }
        monkeypatch.setattr(reactions, "support_facts", lambda asked: SimpleNamespace(**given))
        event = DecisionReleased(referral_id=str(referral), decision_id=str(decision), stage=stage, outcome=outcome)
        for _ in range(times):
            publish(event, by=SYSTEM, at=AT)
        return decision

    return act


def test_a_positive_first_decision_opens_support_once(release, people):
    release(times=2)
    episode = SupportEpisode.objects.get()
    assert (episode.pseudonym, episode.state, episode.dependants) == ("Curlew-7", "awaiting_offer", 1)
    assert episode.recovery_ends == date(2027, 1, 5)
    here = thread_of(people.actor("prime_contractor"), Ref("support_episode", episode.pk))
    assert here.before == ()  # the decision itself stays behind the wall


@pytest.mark.parametrize(
    "facts",
    [
        {"outcome": "negative"},
        {"stage": "conclusive_grounds"},
        {"wants_support": False},
        {"age_band": "child"},
        {"age_band": "unsure"},
    ],
)
def test_nothing_else_opens_support(release, facts):
    release(**facts)
    assert not SupportEpisode.objects.exists()


def test_who_was_not_asked_yet_is_opened_so_that_somebody_asks(release):
    release(wants_support=None)
    assert SupportEpisode.objects.count() == 1
