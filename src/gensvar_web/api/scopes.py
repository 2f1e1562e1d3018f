"""What a token may be good for. The role of the person who made it still sets the limit."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "read": _("Läsa allt som en läsare ser"),
    "answers": _("Svara på frågor"),
    "data": _("Ladda upp filer och läsa in data"),
    "assess": _("Starta och lägga in bedömningar"),
    "plan": _("Skapa och ändra åtgärder"),
    "admin": _("Ändra profilen, sköta personer och läsa loggen"),
}
