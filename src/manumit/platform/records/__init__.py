"""What every table shares: time-ordered identifiers, a data class for each field, retention, and rows that stay.

`Record` is the base of every model. A model says in `privacy` what each field is and how long it is kept; the house
test reads it. `AppendOnly` refuses change in Python; `triggers` refuses it in the database.
"""
