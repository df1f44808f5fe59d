"""What the texts say of the aims, and what they do not say at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim of the strategy.

    Args:
        key: as it stands in the commitments.
        label: its name, a key of the translation.
        chapter: where it stands.
        paragraphs: its numbered paragraphs.
        result: what is wanted, in our own words.
    """

    key: str
    label: str
    chapter: str
    paragraphs: str
    result: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the texts leave open; software must not fill it with an invention."""

    key: str
    title: str
    text: str


AIMS: tuple[Aim, ...] = (
    Aim("cross-cutting", "The whole", "2", "12-20",
        "Act on trafficking from recruitment to exploitation, with the right tools and intelligence, and support people well."),
    Aim("victim care", "Care for victims", "3", "21-38",
        "Find victims and give each the support that fits, through a better referral mechanism and flexible contracts."),
    Aim("act early overseas", "Act early, before the United Kingdom is reached", "4", "39-61",
        "Deter and disrupt abroad, share intelligence, reach traffickers before they arrive and tell people of the risks."),
    Aim("smarter border", "A smarter border", "5", "62-78",
        "Control and police the border so that traffickers stay out."),
    Aim("law enforcement coordination", "Coordinated law enforcement", "6", "79-82",
        "One crime agency and one coordination centre, better identification and a coordinated answer."),
    Aim("children", "Children", "7", "16, 28, 38",
        "Prevent the trafficking of children, find them and keep them safe."),
)  # fmt: skip
"""Five aims by chapter and the whole; chapter 7 is missing from the texts, so that its rows come from other chapters."""

GAPS: tuple[Gap, ...] = (
    Gap("annex_a", "Annex A is not in the texts",
        "The contents and a library record name an appended list of actions with owners and dates. Only its heading is "
        "present. The register holds what the chapters themselves state and nothing from the list."),
    Gap("chapter_7", "Chapter 7, on children, is a heading only",
        "What stands here about children comes from paragraphs 16, 28 and 38 and from the documents around the strategy."),
    Gap("chapter_6", "Chapter 6 ends after paragraph 82",
        "Its sections on finding criminals, on seizing the proceeds of crime and on demand have headings without text."),
    Gap("owners", "Many commitments name no department",
        "Where the text says “we” or “the Government”, the owner is given as HM Government."),
    Gap("dates", "Most commitments have no date",
        "A date that is not stated is left empty; such an action cannot be late, but it can be silent."),
    Gap("biannual", "“Biannual” is not explained",
        "Paragraph 18 has a ministerial group meet biannually: twice a year, or every two years. Twice a year is our choice."),
    Gap("directive", "The European directive",
        "One text has the Government apply to opt in, another has it signed on. The register treats it as intended."),
    Gap("prosecutions", "116 prosecutions",
        "Once they are recorded and once they are secured. The register never counts them as convictions."),
    Gap("money", "Two million pounds a year",
        "Once for victims, once for adults in England and Wales, once as the sum that a contract is part of."),
    Gap("nations", "Scotland and Northern Ireland",
        "The arrangements for adults there, and the funding of children's care, are not stated."),
    Gap("measures", "How success is measured",
        "Tariffs, quality thresholds, service levels and indicators are not stated. Figures here are evidence, not targets."),
)  # fmt: skip
