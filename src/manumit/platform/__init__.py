"""What every room shares: accounts, access, audit, crypto, files, search, events, jobs, pages."""
