"""How a file's columns are matched with ours: a mapping that is given, shipped or guessed."""
