"""Writing to and reading from the index."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import snowballstemmer
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum

from manumit.kernel.actor import Actor
from manumit.platform.crypto.keys import keyring
from manumit.platform.rooms import RecordCard, RecordKind, record_kinds
from manumit.platform.search.models import Posting

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_TITLE_WEIGHT = 4.0
_MAX_QUERY_WORDS = 8
_TOKEN_BITS = 63
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One record that the actor may see."""

    kind: str
    label: str
    record_id: UUID
    card: RecordCard


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results, best first, and how many there are that the actor may see."""

    query: str
    total: int
    page: int
    pages: int
    results: tuple[SearchResult, ...]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: folded, without marks, English endings removed."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return [_stem(word) for word in _WORD.findall(plain)]


def _token(word: str) -> int:
    ring = keyring("search")
    return int(ring.mac(word.encode(), key_id=ring.keys[-1][0])[:16], 16) >> (64 - _TOKEN_BITS)


def index(*, kind: str, record_id: UUID, title: str, text: str = "") -> None:
    """Put a record into the index, in the caller's transaction, in place of what stood there."""
    weights = _weights(title, text)
    with transaction.atomic():
        forget(kind=kind, record_id=record_id)
        Posting.objects.bulk_create(
            Posting(kind=kind, record_id=record_id, token=_token(word), weight=float(weight))
            for word, weight in sorted(weights.items())
        )


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A new record to put into the index; arguments as for `index`."""

    kind: str
    record_id: UUID
    title: str
    text: str = ""


def index_many(entries: Iterable[IndexEntry]) -> None:
    """Put many records that are not in the index yet into it, in the caller's transaction; each word is hashed once."""
    tokens: dict[str, int] = {}
    postings = []
    for entry in entries:
        for word, weight in sorted(_weights(entry.title, entry.text).items()):
            token = tokens[word] if word in tokens else tokens.setdefault(word, _token(word))
            postings.append(Posting(kind=entry.kind, record_id=entry.record_id, token=token, weight=float(weight)))
    Posting.objects.bulk_create(postings, batch_size=_BATCH)


def _weights(title: str, text: str) -> Counter[str]:
    weights = Counter(words(text))
    for word in words(title):
        weights[word] += int(_TITLE_WEIGHT)
    return weights


def forget(*, kind: str, record_id: UUID) -> None:
    """Take a record out of the index."""
    Posting.objects.filter(kind=kind, record_id=record_id).delete()


def search(actor: Actor, query: str, *, kinds: tuple[str, ...] = (), page: int = 1, page_size: int = 20) -> SearchPage:
    """Return the records that hold every word of the query and that the actor may see, best first."""
    tokens = sorted({_token(word) for word in words(query)[:_MAX_QUERY_WORDS]})
    searched = [kind for kind in record_kinds() if not kinds or kind.key in kinds]
    if not tokens or not searched:
        return SearchPage(query, 0, 1, 1, ())
    hits = Posting.objects.filter(_seen(actor, searched), token=tokens[0])
    for token in tokens[1:]:
        same = Posting.objects.filter(token=token, kind=OuterRef("kind"), record_id=OuterRef("record_id"))
        hits = hits.filter(Exists(same))
    ranked = hits.values("kind", "record_id").annotate(rank=Sum("weight")).order_by("-rank", "kind", "record_id")
    total = ranked.count()
    pages = max(1, -(-total // page_size))
    page = min(max(1, page), pages)
    rows = list(ranked[(page - 1) * page_size : page * page_size])
    return SearchPage(query, total, page, pages, _present(actor, rows))


def _seen(actor: Actor, searched: list[RecordKind]) -> Q:
    """Return the access filter: asked of each word that was found, so that its cost follows the finds and not the records."""
    seen = Q(pk__in=[])
    for kind in searched:
        seen |= Q(Exists(kind.visible(actor).filter(pk=OuterRef("record_id"))), kind=kind.key)
    return seen


def _present(actor: Actor, rows: list[dict[str, object]]) -> tuple[SearchResult, ...]:
    known = {kind.key: kind for kind in record_kinds()}
    cards: dict[tuple[object, object], SearchResult] = {}
    for key in {str(row["kind"]) for row in rows}:
        kind = known[key]
        ids = [row["record_id"] for row in rows if row["kind"] == key]
        for found in kind.visible(actor).filter(pk__in=ids):
            cards[key, found.pk] = SearchResult(key, str(kind.label), found.pk, kind.card(found, actor))
    return tuple(cards[row["kind"], row["record_id"]] for row in rows if (row["kind"], row["record_id"]) in cards)
