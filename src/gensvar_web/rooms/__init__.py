"""One vertical slice each. Rooms do not know each other; they meet in `vault`."""
