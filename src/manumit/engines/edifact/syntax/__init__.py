"""The UN/EDIFACT syntax engine (ISO 9735): reading any dialect and dirt, with positions, and writing."""

from manumit.engines.edifact.syntax.model import DEFAULT_SEPARATORS, Group, Interchange, Message, Segment, Separators
from manumit.engines.edifact.syntax.reader import decode, read_interchange, read_interchanges
from manumit.engines.edifact.syntax.writer import write_interchange, write_segments

__all__ = [
    "DEFAULT_SEPARATORS",
    "Group",
    "Interchange",
    "Message",
    "Segment",
    "Separators",
    "decode",
    "read_interchange",
    "read_interchanges",
    "write_interchange",
    "write_segments",
]
