"""Personal names: made comparable across scripts, split into parts, and compared with an explanation."""

from manumit.engines.names.comparing import NameComparison, PartPairing, compare_names, part_similarity
from manumit.engines.names.normalising import is_light, joined_tokens, normalise, phonetic, tokens
from manumit.engines.names.transliterating import transliterate

__all__ = [
    "NameComparison",
    "PartPairing",
    "compare_names",
    "is_light",
    "joined_tokens",
    "normalise",
    "part_similarity",
    "phonetic",
    "tokens",
    "transliterate",
]
