"""What the library room registers."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manumit.areas.library import api
from manumit.areas.library.models import GuidanceItem
from manumit.kernel.actor import Actor
from manumit.platform.access import Permission
from manumit.platform.rooms import HomeBlock, Manifest, MenuItem, RecordCard, RecordKind
from manumit.platform.ui.components import BigNumber, Block

LIBRARIANS = frozenset({"librarian"})


def _card(item: GuidanceItem, _actor: Actor) -> RecordCard:
    href = reverse("library:guidance", kwargs={"guidance_id": item.pk})
    note = str(_("Withdrawn")) if item.state != "current" else item.annotation[:160]
    return RecordCard(item.title, href, item.added_at, note)


def _home(actor: Actor, at: datetime) -> Block | None:
    del actor
    counts = api.evidence(at=at)
    href = reverse("library:guidance_list")
    return Block(
        str(_("The library")),
        numbers=(
            BigNumber(counts["library.entries"], str(_("entries that hold")), href),
            BigNumber(counts["library.withdrawn"], str(_("withdrawn")), f"{href}?state=withdrawn"),
        ),
    )


MANIFEST = Manifest(
    room="library",
    label=_("Library"),
    permissions=(
        Permission("library.read_guidance", "Read the library", public=True),
        Permission("library.add_guidance", "Catalogue a document", LIBRARIANS),
        Permission("library.edit_guidance", "Correct an entry", LIBRARIANS),
        Permission("library.withdraw_guidance", "Withdraw an entry, with the reason", LIBRARIANS),
    ),
    menu=(MenuItem(_("Library"), "library:guidance_list", "library.read_guidance", order=90),),
    home=(HomeBlock(LIBRARIANS, 10, _home),),
    records=(RecordKind("guidance", _("Guidance"), api.visible_to, _card, 21),),
    workflows=(api.WORKFLOW,),
)
