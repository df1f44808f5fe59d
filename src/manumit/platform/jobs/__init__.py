"""Background work on django-tasks: named jobs with retries, and a page for what still failed.

A job is a module-level function of plain arguments (identifiers, never a person's data), declared with `@job`.
`enqueue` stores it in the caller's transaction; `manumit worker` runs it, and the demo runs a worker inside itself.
"""
