"""Values that pages hand to the macros of `manumit/macros.html`: frozen, already permitted, already in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from manumit.platform.ui.format import Tone

CardPlace = Literal["before", "here", "after"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word in a coloured box; the word carries the meaning, the tone only helps the eye."""

    text: str
    tone: Tone = "grey"


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the navigation; `current` marks the page (or the section) that is open."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in, as the header shows it.

    Args:
        name: the person's name.
        organisation: the one she acts for now.
        role: the role she acts in now.
        sessions_url: the list of her open sessions.
        sign_out_url: takes a POST.
    """

    name: str
    organisation: str
    role: str
    sessions_url: str
    sign_out_url: str
    links: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to do.

    Args:
        title: what it is, without a person's data where the queue may be seen over a shoulder.
        href: where it is done.
        due: when it must be done; None where no clock runs.
        age_from: since when it waits.
        tags: state and warnings.
        facts: pairs of a label and a value, three at most.
    """

    title: str
    href: str
    due: date | datetime | None = None
    age_from: datetime | None = None
    tags: tuple[Tag, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """A list of things to do, in the order in which they should be done.

    Args:
        title: the heading.
        items: in order.
        empty: what would be here and how it gets here.
        more_href: the whole list, where `items` is only its head.
        total: how many there are in all; the number of items where not given.
    """

    title: str
    items: tuple[QueueItem, ...]
    empty: str
    more_href: str = ""
    total: int | None = None

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.items) if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened: when, what, who did it, and (where there is more to say) a text."""

    at: datetime
    title: str
    by: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A figure that leads to the rows behind it."""

    value: int
    label: str
    href: str
    tone: Tone = "grey"


@dataclass(frozen=True, slots=True)
class Card:
    """A step of the golden thread that this reader may see.

    Args:
        kind: what the record is ("Referral").
        title: its reference or a neutral name.
        href: its page.
        at: when it happened.
        note: one plain sentence, or nothing.
        place: before or after the record in hand, or the record itself.
    """

    kind: str
    title: str
    href: str
    at: datetime
    note: str = ""
    place: CardPlace = "after"


@dataclass(frozen=True, slots=True)
class Block:
    """One of the (at most three) blocks of a first page: a heading with figures, a queue or a template of the room.

    Args:
        title: the heading.
        queue: things to do.
        numbers: large figures.
        template: a template of the room, which reads `context` under the name `data`.
        context: the values for that template.
    """

    title: str
    queue: Queue | None = None
    numbers: tuple[BigNumber, ...] = ()
    template: str = ""
    context: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConflictField:
    """A field as the other person left it and as this person typed it."""

    label: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.theirs != self.mine


@dataclass(frozen=True, slots=True)
class EditConflict:
    """Two people edited at once: everything that the conflict page shows and sends again.

    Args:
        fields: both versions, field by field.
        typed: names and values that the person sent, to be sent again as hidden fields.
        action: where "use my version" posts.
        keep_href: where "keep theirs" leads.
        version: the version that now stands; it replaces the one that was sent.
        by: who changed it first, where the reader may know.
        at: when.
    """

    fields: tuple[ConflictField, ...]
    typed: tuple[tuple[str, str], ...]
    action: str
    keep_href: str
    version: int
    by: str = ""
    at: datetime | None = None


def queue_of(
    rows: Sequence[object],
    *,
    title: str,
    present: Callable[..., QueueItem],
    empty: str,
    more_href: str = "",
    show: int = 10,
) -> Queue:
    """Turn rows into a queue with a presenter, showing the first `show` and counting all."""
    return Queue(
        title=title,
        items=tuple(present(row) for row in rows[:show]),
        empty=empty,
        more_href=more_href,
        total=len(rows),
    )
