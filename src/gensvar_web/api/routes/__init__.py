"""The operations, a file per subject."""
