"""What the nation learns: published figures, an action that moves, a new indicator at the border."""

from datetime import date
from uuid import UUID

from manumit.areas.border import api as border
from manumit.areas.intelligence import api as intelligence
from manumit.areas.statistics import api as statistics
from manumit.areas.strategy import api as strategy
from manumit.cli.demo.story.tale import YEAR, Tale, moment

DEBRIEF_ACTION = "S2-53a"


def publish_figures(tale: Tale) -> None:
    """The published table, and the strategy's action that moves."""
    staff = tale.staff
    table = statistics.build_table(
        by=staff.actor("statistician"),
        at=moment(10, 5),
        key="referrals_by_exploitation_and_age",
        since=date(2009, 4, 1),
        until=date(2011, 1, 1),
    )
    release_id = statistics.propose_release(by=staff.actor("statistician"), at=moment(10, 5, 12), table_id=table.id)
    statistics.sign_release(by=staff.actor("chief-statistician"), at=moment(10, 6), release_id=release_id)
    columns = dict(zip(table.grid.columns, table.grid.column_totals(), strict=True))
    child, adult, total = columns["child"], columns["adult"], table.grid.total()
    policy = staff.actor("policy-official")
    action = next(each for each in strategy.list_actions(by=policy, at=moment(10, 7)) if each.key == DEBRIEF_ACTION)
    strategy.report_progress(
        by=policy,
        at=moment(10, 7),
        action_id=action.id,
        state="under_way",
        note="The standard de-brief is in use; its first product led to an operation.",
    )
    tale.tell(
        f"The published table comes out of the records: {child} children + {adult} adults = {total:,}, as the strategy prints it; "
        "one statistician proposes it, another signs. The strategy's action on standard de-briefs moves, with live evidence beside it."
    )


def back_to_the_border(tale: Tale, debrief_id: UUID) -> None:
    """What the de-brief taught becomes an indicator."""
    staff = tale.staff
    starts = date(YEAR, 10, 12)
    definition = {
        **tale.world.story.learned_indicator,
        "starts": starts.isoformat(),
        "ends": date(2012, 4, 12).isoformat(),
    }
    indicator_id = intelligence.propose_indicator_from_debrief(
        by=staff.actor("intelligence-officer"),
        at=moment(10, 10),
        debrief_id=debrief_id,
        definition=definition,
        because="Women recruited by telephone gave this number to the carrier as their contact.",
    )
    border.approve_indicator(
        by=staff.actor("targeting-supervisor"), at=moment(10, 11), indicator_id=indicator_id, starts=starts
    )
    tale.tell(
        "What she taught becomes a risk indicator, approved by a second person, live from 12 October. On the morning of 18 October it finds a traveller on the next train."
    )
