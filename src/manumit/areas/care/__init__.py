"""Care: who supports each person, where, and what it costs; the money follows the person.

The strategy asks for a central contractor who arranges support for adults in England and Wales, for support that fits
the person, for money that goes to whoever supports them, and for a service that can be followed and monitored
(paragraphs 24 and 33 to 37). Everyone here is known by pseudonym; where a person sleeps is sealed in the safe.
"""
