"""Pages of the first responder: they name the field in error and keep what was typed."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from manumit.areas.referrals import api
from manumit.areas.referrals.models import Notification, Referral
from tests.areas.referrals.conftest import ADULT, CHILD, Desk

MOST_QUERIES = 15


def url(name, **kwargs):
    return reverse(f"referrals:{name}", kwargs=kwargs)


@pytest.fixture
def desk(people):
    return Desk(people, at=timezone.now())


def text_of(response):
    return response.content.decode()


def browser(desk, role, name="", **home):
    desk.responder()  # the police are a first responder
    if role == "first_responder":
        home.setdefault("organisation", desk.people.organisation("police", "The police"))
    return desk.people.client(role, name, **home)


def typed(version=1, **changes):
    return {
        "version": version,
        "age_band": "adult",
        "nation": "england",
        "account": "She told me.",
        "given_names": "Ann",
        **changes,
    }


def test_a_referral_from_the_first_question_to_the_reference(desk):
    client = browser(desk, "first_responder")
    started = client.post(url("start"), {"age_band": "adult"})
    draft = Referral.objects.get()
    assert started["Location"] == url("draft", referral_id=draft.pk)
    assert client.get(started["Location"]).status_code == 200
    page = client.post(
        started["Location"], typed(signs_general=["debt"], reason_debt="She owes money", exploitation=["labour"])
    )
    assert page["Location"] == url("send", referral_id=draft.pk)
    assert "Informed consent" in text_of(client.get(page["Location"]))
    sent = client.post(page["Location"], {"consent": "given", "language_explained": "vi"}, follow=True)
    draft.refresh_from_db()
    assert draft.state == "rg_pending"
    assert draft.reference in text_of(sent)
    assert "She owes money" in text_of(sent)


def test_the_first_question_must_be_answered(desk):
    response = browser(desk, "first_responder").post(url("start"), {})
    assert response.status_code == 422
    assert "Is the person under 18?" in text_of(response)
    assert 'href="#id_age_band' in text_of(response)
    assert not Referral.objects.exists()


def test_an_error_names_its_field_and_keeps_what_was_typed(desk):
    made = desk.draft()
    client = browser(desk, "first_responder")
    wrong = typed(
        **{"account": "A long story that must not be lost", "birth-day": "31", "birth-month": "2", "birth-year": "1999"}
    )
    response = client.post(url("draft", referral_id=made), wrong)
    page = text_of(response)
    assert response.status_code == 422
    assert "Date of birth must be a real date" in page
    assert "A long story that must not be lost" in page
    assert Referral.objects.get(pk=made).account == ADULT.account


def test_an_indicator_without_a_reason_is_asked_about(desk):
    made = desk.draft()
    response = browser(desk, "first_responder").post(url("draft", referral_id=made), typed(signs_general=["debt"]))
    assert response.status_code == 422
    assert "Say what you saw or heard" in text_of(response)


def test_a_draft_can_be_left_and_found_again(desk):
    made = desk.draft()
    client = browser(desk, "first_responder")
    kept = client.post(url("draft", referral_id=made), typed(account="Half a story", _save_draft="1"))
    assert "Half a story" in text_of(client.get(kept["Location"]))
    assert Referral.objects.get(pk=made).account == ADULT.account


def test_two_who_edit_at_once_are_shown_both_versions(desk):
    made = desk.draft()
    first, second = browser(desk, "first_responder"), browser(desk, "first_responder", "a colleague")
    first.post(url("draft", referral_id=made), typed(surname="Northover"))
    response = second.post(url("draft", referral_id=made), typed(surname="Southgate"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Northover" in page
    assert "Southgate" in page
    assert "a first_responder" in page
    again = second.post(url("draft", referral_id=made), typed(version=2, surname="Southgate"))
    assert again.status_code == 302
    assert Referral.objects.select_related("person").get(pk=made).person.surname == "Southgate"


def test_a_child_is_sent_without_consent_and_only_with_the_local_authority(desk):
    made = desk.draft(replace(CHILD, local_authority_contact=""))
    client = browser(desk, "first_responder")
    page = client.get(url("send", referral_id=made))
    assert "Informed consent" not in text_of(page)
    blocked = client.post(url("send", referral_id=made), {"safeguarded": "on"})
    assert blocked.status_code == 422
    assert "Contact the local authority" in text_of(blocked)
    client.post(url("draft", referral_id=made), typed(age_band="child", local_authority_contact="Duty desk"))
    assert client.post(url("send", referral_id=made), {"safeguarded": "on"}).status_code == 302
    assert Referral.objects.get(pk=made).state == "rg_pending"


def test_consent_asks_for_the_language(desk):
    made = desk.draft(replace(ADULT, language_explained=""))
    response = browser(desk, "first_responder").post(url("send", referral_id=made), {"consent": "given"})
    assert response.status_code == 422
    assert "Say in which language it was explained" in text_of(response)


def test_a_refusal_ends_in_a_confirmation_without_identity(desk):
    made = desk.draft()
    response = browser(desk, "first_responder").post(url("send", referral_id=made), {"consent": "refused"}, follow=True)
    page = text_of(response)
    assert Notification.objects.get().reference in page
    assert "Sunniva" not in page
    assert "Quillfeather" not in page
    assert "Notified without identity" in page


def test_evidence_is_kept_and_given_back_as_a_file(desk):
    made = desk.sent()
    client = browser(desk, "first_responder")
    file = SimpleUploadedFile("note.txt", b"what she wrote")
    assert client.post(url("evidence", referral_id=made), {"file": file}).status_code == 302
    seen = api.open_referral(by=desk.responder(), at=desk.at, referral_id=made)
    got = client.get(url("evidence_file", referral_id=made, file_id=seen.files[0].id))
    assert got.content == b"what she wrote"
    assert got["Content-Disposition"].startswith("attachment")
    stranger = browser(desk, "first_responder", "a stranger", organisation=desk.people.organisation("ngo", "Another"))
    assert stranger.get(url("evidence_file", referral_id=made, file_id=seen.files[0].id)).status_code == 404


def test_a_program_is_not_taken_as_evidence(desk):
    made = desk.sent()
    response = browser(desk, "first_responder").post(
        url("evidence", referral_id=made), {"file": SimpleUploadedFile("a.exe", b"MZ")}
    )
    assert response.status_code == 422
    assert "not of a type" in text_of(response)


def test_something_told_later_is_added(desk):
    made = desk.sent()
    client = browser(desk, "first_responder")
    assert client.post(url("account", referral_id=made), {"text": ""}).status_code == 422
    assert client.post(url("account", referral_id=made), {"text": "There was a second house."}).status_code == 302
    assert "There was a second house." in text_of(client.get(url("referral", referral_id=made)))
