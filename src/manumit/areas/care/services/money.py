"""Deriving funding lines from placements and tariffs, and keeping each version of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from manumit.areas.care.models import FundingLine, Placement, SupportEpisode, Tariff
from manumit.areas.care.rules import FundedPeriod, Move, fund
from manumit.kernel.timeline import Grade, Rule, Source, Timeline
from manumit.platform.thread.links import Ref, link


def tariff_timeline(service: str, rows: Iterable[Tariff]) -> Timeline[int]:
    """Return the tariffs of a service as dated rules; each holds until its end or until the next begins.

    Raises:
        ConfigError: no tariff, or days without one between two tariffs.
    """
    listed = sorted(rows, key=lambda row: row.starts)
    following = [*(later.starts for _, later in pairwise(listed)), None]
    return Timeline(
        f"Tariff of {service}, pence a day",
        [
            Rule(row.pence_per_day, row.starts, _first(row.ends, until), Source(row.source, "", Grade(row.grade)))
            for row, until in zip(listed, following, strict=True)
        ],
    )


def _first(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one is not None and other is not None else one or other


def tariffs_of(services: Iterable[str]) -> Mapping[str, Timeline[int]]:
    """Return the tariffs of some services; one without any is left out."""
    rows: dict[str, list[Tariff]] = {}
    for row in Tariff.objects.filter(service__in=set(services)):
        rows.setdefault(row.service, []).append(row)
    return {service: tariff_timeline(service, own) for service, own in rows.items()}


def derive_lines(episode: SupportEpisode, *, at: datetime) -> bool:
    """Store the next version of an episode's funding lines, if the placements or the tariffs say something new.

    Returns:
        Whether a new version was written. Runs in the caller's transaction; the caller saves the episode.

    Raises:
        PolicyGap: a service has no tariff on a day of the stay.
    """
    placements = list(
        Placement.objects.filter(episode=episode).select_related("place").order_by("starts", "recorded_at", "pk")
    )
    moves = [Move(row.starts, str(row.place.provider_id), row.place.service) for row in placements]
    lines = fund(episode.pseudonym, moves, episode.ended_on, tariffs_of(move.service for move in moves))
    if lines == current_lines(episode):
        return False
    episode.funding_generation += 1
    stored = FundingLine.objects.bulk_create(_row(episode, line, at) for line in lines)
    for row in stored:
        came = [p for p in placements if p.starts <= row.starts and p.place.provider_id == row.provider_id]
        link(earlier=Ref("placement", came[-1].pk), later=Ref("funding_line", row.pk), relation="is paid by", at=at)
    return True


def current_lines(episode: SupportEpisode) -> tuple[FundedPeriod, ...]:
    """Return the lines of the version that stands, in order of their days."""
    rows = FundingLine.objects.filter(episode=episode, generation=episode.funding_generation).order_by("starts")
    return tuple(as_period(row) for row in rows)


def as_period(row: FundingLine) -> FundedPeriod:
    """Return a stored line as the rules know it."""
    return FundedPeriod(row.pseudonym, str(row.provider_id), row.service, row.starts, row.ends, row.pence_per_day)


def _row(episode: SupportEpisode, line: FundedPeriod, at: datetime) -> FundingLine:
    return FundingLine(
        episode=episode,
        pseudonym=line.person,
        generation=episode.funding_generation,
        provider_id=UUID(line.provider),
        service=line.service,
        starts=line.starts,
        ends=line.ends,
        pence_per_day=line.pence_per_day,
        derived_at=at,
    )
