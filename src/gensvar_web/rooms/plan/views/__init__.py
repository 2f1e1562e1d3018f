"""The pages of the plan, by subject."""
