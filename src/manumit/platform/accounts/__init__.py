"""Accounts and organisations with dated roles, the walls between them, tokens for machines, and broken glass."""
