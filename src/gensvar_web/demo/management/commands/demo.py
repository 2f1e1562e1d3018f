"""`gensvar manage demo`: fill an empty data folder with the demo organisation, and say how to sign in."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.demo.filling import fill
from gensvar_web.demo.population import EMAILS, PEOPLE, SLUG
from gensvar_web.demo.website import place_website
from gensvar_web.kit.operator import FILE
from gensvar_web.people.models import Organisation, User

CONTACTS = 36_000
OPERATOR = Path(__file__).parents[2] / "operator.yaml"


class Command(BaseCommand):
    """The demo organisation."""

    help = "Fyll en tom datamapp med demonstrationen / fill an empty data folder with the demo"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--contacts says how large it is, --website where the made-up company's website is served."""
        parser.add_argument("--contacts", type=int, default=CONTACTS)
        parser.add_argument("--website", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, fill, tell."""
        if not settings.DEMO:
            raise CommandError("GENSVAR_DEMO=1 saknas / is missing")
        call_command("migrate", interactive=False, verbosity=0)
        shutil.copyfile(OPERATOR, Path(settings.DATA) / FILE)
        try:
            fill(Path(settings.DATA) / "made-up", options["contacts"], self._say)
            if options["website"]:
                owner = User.objects.get(email=EMAILS["alice"])
                place_website(Organisation.objects.get(slug=SLUG), owner, options["website"])
        except BadInput as problem:
            raise CommandError(f"{problem.what.sv} / {problem.what.en} ({problem.where})") from problem
        self.stdout.write("\nWebbplatsen / the web application:")
        self.stdout.write(f"  {settings.ADDRESS}{reverse('demo:sign_in')}")
        if options["website"]:
            self.stdout.write("Bolagets webbplats, med brister / the company's website, with flaws:")
            self.stdout.write(f"  {options['website']}")
        self.stdout.write("Logga in som / sign in as:")
        for one in PEOPLE:
            self.stdout.write(f"  {one.name:14} {one.email:36} {one.title.sv} / {one.title.en}")

    def _say(self, text: Text) -> None:
        self.stdout.write(f"{text.sv} / {text.en} …")
        self.stdout.flush()
