"""Every planted site, by what was done to the clean one."""

from __future__ import annotations

from planted.parts import (
    BOT_SAYS_SO,
    CONTRADICTING_DATA,
    COOKIE_BAR,
    COOKIE_WALL,
    HARD_WORDS,
    LOGIN,
    LOOKALIKES,
    NUMBER_PICTURE,
    PASSWORD_WALL,
    SAMPLES,
    TRAP,
    chat,
    hidden_by_hover,
    menu_by_click,
)
from planted.sites import (
    MAIL_LINK,
    NO_PHONE,
    PHONE_LINE,
    PHONE_LINK,
    SHOP,
    Site,
    add,
    answers,
    cut,
    drop,
    everything_answers,
    file,
    mobile_too,
    page,
    swap,
)

CONTACT = "kontakt.html"
LD = r'<script type="application/ld\+json">.*?</script>\n?'
NO_DATA = cut(LD, CONTACT)  # where the contact itself goes, what machines are told goes too
FORM = r"<section><h2>Skicka ett meddelande här.*?</section>"
NO_MAIL = (cut(rf"<p>E-post: {MAIL_LINK}</p>", CONTACT), swap(f", e-post {SHOP.email}", "", "om-oss.html"),
           swap(MAIL_LINK, "oss", "tillganglighet.html"))  # fmt: skip
WITHDRAWAL = '<li><a href="angra.html">Ångra avtalet här</a></li>\n'
CANCELLING = r'<section class="ruta"><h2>Säg upp abonnemanget</h2>.*?</section>\n'
COMPLAINING = r'<section class="ruta"><h2>Klaga på en vara.*?</section>\n'
IN_MENU = '<li><a href="kontakt.html">Kontakta kundservice</a></li>\n'
PREMIUM = swap(PHONE_LINE, '<p>Telefon: <a href="tel:+469391001010">0939-100 10 10</a></p>\n', CONTACT)
COSTS = "Samtalet kostar som ett vanligt samtal."

