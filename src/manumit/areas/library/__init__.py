"""The library room: guidance, toolkits and research, catalogued and searchable by anyone.

The strategy asks for guidance that practitioners can find (paragraphs 29, 30, 38 and 70); the fields of an entry follow
the library record of the strategy itself (NCJ 237682).
"""
