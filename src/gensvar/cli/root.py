"""The root command: knows every command by name and one line, loads none of them by itself."""

from __future__ import annotations

from importlib import import_module

import click

from gensvar import __version__
from gensvar.cli.session import Session, language_of_environment
from gensvar.text import LANGUAGES, Text

# name -> (module:attribute, one line). The line stands here so that --help loads no command.
COMMANDS: dict[str, tuple[str, Text]] = {
    "rulebook": (
        "gensvar.cli.rulebook:rulebook",
        Text(sv="Läs, kontrollera, jämför och exportera regelverk", en="Read, check, compare and export rulebooks"),
    ),
    "data": (
        "gensvar.cli.data:data",
        Text(sv="Granska och läs in loggar i ett datalager", en="Inspect logs and import them into a store"),
    ),
    "measure": (
        "gensvar.cli.measure:measure",
        Text(sv="Räkna ut mått på ett datalager", en="Compute measures on a store"),
    ),
    "assess": (
        "gensvar.cli.assess:assess",
        Text(sv="Bedöm en organisation mot ett regelverk", en="Assess an organisation against a rulebook"),
    ),
    "verify": (
        "gensvar.cli.verify:verify",
        Text(sv="Räkna om en bedömning och jämför", en="Recompute an assessment and compare"),
    ),
    "generate": (
        "gensvar.cli.generate:generate",
        Text(sv="Skapa en påhittad organisation med känt facit", en="Make up an organisation with known truth"),
    ),
    "audit": (
        "gensvar.cli.audit:audit",
        Text(sv="Granska en webbplats: når kunden fram?", en="Audit a site: does the customer get through?"),
    ),
    "register": (
        "gensvar.cli.register:register",
        Text(sv="Sköt ett spärregister för telefonförsäljning", en="Run a block register for telephone sales"),
    ),
    "wash": (
        "gensvar.cli.wash:wash",
        Text(sv="Tvätta en ringlista mot ett spärregister, med kvitto", en="Wash a call list, with a receipt"),
    ),
    "receipt": (
        "gensvar.cli.receipt:receipt",
        Text(sv="Bokför en leverantörs tvätt i samma form", en="Record a supplier's wash in the same form"),
    ),
    "calls": (
        "gensvar.cli.calls:calls",
        Text(sv="Granska utgående samtal mot kvitton och undantag", en="Audit outbound calls against receipts"),
    ),
    "staffing": (
        "gensvar.cli.staffing:staffing",
        Text(sv="Bemanning enligt Erlang C", en="Staffing by Erlang C"),
    ),
    "push": (
        "gensvar.cli.push:push",
        Text(
            sv="Skicka ett datalager eller en bedömning till en server", en="Send a store or an assessment to a server"
        ),
    ),
    "serve": (
        "gensvar.cli.serve:serve",
        Text(sv="Starta webbplatsen", en="Start the web platform"),
    ),
    "manage": (
        "gensvar.cli.serve:manage",
        Text(sv="Kör ett av webbplatsens egna kommandon", en="Run one of the web platform's own commands"),
    ),
    "doctor": (
        "gensvar.cli.doctor:doctor",
        Text(sv="Säg vad som saknas och hur man får det", en="Say what is missing and how to get it"),
    ),
}


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are called or asked for help."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names in the order of help."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Load the command called `name`; None if there is none."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any of them."""
        language = context.params.get("lang") or language_of_environment()
        with formatter.section("Kommandon" if language == "sv" else "Commands"):
            formatter.write_dl([(name, line.into(language)) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gensvar")
@click.option("--lang", type=click.Choice(LANGUAGES), is_eager=True, help="Språk / language (GENSVAR_LANG)")
@click.pass_context
def gensvar(context: click.Context, lang: str | None) -> None:
    """Gensvar: etiska regler för kundservice som går att köra.

    Runs the ethical rules for customer service on an organisation's own data.
    """
    context.obj = Session(language=language_of_environment(["--lang", lang] if lang else []))
