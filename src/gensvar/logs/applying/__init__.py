"""How canonical tables are made: a mapping, or a native importer, applied to the rows of a file."""
