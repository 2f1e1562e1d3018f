"""`python -m gensvar.cli`, for where the console script is not installed."""

from gensvar.cli import main

main()
