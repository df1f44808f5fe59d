"""The statistics room: official tables from de-identified rows, frozen as vintages and published with two signatures.

The strategy's own table of referrals (paragraph 6) is the first table it must reproduce; no identity enters the room.
"""
