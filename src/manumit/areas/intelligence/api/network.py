"""Entities, links and groups as pages see them: only what rests on reports that the actor may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from manumit.areas.intelligence import rules, selectors
from manumit.areas.intelligence.api.lazy import Rows, names_of
from manumit.areas.intelligence.api.reports import Mentioned, ReportRow, mentioned, report_row
from manumit.areas.intelligence.models import Entity, EntityLink, Group, GroupScore, IntelligenceReport, Mention
from manumit.areas.intelligence.services.finding import found
from manumit.engines import charts, graph
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record

MOST_DRAWN = 120
"""Entities on one drawing; more would not be legible."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in a list, under the name that the first visible report gives it."""

    id: UUID
    kind: str
    kind_label: str
    label: str
    category: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one report says of an entity."""

    report_id: UUID
    report: str
    grade: str
    label: str
    category: str
    properties: tuple[tuple[str, str], ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing that a link leads to; `forward` where the entity itself is the subject of the relation."""

    entity: EntityRow
    relation: str
    forward: bool
    report_id: UUID
    grade: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with everything that may be seen of it."""

    row: EntityRow
    statements: tuple[Statement, ...]
    neighbours: tuple[Neighbour, ...]
    groups: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The network that the actor may see, drawn, with the measure that leaves people who may be victims out.

    Args:
        figure: drawing with its table.
        ranking: entities by number of neighbours; nobody who may be a victim is ranked or counted.
        shown: how many entities are drawn.
        total: how many there are.
    """

    figure: charts.Figure
    ranking: tuple[tuple[EntityRow, int], ...]
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a group."""

    entity: EntityRow
    role: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One scoring."""

    score: graph.GroupScore
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in a list."""

    id: UUID
    reference: str
    name: str
    state: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group in full: members, reports and scores, the latest first."""

    row: GroupRow
    members: tuple[MemberRow, ...]
    reports: tuple[ReportRow, ...]
    scores: tuple[ScoreRow, ...]


def _row(entity: Entity, first: Mention) -> EntityRow:
    return EntityRow(entity.pk, entity.kind, rules.ENTITY_KINDS[entity.kind], first.label, first.category)


def rows_of(by: Actor, entities: Iterable[Entity]) -> dict[UUID, EntityRow]:
    """Present entities under their first visible name, by one query; a person is a victim if any visible report says so."""
    known = {entity.pk: entity for entity in entities}
    rows: dict[UUID, EntityRow] = {}
    for mention in selectors.visible_mentions(by).filter(entity__in=known).order_by("at", "pk"):
        stands = rows.get(mention.entity_id)
        if stands is None:
            rows[mention.entity_id] = _row(known[mention.entity_id], mention)
        elif mention.category and stands.category in {"", "unknown"} | (
            {"suspect"} if mention.category == "victim" else set()
        ):
            rows[mention.entity_id] = EntityRow(
                stands.id, stands.kind, stands.kind_label, stands.label, mention.category
            )
    return rows


def list_entities(*, by: Actor, kind: str = "") -> Sequence[EntityRow]:
    """Entities that the actor may see, newest first; of one kind where given."""
    require(by, "intelligence.read_network")
    rows = selectors.visible_entities(by).order_by("-created_at", "-pk")
    if kind in rules.ENTITY_KINDS:
        rows = rows.filter(kind=kind)

    def present_all(page: list[Entity]) -> list[EntityRow]:
        named = rows_of(by, page)
        return [named[entity.pk] for entity in page]

    return Rows(rows, present_all=present_all)


def entity_choices(*, by: Actor, kinds: tuple[str, ...] = (), most: int = 300) -> tuple[EntityRow, ...]:
    """Entities to choose from in a form, newest first."""
    require(by, "intelligence.read_network")
    rows = selectors.visible_entities(by).order_by("-created_at", "-pk")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    chosen = list(rows[:most])
    named = rows_of(by, chosen)
    return tuple(named[entity.pk] for entity in chosen)


def _grade(report: IntelligenceReport) -> str:
    return f"{report.source_grade}{report.information_grade}{report.handling} ({report.scheme})"


def open_entity(*, by: Actor, at: datetime, entity_id: UUID) -> EntityView:
    """Open one entity; the reading is audited. Raises NotFound."""
    require(by, "intelligence.read_network")
    entity = found(selectors.visible_entities(by), entity_id)
    record(by=by, at=at, action="intelligence.open_entity", record=("entity", entity.pk))
    mentions = list(selectors.visible_mentions(by).filter(entity=entity).select_related("report").order_by("at", "pk"))
    links = list(_links_of(by, entity))
    ends = {link.source_id: link.source for link in links} | {link.target_id: link.target for link in links}
    rows = rows_of(by, {**ends, entity.pk: entity}.values())
    groups = selectors.visible_groups(by).filter(members__entity=entity).order_by("created_at", "pk")
    return EntityView(
        row=rows[entity.pk],
        statements=tuple(_statement(mention) for mention in mentions),
        neighbours=tuple(_neighbour(link, entity.pk, rows) for link in links),
        groups=tuple((group.pk, group.name) for group in groups),
    )


def _links_of(by: Actor, entity: Entity) -> Iterable[EntityLink]:
    links = selectors.visible_links(by).select_related("report", "source", "target").order_by("at", "pk")
    return [*links.filter(source=entity), *links.filter(target=entity)]


