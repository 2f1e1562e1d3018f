"""The organisation's data: files received, read and undone; what can be measured on them, and the rows behind it."""
