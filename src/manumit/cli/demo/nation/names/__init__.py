"""Names of invented people in many scripts, for the demo nation."""

from manumit.cli.demo.nation.names.africa import AFRICA
from manumit.cli.demo.nation.names.americas import AMERICAS
from manumit.cli.demo.nation.names.asia import ASIA
from manumit.cli.demo.nation.names.culture import Culture, NamePart, fold
from manumit.cli.demo.nation.names.europe import EUROPE

CULTURES: dict[str, Culture] = {each.key: each for each in (*EUROPE, *AFRICA, *ASIA, *AMERICAS)}

__all__ = ["CULTURES", "Culture", "NamePart", "fold"]