def _statement(mention: Mention) -> Statement:
    return Statement(
        mention.report_id,
        rules.reference_of("IR", mention.report_id),
        _grade(mention.report),
        mention.label,
        mention.category,
        tuple((key, str(value)) for key, value in sorted(mention.properties.items())),
        mention.at,
    )


def _neighbour(link: EntityLink, here: UUID, rows: dict[UUID, EntityRow]) -> Neighbour:
    forward = link.source_id == here
    other = link.target_id if forward else link.source_id
    return Neighbour(rows[other], rules.RELATIONS[link.relation], forward, link.report_id, _grade(link.report))


def open_network(*, by: Actor, at: datetime, title: str) -> NetworkView:
    """Draw the network that the actor may see; the reading is audited."""
    require(by, "intelligence.read_network")
    record(by=by, at=at, action="intelligence.open_network")
    visible = selectors.visible_entities(by)
    entities = list(visible.order_by("created_at", "pk")[:MOST_DRAWN])
    rows = rows_of(by, entities)
    ids = set(rows)
    links = [
        link
        for link in selectors.visible_links(by).filter(source__in=ids).order_by("at", "pk")
        if link.target_id in ids
    ]
    nodes = [graph.Node(str(row.id), row.category) for row in rows.values()]
    degrees = graph.degree(
        nodes, [graph.Link(str(link.source_id), str(link.target_id)) for link in links], leave_out={"victim"}
    )
    ranked = sorted(
        ((rows[UUID(key)], count) for key, count in degrees.items() if count), key=lambda p: (-p[1], p[0].label)
    )
    return NetworkView(_drawing(title, rows, links), tuple(ranked[:20]), len(rows), visible.count())


def _drawing(title: str, rows: dict[UUID, EntityRow], links: Sequence[EntityLink]) -> charts.Figure:
    return charts.network_diagram(
        title=title,
        nodes=[charts.DiagramNode(str(row.id), row.label, _group_of(row)) for row in rows.values()],
        links=[
            charts.DiagramLink(str(link.source_id), str(link.target_id), rules.RELATIONS[link.relation])
            for link in links
        ],
    )


def _group_of(row: EntityRow) -> str:
    return rules.PERSON_CATEGORIES.get(row.category, row.kind_label) if row.kind == "person" else row.kind_label


def shortest_path(*, by: Actor, at: datetime, from_id: UUID, to_id: UUID) -> tuple[EntityRow, ...]:
    """The fewest links between two entities that the actor may see, not through anybody who may be a victim.

    Returns:
        The entities on the way, both ends included; empty where there is no way that the actor may see.

    Raises:
        NotFound: an end that the actor may not see.
        InputError: an end who may be a victim.
    """
    require(by, "intelligence.read_network")
    ends = [found(selectors.visible_entities(by), each) for each in (from_id, to_id)]
    record(by=by, at=at, action="intelligence.open_path", record=("entity", ends[0].pk))
    rows = rows_of(by, selectors.visible_entities(by))
    nodes = [graph.Node(str(row.id), row.category) for row in rows.values()]
    pairs = selectors.visible_links(by).values_list("source_id", "target_id")
    links = [graph.Link(str(source), str(target)) for source, target in pairs]
    path = graph.shortest_path(nodes, links, str(from_id), str(to_id), leave_out={"victim"})
    return tuple(rows[UUID(each)] for each in path or ())


def group_row(group: Group) -> GroupRow:
    """Present one group in a list."""
    return GroupRow(group.pk, rules.reference_of("GR", group.pk), group.name, group.state, group.created_at)


def list_groups(*, by: Actor) -> Sequence[GroupRow]:
    """Groups that the actor may see, newest first."""
    require(by, "intelligence.read_network")
    return Rows(selectors.visible_groups(by).order_by("-created_at", "-pk"), group_row)


def open_group(*, by: Actor, at: datetime, group_id: UUID) -> GroupView:
    """Open one group; the reading is audited. Raises NotFound."""
    require(by, "intelligence.read_network")
    group = found(selectors.visible_groups(by), group_id)
    record(by=by, at=at, action="intelligence.open_group", record=("group", group.pk))
    members = list(selectors.visible_members(by, group).select_related("entity").order_by("at", "pk"))
    rows = rows_of(by, [member.entity for member in members])
    scores = list(group.scores.order_by("-at", "-pk"))
    names = names_of(score.by_user for score in scores)
    reports = selectors.visible_reports(by).filter(pk__in=group.evidence.values("report_id"))
    return GroupView(
        row=group_row(group),
        members=tuple(MemberRow(rows[member.entity_id], rules.GROUP_ROLES[member.role]) for member in members),
        reports=tuple(report_row(report) for report in reports.order_by("created_at", "pk")),
        scores=tuple(_score(score, names) for score in scores),
    )


def _score(row: GroupScore, names: dict[str, str]) -> ScoreRow:
    return ScoreRow(graph.score_group(row.answers), names.get(row.by_user, ""), row.at)


def mentions_of_report(*, by: Actor, report_id: UUID) -> tuple[Mentioned, ...]:
    """Entities that a visible report names, to choose from."""
    require(by, "intelligence.read_network")
    rows = selectors.visible_mentions(by).filter(report_id=report_id).select_related("entity")
    return tuple(mentioned(one) for one in rows.order_by("at", "pk"))
