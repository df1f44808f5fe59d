"""Pages that belong to no room: the first page, search, the thread, accounts, oversight and operations."""
