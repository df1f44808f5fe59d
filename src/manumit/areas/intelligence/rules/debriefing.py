"""The de-brief as data: four stages and the questions of each, what an answer may be, coverage, and the ask-once ledger.

Source: strategy of 2011, paragraphs 52 and 53 (recruitment, transit, border crossing, activity in the United Kingdom;
collected once by one agency for all). The questions are our own words, after the blocks A to G of the intelligence and
operations reference, section 8.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from manumit.areas.intelligence.rules.questions import BLOCKS, QUESTIONS, STAGES, Question, Stage
from manumit.errors import InputError, RuleBroken

__all__ = [
    "BLOCKS",
    "CONFIDENCES",
    "DANGER",
    "QUESTIONS",
    "STAGES",
    "STATUSES",
    "Coverage",
    "EarlierAnswer",
    "Question",
    "Stage",
    "check_answer",
    "closed_questions",
    "coverage",
    "question",
    "questions_of",
    "require_reason_to_ask_again",
]

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "answered": "Answered",
        "unknown": "The person does not know",
        "declined": "The person prefers not to say",
        "not_asked": "Not asked",
    }
)
DANGER = "danger_now"
"""The question whose answer cannot wait: somebody is in danger."""

_CLOSED = frozenset({"answered", "declined"})
"""What closes a question: an answer, and a wish not to answer. What was unknown may become known, and may be asked."""

CONFIDENCES: Mapping[str, str] = MappingProxyType({"low": "Low", "moderate": "Moderate", "high": "High"})
_LONGEST_ANSWER = 8_000
_BY_KEY: Mapping[str, Question] = MappingProxyType({each.key: each for each in QUESTIONS})


def question(key: str) -> Question:
    """The question called `key`. Raises InputError with field `question`."""
    found = _BY_KEY.get(key)
    if found is None:
        raise InputError("The de-brief has no such question.", field="question")
    return found


def questions_of(stage: str) -> tuple[Question, ...]:
    """The questions of a stage, in the order in which they are asked. Raises InputError for a stage that is none."""
    if stage not in {each.key for each in STAGES}:
        raise InputError("The de-brief has no such stage.", field="stage")
    return tuple(each for each in QUESTIONS if each.stage == stage)


def check_answer(key: str, *, status: str, text: str, confidence: str) -> Question:
    """Check one answer before it is written.

    Raises:
        InputError: an unknown question, status or confidence; an answer without text or text without an answer;
            a choice that is not on the list. `field` is `question`, `status`, `text` or `confidence`.
    """
    asked = question(key)
    if status not in STATUSES:
        raise InputError("Say whether it was answered, not known, declined or not asked.", field="status")
    if confidence not in CONFIDENCES:
        raise InputError("Say how confident you are: low, moderate or high.", field="confidence")
    if (status == "answered") != bool(text.strip()):
        raise InputError("Write the answer if there is one, and only then.", field="text")
    if len(text) > _LONGEST_ANSWER:
        raise InputError(f"An answer has at most {_LONGEST_ANSWER:,} characters.", field="text")
    if status == "answered" and asked.choices and text not in dict(asked.choices):
        raise InputError("Choose one of the answers offered.", field="text")
    return asked


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What stands in the ledger of a person for one question: the latest answer in any de-brief.

    Args:
        question: key.
        status: one of `STATUSES`.
        debrief_id: the de-brief in which it was given, as text.
    """

    question: str
    status: str
    debrief_id: str


def closed_questions(ledger: Iterable[EarlierAnswer]) -> frozenset[str]:
    """Questions that need a reason before they are put again: each was once answered or declined."""
    return frozenset(entry.question for entry in ledger if entry.status in _CLOSED)


def require_reason_to_ask_again(key: str, ledger: Iterable[EarlierAnswer], reason: str) -> None:
    """Refuse to put a closed question again without a reason (the person has told it once, or asked not to).

    Raises:
        RuleBroken: code `asked-once`.
    """
    if key in closed_questions(ledger) and not reason.strip():
        raise RuleBroken(
            "This was answered, or declined, before. Read the earlier answer; if it must be asked again, write why.",
            code="asked-once",
            detail={"question": key},
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one stage is covered.

    Args:
        stage: key.
        label: in words.
        questions: how many there are.
        answered: how many have an answer.
        unknown: how many the person did not know.
        declined: how many the person declined.
        not_asked: how many were not put, or have no entry.
    """

    stage: str
    label: str
    questions: int
    answered: int
    unknown: int
    declined: int
    not_asked: int

    @property
    def percent(self) -> int:
        """Whole percent answered, rounded down, so that 100 means every question."""
        return 100 * self.answered // self.questions


def coverage(statuses: Mapping[str, str]) -> tuple[Coverage, ...]:
    """The coverage matrix: one row a stage, from the current status of each question (absent means not asked)."""
    return tuple(_cover(stage, statuses) for stage in STAGES)


def _cover(stage: Stage, statuses: Mapping[str, str]) -> Coverage:
    said = [statuses.get(each.key, "not_asked") for each in questions_of(stage.key)]
    counts = {status: said.count(status) for status in STATUSES}
    return Coverage(
        stage.key,
        stage.label,
        len(said),
        counts["answered"],
        counts["unknown"],
        counts["declined"],
        counts["not_asked"],
    )
