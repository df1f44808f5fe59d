"""The questions of the standard de-brief, in our own words, by stage and block (intelligence reference, section 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the account: the four that the strategy names, and the frame around them."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        key: stable word; a claim is kept under it.
        stage: key of the stage.
        block: letter of the reference's block, `M` for the frame.
        text: as it stands on the page.
        kind: `text`, `date`, `place`, `person`, `money`, `number` or `choice`: what sort of answer is wanted.
        choices: value and label, for `choice`.
        sensitive: whether it touches a hard fact: asked last, never pressed.
    """

    key: str
    stage: str
    block: str
    text: str
    kind: str = "text"
    choices: Choices = ()
    sensitive: bool = False


STAGES = (
    Stage("meta", "Before we begin", "How the person is, and what this conversation is for."),
    Stage("recruitment", "Recruitment", "Home, and how it began."),
    Stage("transit", "Transit", "The way here, stage by stage."),
    Stage("border", "Border crossing", "How the border was crossed."),
    Stage("uk", "Activity in the United Kingdom", "What happened here, and how it ended."),
)

BLOCKS: Mapping[str, str] = MappingProxyType(
    {
        "M": "Frame of the conversation",
        "A": "Origin and recruitment",
        "B": "Transit",
        "C": "Border crossing",
        "D": "Exploitation",
        "F": "Money",
        "G": "Exit and risk",
    }
)

_METHODS: Choices = (
    ("in_person", "In person"),
    ("family", "Through family"),
    ("advertisement", "Through an advertisement"),
    ("agency", "Through an agency"),
    ("online", "Online"),
    ("relationship", "Through a relationship"),
    ("taken", "Taken by force"),
    ("other", "Another way"),
)
_PROMISES: Choices = (
    ("job", "Work"),
    ("pay", "Higher pay"),
    ("study", "Study"),
    ("marriage", "Marriage"),
    ("asylum", "Protection"),
    ("none", "Nothing was promised"),
    ("other", "Something else"),
)
_ROUTES: Choices = (("open", "Openly, through a control"), ("hidden", "Hidden"), ("other", "Another way"))
_DOCUMENTS: Choices = (
    ("own", "Own document"),
    ("false", "False document"),
    ("other_person", "Somebody else's document"),
    ("none", "No document"),
)
_KINDS: Choices = (
    ("sexual", "Sexual exploitation"),
    ("labour", "Forced labour"),
    ("domestic_servitude", "Domestic servitude"),
    ("criminal", "Forced crime"),
    ("organ_removal", "Removal of organs"),
    ("none", "Not exploited here"),
)


def _frame(key: str, text: str, *, sensitive: bool = False) -> Question:
    return Question(key, "meta", "M", text, sensitive=sensitive)


QUESTIONS = (
    _frame("purpose_understood", "Has it been explained what this is for, and that stopping is always possible?"),
    _frame("comfort", "Is there anything the person needs before or during this (breaks, food, a companion)?"),
    _frame("contact_rules", "How may the person be reached safely, and how never?"),
    _frame("told_before", "Whom has the person told before, so that it need not be told again?"),
    Question("home_place", "recruitment", "A", "Where was home before this began?", "place"),
    Question("circumstances", "recruitment", "A", "What was life like then (work, debts, family, dangers)?"),
    Question("first_contact_date", "recruitment", "A", "When did the first contact take place?", "date"),
    Question("first_contact_place", "recruitment", "A", "Where did it take place?", "place"),
    Question("recruitment_method", "recruitment", "A", "How was the contact made?", "choice", _METHODS),
    Question("recruiter", "recruitment", "A", "Who made the offer: names used, looks, number, account?", "person"),
    Question("recruiter_relation", "recruitment", "A", "How did the person know the recruiter?"),
    Question("promise", "recruitment", "A", "What was promised?", "choice", _PROMISES),
    Question("debt", "recruitment", "A", "What was to be paid or owed, to whom, and against what?", "money"),
    Question("family_part", "recruitment", "A", "What did the family know, agree to or receive?", sensitive=True),
    Question("documents_by", "recruitment", "A", "Who arranged papers, and which?", "person"),
    Question("others_recruited", "recruitment", "A", "Who else was recruited at that time?", "number"),
    Question("legs", "transit", "B", "Which stages had the journey: from, to, date, means of travel?"),
    Question("carriers", "transit", "B", "Which companies, flights or vehicles were used?"),
    Question("escorts", "transit", "B", "Who travelled along or gave orders on the way?", "person"),
    Question("transit_documents", "transit", "B", "Which papers were used on each stage, and who held them?"),
    Question("stops", "transit", "B", "Where did the person stay on the way, and with whom?", "place"),
    Question("handovers", "transit", "B", "Where was the person handed over, and to whom?"),
    Question("phones", "transit", "B", "Which telephones or accounts were used on the way?"),
    Question("cover_story", "transit", "B", "What was the person told to say if asked?"),
    Question(
        "transit_harm",
        "transit",
        "B",
        "Did anything happen on the way that the person wants to report?",
        sensitive=True,
    ),
    Question("officials", "transit", "B", "Did any official help those who arranged it?", sensitive=True),
    Question("port", "border", "C", "At which port or control was the border crossed?", "place"),
    Question("crossed_on", "border", "C", "When was it crossed?", "date"),
    Question("route", "border", "C", "How was it crossed?", "choice", _ROUTES),
    Question("border_document", "border", "C", "Which document was shown?", "choice", _DOCUMENTS),
    Question("visa", "border", "C", "Was there a visa: of what kind, and who stood as sponsor?"),
    Question("booking_payer", "border", "C", "Who booked and paid for the journey, when and how?", "person"),
    Question("officer_contact", "border", "C", "Did an officer speak with the person, and what was noticed or missed?"),
    Question("met_by", "border", "C", "Who was waiting after the border, and with which vehicle?", "person"),
    Question("exploitation_kind", "uk", "D", "What was the person made to do?", "choice", _KINDS, sensitive=True),
    Question("sites", "uk", "D", "Where did it take place (addresses, businesses, areas)?", "place"),
    Question("work_conditions", "uk", "D", "Which hours, which pay, and what was kept back?"),
    Question("exploiters", "uk", "D", "Who was in charge, and who did what?", "person"),
    Question("living", "uk", "D", "Where and how did the person live?"),
    Question("others_there", "uk", "D", "Who else was held or made to work there?", "number", sensitive=True),
    Question("names_used", "uk", "D", "What was opened in the person's name (accounts, benefits, tenancies)?"),
    Question("earnings", "uk", "F", "How much was earned each day, and who collected it?", "money"),
    Question("money_sent", "uk", "F", "How was money sent on, and to whom?", "money"),
    Question("exit", "uk", "G", "How did it end?"),
    Question("threats", "uk", "G", "Have there been threats since, to the person or to family?", sensitive=True),
    Question("danger_now", "uk", "G", "Is anybody in danger now?", sensitive=True),
)
"""Forty-six questions; each is one claim in the ledger, whoever asked it."""
