"""Times: their formats, the order of day and month, time zones and changes of the clock."""
