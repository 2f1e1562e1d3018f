"""The command line: `gensvar COMMAND …`. Each command's module is loaded when it is called."""

from __future__ import annotations

import sys

from gensvar.cli.root import gensvar
from gensvar.cli.session import language_of_environment, report_error
from gensvar.errors import GensvarError

__all__ = ["gensvar", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0 done, 2 bad input or usage, 1 else."""
    try:
        gensvar.main(args=arguments, prog_name="gensvar", standalone_mode=True)
    except GensvarError as error:
        report_error(error, language_of_environment(arguments if arguments is not None else sys.argv[1:]))
        sys.exit(error.exit_code)
