"""Tables of the referrals room."""
