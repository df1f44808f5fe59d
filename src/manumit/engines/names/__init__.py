"""Personal names: made comparable across scripts, split into parts, and compared with an explanation."""

from manumit.engines.names.comparing import (
    BETTER_SIDE,
    NameComparison,
    PartPairing,
    PreparedName,
    compare_names,
    compare_prepared,
    part_similarity,
    prepare,
)
from manumit.engines.names.normalising import is_light, joined_tokens, normalise, phonetic, tokens
from manumit.engines.names.transliterating import transliterate

__all__ = [
    "BETTER_SIDE",
    "NameComparison",
    "PartPairing",
    "PreparedName",
    "compare_names",
    "compare_prepared",
    "is_light",
    "joined_tokens",
    "normalise",
    "part_similarity",
    "phonetic",
    "prepare",
    "tokens",
    "transliterate",
]
