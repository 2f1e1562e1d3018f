"""A deed in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DEEDS: dict[str, str | Promise] = {
    "people.found_organisation": gettext_lazy("Lade upp organisationen"),
    "people.save_profile": gettext_lazy("Ändrade profilen"),
    "people.set_threshold": gettext_lazy("Satte en egen gräns"),
    "people.invite": gettext_lazy("Bjöd in någon"),
    "people.withdraw_invitation": gettext_lazy("Tog tillbaka en inbjudan"),
    "people.accept_invitation": gettext_lazy("Gick med"),
    "people.change_role": gettext_lazy("Ändrade en roll"),
    "people.remove_member": gettext_lazy("Avslutade ett medlemskap"),
    "people.erase": gettext_lazy("Tog bort sitt konto"),
    "people.ask_for_data": gettext_lazy("Bad om sina uppgifter"),
    "vault.forget_person": gettext_lazy("Tog bort en person ur en bedömning"),
    "api.make_token": gettext_lazy("Skapade en API-nyckel"),
    "api.revoke_token": gettext_lazy("Spärrade en API-nyckel"),
    "api.receive_store": gettext_lazy("Lade in data från ett annat datalager"),
    "vault.keep_assessment": gettext_lazy("Sparade en bedömning"),
    "answers.begin_round": gettext_lazy("Började en självskattning"),
    "answers.bring_along": gettext_lazy("Tog med tidigare svar"),
    "answers.confirm": gettext_lazy("Bekräftade svar"),
    "answers.date_document": gettext_lazy("Angav vad ett dokument gäller"),
    "answers.forget_document": gettext_lazy("Tog bort ett dokument"),
    "answers.hand_over": gettext_lazy("Lämnade frågor till en kollega"),
    "answers.receive": gettext_lazy("Lade in ett dokument"),
    "answers.save": gettext_lazy("Svarade på en fråga"),
    "answers.remind": gettext_lazy("Påminde om obesvarade frågor"),
    "answers.take_back": gettext_lazy("Tog tillbaka en fråga"),
    "answers.take_in": gettext_lazy("Läste in svar ur en fil"),
    "answers.undo": gettext_lazy("Ångrade ett svar"),
    "block.read_letter": gettext_lazy("Läste ett brev till spärregistret"),
    "block.enter_letter": gettext_lazy("Läste ett brev en andra gång"),
    "block.release": gettext_lazy("Tog ut nummer utan innehavare ur spärregistret"),
    "block.set_letter_aside": gettext_lazy("Lade undan ett brev till spärregistret"),
    "block.snapshot": gettext_lazy("Tog en ögonblicksbild av spärregistret"),
    "wash.begin": gettext_lazy("Började tvätta en lista"),
    "wash.finish": gettext_lazy("Tvättade en lista"),
    "wash.fetch": gettext_lazy("Hämtade en tvättad lista"),
    "data.begin_import": gettext_lazy("Började läsa in en fil"),
    "data.correct_mapping": gettext_lazy("Rättade kolumnerna i en fil"),
    "data.forget_mapping": gettext_lazy("Tog bort en sparad mappning"),
    "data.import": gettext_lazy("Läste in en fil"),
    "data.measure": gettext_lazy("Beräknade mått"),
    "data.receive": gettext_lazy("Tog emot en fil"),
    "data.refuse_import": gettext_lazy("En fil gick inte att läsa in"),
    "data.remove_file": gettext_lazy("Tog bort en fil"),
    "findings.assess": gettext_lazy("Startade en bedömning"),
    "findings.draw_report": gettext_lazy("Skapade en rapport"),
    "findings.open_link": gettext_lazy("En delad länk öppnades"),
    "findings.revoke_link": gettext_lazy("Stängde en delad länk"),
    "findings.set_aside": gettext_lazy("Satte ett eget utfall"),
    "findings.share": gettext_lazy("Delade en bedömning"),
    "findings.withdraw": gettext_lazy("Tog tillbaka ett eget utfall"),
    "people.save_account": gettext_lazy("Ändrade sitt konto"),
    "plan.answer_question": gettext_lazy("Svarade på en fråga från en medlem"),
    "plan.ask_for_help": gettext_lazy("Bad om hjälp"),
    "plan.attach": gettext_lazy("Bifogade en fil"),
    "plan.change_action": gettext_lazy("Ändrade en åtgärd"),
    "plan.choose_reminders": gettext_lazy("Valde påminnelser"),
    "plan.close_by_measurement": gettext_lazy("En mätning stängde en åtgärd"),
    "plan.close_feed": gettext_lazy("Stängde en kalender"),
    "plan.close_question": gettext_lazy("Avslutade en fråga"),
    "plan.comment": gettext_lazy("Kommenterade en åtgärd"),
    "plan.comment_from_outside": gettext_lazy("Kommenterade utan konto"),
    "plan.make_action": gettext_lazy("Skapade en åtgärd"),
    "plan.open_feed": gettext_lazy("Öppnade en kalender"),
    "plan.reopen_by_measurement": gettext_lazy("En mätning öppnade en åtgärd igen"),
    "plan.report_done_from_outside": gettext_lazy("Anmälde utan konto att något är klart"),
    "plan.revoke_link": gettext_lazy("Stängde en ägares länk"),
    "site.audit": gettext_lazy("Startade en granskning av webbplatsen"),
    "site.finish_audit": gettext_lazy("En granskning av webbplatsen blev klar"),
    "site.set_watch": gettext_lazy("Valde hur ofta webbplatsen granskas"),
    "plan.send_link": gettext_lazy("Skickade en länk till en ägare"),
}
PARTS: dict[str, str | Promise] = {
    "people": gettext_lazy("Personer och profil"),
    "api": gettext_lazy("API"),
    "vault": gettext_lazy("Bedömningar"),
    "answers": gettext_lazy("Självskattning"),
    "data": gettext_lazy("Data"),
    "findings": gettext_lazy("Utfall"),
    "overview": gettext_lazy("Översikt och rapporter"),
    "plan": gettext_lazy("Åtgärder"),
    "site": gettext_lazy("Webbplats"),
}


def deed_in_words(deed: str) -> str:
    """Return what was done; its code where it has no words."""
    return str(DEEDS.get(deed, deed))


def part_in_words(part: str) -> str:
    """Return the part of the program."""
    return str(PARTS.get(part, part))


def person_in_words(number: int | None, names: dict[int, str]) -> str:
    """Return a name; the program itself where nobody did it."""
    if number is None:
        return _("Gensvar självt")
    return names.get(number) or _("Borttagen person %(number)s") % {"number": number}


def details_in_words(details: dict[str, Any]) -> str:
    """Return the details as `key: value` pairs."""
    return " · ".join(f"{key}: {_value(value)}" for key, value in details.items() if value not in ("", None, [], {}))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}={one}" for key, one in value.items())
    text = "–" if value is None else str(value)
    return text[:19] + "…" if text.startswith("sha256:") else text
