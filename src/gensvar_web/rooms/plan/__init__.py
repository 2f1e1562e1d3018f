"""The gap list and the plan: what is not met becomes something to do, by somebody, until a day."""
