"""What the overview adds to the menu."""

from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.navigation import Entry, offer

offer(Entry(_("Översikt"), "overview:overview", 10, "overview.read"))
