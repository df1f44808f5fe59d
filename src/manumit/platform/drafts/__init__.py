"""What a person has typed and not yet sent: saved on demand, kept when the session is lost, restored on return."""
