"""The command line: `gensvar COMMAND …`. Each command's module is loaded when it is called."""

from __future__ import annotations

import os
import sys

from gensvar.cli.root import gensvar
from gensvar.cli.session import language_of_environment, report_error
from gensvar.errors import GensvarError
from gensvar.text import Text

__all__ = ["gensvar", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0 done, 2 bad input or usage, 1 else.

    A fault of ours is told in one sentence too; GENSVAR_TRACEBACK=1 shows where it happened.
    """
    language = language_of_environment(arguments if arguments is not None else sys.argv[1:])
    try:
        gensvar.main(args=arguments, prog_name="gensvar", standalone_mode=True)
    except GensvarError as error:
        report_error(error, language)
        sys.exit(error.exit_code)
    except Exception as fault:
        if os.environ.get("GENSVAR_TRACEBACK"):
            raise
        report_error(_unexpected(fault), language)
        sys.exit(1)


def _unexpected(fault: Exception) -> GensvarError:
    said = f"{type(fault).__name__}: {fault}".splitlines()[0][:200]
    return GensvarError(
        Text(sv=f"ett fel i Gensvar ({said})", en=f"a fault in Gensvar ({said})"),
        mend=Text(
            sv="Kör igen med GENSVAR_TRACEBACK=1 och skicka det som visas till utvecklarna.",
            en="Run again with GENSVAR_TRACEBACK=1 and send what it shows to the developers.",
        ),
    )
