"""The operations room: tasking and co-ordination, deconfliction, operations and joint teams, results counted once, proceeds.

Asked for by the strategy's paragraphs 17, 42, 61, 66-67 and 79-82, and by the older Reflex answer of 2003 (operations to
arrest phase and groups disrupted in six months).
"""
