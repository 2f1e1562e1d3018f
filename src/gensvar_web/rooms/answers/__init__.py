"""The self-assessment: what only people can answer, round by round."""
