"""Typed events between rooms, for when the room that should react must not be known to the one that acts.

An event is a frozen dataclass that holds identifiers only. Handlers run in the publisher's transaction, so that an
event and what follows from it stand or fall together; slow work belongs in a job that the handler enqueues.
"""
