"""Prevention: what the public and businesses report, who sorts it and what came of it; campaigns that reach people.

The strategy wants awareness raised at home and in the countries where people are recruited (paragraphs 20, 39, 56 and
57), and people who notice something to have somewhere to tell it. Anyone may report, without a name; nothing that was
reported is ever deleted.
"""
