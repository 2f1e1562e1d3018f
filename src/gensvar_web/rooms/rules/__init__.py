"""Reading the rulebooks: public, without an account."""
