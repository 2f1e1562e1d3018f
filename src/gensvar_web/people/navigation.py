"""What people add to the menu."""

from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.navigation import Entry, offer

offer(Entry(_("Organisationen"), "people:organisation", 90, "people.read"))
