"""The door of the referrals room."""
