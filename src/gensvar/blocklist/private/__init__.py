"""The private wash: a company learns which of its numbers are blocked, shows them to nobody and gets no register."""
