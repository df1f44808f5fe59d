"""The rooms: one Django app for each chapter of the strategy. They meet only at their `api`."""
