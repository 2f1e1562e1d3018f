"""The first page of an organisation: where it stands, what changed, what to do next."""