SITES = (
    # clean sites: nothing to find
    mobile_too(Site("clean", alone=True)),
    Site("chat_with_people", (chat("Du skriver med en medarbetare på kundservice. Chatten är öppen måndag–fredag 9–16."),)),
    Site("bot_with_notice_and_people", (chat(BOT_SAYS_SO, person=True, bot=True),)),
    mobile_too(Site("cookie_bar", (COOKIE_BAR,), alone=True)),
    Site("questions_in_accordions", (add("<details><summary>Hur lång tid tar frakten?</summary><p>Tre dagar.</p></details>", CONTACT),)),
    Site("login_with_public_twin", (page("mina-sidor.html", LOGIN), add('<p><a href="mina-sidor.html">Mina sidor</a></p>', "index.html"))),
    mobile_too(Site("menu_by_click", (menu_by_click(),), alone=True)),
    Site("lookalikes_beside_real", (add(LOOKALIKES, "lampor.html"), add(SAMPLES, "lampor.html"))),
    Site("number_written_abroad", (swap(PHONE_LINK, '<a href="tel:08-465 004 17">+46 (0)8-465 004 17</a>', CONTACT),)),
    Site("premium_with_price", (PREMIUM, NO_DATA, swap(COSTS, "Samtalet kostar 9,90 kr per minut.", CONTACT))),
    # telephone
    Site("no_phone", (NO_PHONE, NO_DATA)),
    Site("lookalikes_only", (NO_PHONE, NO_DATA, add(LOOKALIKES, "lampor.html"))),
    Site("phone_in_picture", (NO_PHONE, NO_DATA, add(NUMBER_PICTURE, CONTACT))),
    Site("phone_in_low_contrast", (swap(PHONE_LINK, f'<a style="color:#c4cad4" href="tel:{SHOP.tel}">{SHOP.phone}</a>', CONTACT),)),
    Site("phone_tiny", (swap(PHONE_LINK, f'<a style="font-size:8px" href="tel:{SHOP.tel}">{SHOP.phone}</a>', CONTACT),)),
    Site("phone_dials_another", (swap(f"tel:{SHOP.tel}", "tel:+46846500471", CONTACT),)),
    Site("phone_dials_too_few", (swap(f"tel:{SHOP.tel}", "tel:084650041", CONTACT),)),
    Site("phone_hidden", (swap("<p>Telefon: <a", '<p style="display:none">Telefon: <a', CONTACT),)),
    Site("phone_off_screen", (swap("<p>Telefon: <a", '<p style="position:absolute;left:-9999px">Telefon: <a', CONTACT),)),
    mobile_too(Site("phone_in_accordion", (swap(PHONE_LINE, f"<details><summary>Andra frågor</summary>{PHONE_LINE}</details>", CONTACT),))),
    Site("phone_by_hover_only", (NO_PHONE, NO_DATA, hidden_by_hover()), alone=True),
    Site("phone_behind_login", (NO_PHONE, NO_DATA, page("mina-sidor.html", LOGIN),
         add('<p>Numret till kundservice finns på <a href="mina-sidor.html">Mina sidor</a>. Logga in för att ringa oss.</p>', CONTACT)), alone=True),
    Site("premium_without_price", (PREMIUM, NO_DATA, swap(COSTS, "", CONTACT))),
    Site("shared_without_price", (swap(PHONE_LINE, '<p>Telefon: <a href="tel:+46771000017">0771-00 00 17</a></p>\n', CONTACT), NO_DATA, swap(COSTS, "", CONTACT))),
    Site("price_not_said", (swap(COSTS, "", CONTACT),)),
    # what lies over the page
    mobile_too(Site("overlay_over_all", (add(PASSWORD_WALL, before="</body>"),), alone=True)),
    mobile_too(Site("cookie_wall", (COOKIE_WALL,), alone=True)),
    # other ways to reach somebody
    Site("no_email", (*NO_MAIL, NO_DATA, add(SAMPLES, "lampor.html"))),
    Site("no_address", (swap(f", {SHOP.street}, {SHOP.postcode} {SHOP.town}", ""), swap(f", adress {SHOP.street}, {SHOP.postcode} {SHOP.town}", "", "om-oss.html"), NO_DATA, add(SAMPLES, "lampor.html"))),
    Site("no_hours", (swap("<p>Öppettider i telefon: måndag–fredag 8–17</p>", "", CONTACT), NO_DATA, add(LOOKALIKES, "lampor.html"))),
    Site("only_chat", (NO_PHONE, *NO_MAIL, NO_DATA, cut(FORM, CONTACT), chat("Du skriver med en medarbetare på kundservice.")), alone=True),
    Site("bot_without_notice", (chat("Hej! Jag heter Lova och svarar dygnet runt. Vad gäller din fråga?", person=True, bot=True),)),
    Site("bot_without_people", (chat(BOT_SAYS_SO, bot=True),)),
    Site("form_only", (NO_PHONE, *NO_MAIL, NO_DATA), alone=True),
    Site("dead_form", (swap('<form action="/meddelande" method="post">', "<form onsubmit=\"return false\">", CONTACT),
         swap("<button>Skicka meddelandet</button>", "<button>Skicka meddelandet</button><p>Det här är en demo: formuläret skickar eller lagrar inga uppgifter.</p>", CONTACT))),
    Site("no_identity", (swap(f", organisationsnummer {SHOP.organisation_number}", ""), swap(f"organisationsnummer {SHOP.organisation_number}, ", "", "om-oss.html"))),
    Site("no_alternatives", (cut(r'<section class="ruta"><h2>Om du inte kan ringa.*?</section>', CONTACT),)),
    Site("contact_on_other_domain", (NO_PHONE, *NO_MAIL, NO_DATA, swap('href="kontakt.html"', 'href="https://hjalp.lampkoncernen-pahittad.se/kontakt"'), drop(CONTACT)), alone=True),
    # complaining, withdrawing, cancelling
    Site("no_complaint", (cut(COMPLAINING, CONTACT), add("<p>Antalet klagomål sjönk under året, och styrelsen är nöjd.</p>", "om-oss.html"))),
    Site("no_withdrawal", (swap(WITHDRAWAL, ""), drop("angra.html"), swap('Det gör du på sidan <a href="angra.html">Ångra avtalet</a>. ', "Skriv då ett brev till oss. ", "om-oss.html"))),
    Site("withdrawal_without_confirmation", (swap("<button>Bekräfta att jag ångrar avtalet</button>", "<button>Skicka</button>", "angra.html"),)),
    Site("withdrawal_in_four_steps", (swap(WITHDRAWAL, '<li><a href="bra-att-veta.html">Bra att veta</a></li>\n'),
         swap('Det gör du på sidan <a href="angra.html">Ångra avtalet</a>. ', "", "om-oss.html"),
         page("bra-att-veta.html", '<h1>Bra att veta</h1><p>Läs mer om <a href="efter-kopet.html">tiden efter köpet</a>.</p>'),
         page("efter-kopet.html", '<h1>Tiden efter köpet</h1><p>Läs mer om <a href="frister.html">fristerna</a>.</p>'),
         page("frister.html", '<h1>Frister</h1><p>Du har fjorton dagar. <a href="angra.html">Ångra avtalet här</a></p>'))),
    Site("no_cancellation", (cut(CANCELLING, CONTACT), add("<p>Parterna får säga upp avtalet med en månads varsel.</p>", "om-oss.html"))),
    Site("cancelling_harder_than_buying", (cut(CANCELLING, CONTACT), add('<p><a href="villkor-abonnemang.html">Regler för abonnemang</a></p>', "om-oss.html"),
         page("villkor-abonnemang.html", '<h1>Regler för abonnemang</h1><p>Här står vad som gäller. <a href="tider.html">Tider och frister</a></p>'),
         page("tider.html", '<h1>Tider och frister</h1><p>Abonnemanget löper en månad i taget. <a href="sluta.html">Att sluta</a></p>'),
         page("sluta.html", "<h1>Säg upp abonnemanget</h1><p>Gör så här för att säga upp ditt abonnemang: ring oss och säg ditt kundnummer.</p>"))),
    # reaching the page
    Site("contact_off_the_map", (swap(IN_MENU, ""),
         swap('<a href="kontakt.html">kontakta kundservice</a>', "kundservice", "tillganglighet.html"), add('<p><a href="vara-personer.html">Vilka vi är</a></p>', "om-oss.html"),
         page("vara-personer.html", '<h1>Vilka vi är</h1><p>Vi är nio personer. <a href="kontakt.html">Hit hör du av dig</a>.</p>'),
         file("sitemap.xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{origin}/</loc></url></urlset>')), alone=True),
    Site("contact_disallowed", (file("robots.txt", "User-agent: *\nDisallow: /kontakt.html\nSitemap: {origin}/sitemap.xml\n"),), alone=True),
    Site("contact_noindex", (add('<meta name="robots" content="noindex">', CONTACT, before="</head>"),)),
    Site("contact_noindex_header", (answers(CONTACT, headers={"X-Robots-Tag": "noindex"}),)),
    Site("contact_soft_404", (page(CONTACT, "<h1>Sidan finns inte</h1><p>Sidan du söker kunde inte hittas. Gå till startsidan i stället.</p>"),), alone=True),
    Site("contact_forbidden", (answers(CONTACT, status=403),), alone=True),
    Site("firewall", (everything_answers(403, "<!doctype html><title>Access denied</title><h1>Request blocked</h1>"),), alone=True),
    Site("contact_slow", (answers(CONTACT, delay_s=8),), limit_s=3, alone=True),
    # machines, language, readers
    Site("broken_data", (swap('"openingHours"', '"openingHours', CONTACT),)),
    Site("contradicting_data", (swap(f'"telephone": "{SHOP.tel}"', CONTRADICTING_DATA, CONTACT),)),
    Site("wrong_language", (swap('<html lang="sv">', '<html lang="en">'),), alone=True),
    Site("hard_text", (HARD_WORDS,)),
    Site("no_statement", (swap('<li><a href="tillganglighet.html">Tillgänglighetsredogörelse</a></li>\n', ""), drop("tillganglighet.html"))),
    Site("statement_of_another", (swap("för Lövsta Lampor", "för Norrbacka kommun", "tillganglighet.html"), swap(f"{SHOP.name} står", "Norrbacka kommun står", "tillganglighet.html"))),
    Site("help_in_different_places", (swap(IN_MENU, "", "lampor.html", "om-oss.html"), add('<p><a href="kontakt.html">Kontakta kundservice</a></p>', "lampor.html", "om-oss.html", before="</footer>"))),
    Site("no_codes", (swap("Vi följer de etiska reglerna för god kundservice och uppförandekoden för e-handel. Det betyder att", "Vi lovar att", "om-oss.html"),)),
    # keyboard and touch
    Site("keyboard_trap", (add(TRAP, CONTACT),)),
    Site("focus_not_visible", (add("<style>*:focus, *:focus-visible { outline: none !important; box-shadow: none !important }</style>", before="</head>"),)),
    Site("vague_names", (swap(">Kontakta kundservice</a></li>", ">Läs mer</a></li>"),)),
    Site("zoom_blocked", (swap("width=device-width, initial-scale=1", "width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no"),), windows=("desktop", "mobile")),
)  # fmt: skip
BY_NAME = {site.name: site for site in SITES}
