"""The steps of the golden thread: each of them is what one member of staff does in her own browser window."""
