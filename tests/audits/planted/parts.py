"""Pieces that planted sites are made of: chats, layers, menus, look-alikes."""

from __future__ import annotations

import base64

from planted.sites import PHONE_LINK, SHOP, Change, Draft, add

LOOKALIKES = """
<h2>Mått och nummer</h2>
<p>Artikelnr 0701234567, modell 2026-11-03. Betala till bankgiro 5050-1055 eller plusgiro 12 34 56-7. Ordernummer 0846500417.</p>
<p>Konsert i verkstaden den 7-8 december. Läs mer om Hansonsgatan 67-73. Leverantörens organisationsnummer: 559218-35.</p>
"""
SAMPLES = """
<h2>Så skriver du adressen</h2>
<p>Exempel: Anna Exempel, Storgatan 1, 720 80 Landsbyn, namn@exempel.se</p>
<label for="prov">E-post</label><input id="prov" placeholder="namn@exempel.se" autocomplete="email">
"""
LOGIN = """<h1>Logga in på Mina sidor</h1><p>Skriv ditt kundnummer och ditt lösenord.</p>
<form action="/logga-in" method="post"><label for="kund">Kundnummer</label><input id="kund" name="kund" autocomplete="username">
<label for="ord">Lösenord</label><input id="ord" name="ord" type="password" autocomplete="current-password"><button>Logga in</button></form>"""
PASSWORD_WALL = """<div role="dialog" aria-label="Skyddad sida" style="position:fixed;inset:0;background:#fff;z-index:9999;padding:80px 24px">
<h2>Sidan är skyddad</h2><form action="/las-upp" method="post"><label for="losen">Lösenord</label><input id="losen" type="password"><button>Öppna</button></form></div>
"""
_ANSWERED = "onclick=\"document.getElementById('kakor').remove();localStorage.setItem('kakor','1')\""
_REMEMBER = "<script>if (localStorage.getItem('kakor')) document.getElementById('kakor').remove()</script>\n"
COOKIE_BAR = add(
    f"""<style>html {{ scroll-padding-bottom: 140px }} body {{ padding-bottom: 140px }}</style><div id="kakor" role="region" aria-label="Kakor" style="position:fixed;left:0;right:0;bottom:0;background:#f3f5f9;border-top:1px solid #5c6677;padding:8px 24px">
Vi använder bara nödvändiga kakor. <button type="button" {_ANSWERED}>Jag förstår</button></div>{_REMEMBER}""",
    before="</body>",
)
COOKIE_WALL = add(
    f"""<div id="kakor" role="dialog" aria-modal="true" aria-label="Kakor" style="position:fixed;inset:0;background:#fff;z-index:999;padding:120px 24px">
<h2>Vi använder kakor</h2><p>Vi och våra partner vill spara kakor. Godkänn kakor för att gå vidare till webbplatsen.</p><button type="button" {_ANSWERED}>Godkänn alla kakor</button></div>{_REMEMBER}""",
    before="</body>",
)
_PICTURE = f"""<svg xmlns="http://www.w3.org/2000/svg" width="420" height="70"><rect width="420" height="70" fill="#fff"/>
<text x="10" y="48" font-family="DejaVu Sans" font-size="40" fill="#1d2433">{SHOP.phone}</text></svg>"""
NUMBER_PICTURE = f"""<p><img alt="Så ringer du oss" width="420" height="70" src="data:image/svg+xml;base64,{base64.b64encode(_PICTURE.encode()).decode()}"></p>"""
CONTRADICTING_DATA = '"telephone": "+46313900612"'
BOT_SAYS_SO = "Hej! Jag är en chattbot som drivs av AI och ingen människa. Vad gäller din fråga?"
TRAP = """<label for="falla">Sök bland svaren</label><input id="falla">
<script>document.getElementById("falla").addEventListener("keydown", function (press) { if (press.key === "Tab") { press.preventDefault(); } });</script>
"""
HARD_WORDS = add(
    "<p>"
    + "Kundtjänstorganisationens ärendehanteringsprocesser förutsätter fullständiga identifikationsuppgifter beträffande"
    " abonnemangsinnehavaren, varvid ofullständiga underlagshandlingar oundvikligen medför handläggningsfördröjningar,"
    " kompletteringsförelägganden och undantagsvis avskrivningsbeslut enligt verksamhetens tillämpningsföreskrifter, "
    * 12
    + "varom kunden underrättas.</p>",
    "kontakt.html",
    before='<section class="ruta" id="ring">',
)


def chat(greeting: str, *, person: bool = False, bot: bool = False) -> Change:
    """Add a chat to every page: a button that opens a window with a greeting."""
    handing = '<p><button type="button">Prata med en människa</button></p>' if person else ""
    kind = "chatbot" if bot else "chatt"
    return add(
        f"""<button id="oppna-chatt" class="{kind}-knapp" type="button" aria-expanded="false" aria-controls="{kind}" style="position:fixed;right:16px;bottom:16px">Chatta med oss</button>
<section id="{kind}" class="{kind}" role="dialog" aria-label="Chatt" hidden style="position:fixed;right:16px;bottom:76px;width:310px;background:#fff;border:1px solid #5c6677;padding:14px">
<h2>Chatt</h2><p>{greeting}</p>{handing}<label for="chattext">Skriv här</label><input id="chattext" autocomplete="off"><button type="button">Skicka</button></section>
<script>document.getElementById("oppna-chatt").addEventListener("click", function () {{ var box = document.getElementById("{kind}"); box.hidden = !box.hidden; this.setAttribute("aria-expanded", String(!box.hidden)); }});</script>
""",
        before="</body>",
    )


def hidden_by_hover() -> Change:
    """Put the number in a panel of the menu that opens only under a mouse."""
    style = "<style>.panel{display:none;position:absolute;background:#fff;border:1px solid #5c6677;padding:10px}.svava:hover .panel{display:block}</style>"
    item = f'<li class="svava"><span>Hjälp</span><div class="panel"><p>Ring oss: {PHONE_LINK}. Samtalet kostar som ett vanligt samtal.</p></div></li>\n'

    def change(draft: Draft) -> None:
        add(style, before="</head>")(draft)
        add(item, before="</ul></nav>")(draft)

    return change


def menu_by_click() -> Change:
    """Put the whole menu behind a button, as phones have it."""

    def change(draft: Draft) -> None:
        for name in draft.html():
            text = draft.texts[name].replace(
                '<nav aria-label="Huvudmeny"><ul>',
                '<nav aria-label="Huvudmeny"><button type="button" id="meny" aria-expanded="false" aria-controls="menyn">Meny</button><ul id="menyn" hidden style="display:none">',
            )
            script = """<script>document.getElementById("meny").addEventListener("click", function () { var list = document.getElementById("menyn"), shut = list.hidden; list.hidden = !shut; list.style.display = shut ? "flex" : "none"; this.setAttribute("aria-expanded", String(shut)); });</script>\n"""
            draft.texts[name] = text.replace("</body>", script + "</body>")
        button = '<a class="knapp" href="lampor.html">Se alla våra lampor</a>'  # else buying would be a step shorter
        draft.texts["index.html"] = draft.texts["index.html"].replace(button, "Alla våra lampor finns i menyn.")

    return change
