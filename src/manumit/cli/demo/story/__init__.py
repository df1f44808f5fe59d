"""The golden thread, played: from a carrier's passenger list to a published figure and a new risk indicator.

Each chapter acts as the member of staff whose work it is, through the doors that the pages use, so that every rule
(consent, second person, standard of proof, funding without gap) is kept or the demonstration fails.
"""

from collections.abc import Callable

from manumit.cli.demo.story.figures import back_to_the_border, publish_figures
from manumit.cli.demo.story.network import gather_intelligence, run_operation
from manumit.cli.demo.story.person import at_the_border, conclusive_grounds, reasonable_grounds, support
from manumit.cli.demo.story.tale import Tale
from manumit.cli.demo.world import World


def play(world: World, *, say: Callable[[str], None]) -> list[str]:
    """Play the whole thread, telling each line as it happens; returns the lines."""
    tale = Tale(world, say)
    referral_id, pseudonym = at_the_border(tale)
    reasonable_grounds(tale, referral_id)
    support(tale, pseudonym)
    debrief_id, dissemination_id = gather_intelligence(tale, referral_id, pseudonym)
    run_operation(tale, dissemination_id, pseudonym)
    conclusive_grounds(tale, referral_id)
    publish_figures(tale)
    back_to_the_border(tale, debrief_id)
    return tale.lines
