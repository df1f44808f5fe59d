"""Search over every room with the access filter inside the query.

Words are stored as keyed hashes, so that the index betrays nothing by itself; what an actor may see is asked of each
room's own `visible` in the same statement, so that neither results nor counts can show more than the room does.
"""
