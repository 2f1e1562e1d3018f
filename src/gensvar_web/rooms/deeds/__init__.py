"""The log of deeds of an organisation: who did what and when."""
