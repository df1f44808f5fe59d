"""The golden thread as one journey, in a real browser: from a carrier's list to a published figure and a new indicator."""

import pytest

from tests.browser.steps.border import BorderSteps
from tests.browser.steps.figures import FigureSteps
from tests.browser.steps.network import NetworkSteps
from tests.browser.steps.person import PersonSteps


class Journey(BorderSteps, PersonSteps, NetworkSteps, FigureSteps):
    """Everything that the journey's people do, and what they see of one another."""


@pytest.fixture
def journey(server, new_page, sign_in, axe):
    return Journey(server=server, new_page=new_page, sign_in=sign_in, axe=axe)


def test_one_person_is_found_helped_heard_and_counted(journey):
    journey.given_a_carrier_with_a_token()
    journey.when_the_carrier_sends_its_passenger_list()
    journey.then_the_carrier_sees_its_message_and_no_hit()
    journey.then_the_hub_shows_the_hit_by_time_to_arrival()
    journey.when_the_officer_records_in_two_taps_that_she_may_be_a_victim()
    journey.then_a_referral_opens_with_the_facts_carried_over()
    journey.when_the_first_responder_completes_it_with_informed_consent()
    journey.when_a_caseworker_proposes_reasonable_grounds()
    journey.then_nothing_follows_before_a_second_person_agrees()
    journey.when_a_reviewer_agrees()
    journey.then_recovery_runs_for_forty_five_days()
    journey.when_immigration_asks_whether_she_may_be_removed()
    journey.then_it_learns_that_removal_is_held_and_nothing_else()
    journey.when_the_contractor_offers_a_place_and_she_accepts()
    journey.then_the_support_worker_sees_her_today()
    journey.when_she_is_asked_once_stage_by_stage()
    journey.then_answered_unknown_and_declined_are_told_apart()
    journey.when_a_report_is_filed_from_it()
    journey.when_a_supervisor_releases_it()
    journey.when_a_group_is_formed_scored_and_sent_for_tasking()
    journey.then_the_recipient_reads_it_under_its_condition()
    journey.when_tasking_is_asked_for_and_decided_by_somebody_else()
    journey.when_an_operation_brings_a_result()
    journey.then_the_result_counts_once()
    journey.when_a_statistician_counts_and_her_chief_signs()
    journey.then_the_public_reads_the_table()
    journey.then_the_policy_official_sees_the_board()
    journey.then_the_thread_shows_each_reader_what_she_may_see()
    journey.when_what_she_taught_is_proposed_to_the_border()
    journey.then_a_second_person_makes_it_live()
