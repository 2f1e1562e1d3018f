"""The deeds of the plan, by subject: changing, owning, talking, measuring, reminding, asking."""
