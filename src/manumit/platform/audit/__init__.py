"""The audit trail: who did or opened what, why and when, in an append-only chain in which tampering shows.

Each entry carries an HMAC over itself and its predecessor. The database refuses to change or delete an entry;
`verify` names the first broken link.
"""
