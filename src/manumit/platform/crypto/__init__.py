"""Field encryption: AES-GCM under a named key, each value bound to its table, field and row.

`keys` holds the keyrings (one for personal fields, one for the safe, one for search, one for audit);
`fields.EncryptedTextField` and `fields.EncryptedJSONField` are the columns; `rotation` writes old values anew.
"""
