"""Small sites in another hand than the planted ones, each with the verdicts that matter in it (a computer's window).

They are plain HTML as somebody else might write it: dialogs, tabs, single-page applications, shadow trees, gates. A verdict
with a number counts the steps.
"""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageDraw, ImageFont

Files = dict[str, str | tuple[int, str]]
STYLE = "body{font:16px/1.5 Arial;color:#222;background:#fff;margin:0}nav a{margin-right:1em}"
NAV = '<header><nav><a href="/">Hem</a><a href="/kontakt.html">Kontakt</a><a href="/om.html">Om oss</a></nav></header>'
FOOT = "<footer><p>Nordmattor AB, org.nr 559999-9017, Ringvägen 12, 118 60 Stockholm</p></footer>"
TXT = """<p>Vi säljer mattor till hem och kontor sedan 1984. Alla våra mattor vävs för hand av människor som vi känner och betalar väl.
Du kan se dem i butiken eller beställa hem ett prov. Vi hjälper dig gärna att välja rätt storlek och rätt färg till ditt rum, och du får
alltid en bild av just din matta innan den skickas hem till dig.</p>"""
TEL = """<p>Ring oss på <a href="tel:+46846500417">08-465 004 17</a>, vardagar 9-17. Mejla
<a href="mailto:hej@nordmattor-test.se">hej@nordmattor-test.se</a>.</p>"""


def page(title: str, body: str, lang: str = "sv", head: str = "") -> str:
    """Return a whole page."""
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    return f'<!DOCTYPE html><html lang="{lang}"><head>{meta}<title>{title}</title><style>{STYLE}</style>{head}</head><body>{body}</body></html>'


def site(kontakt: str, home: str = "") -> Files:
    """Return three pages: start, contact, about."""
    return {
        "/": page("Nordmattor", f"{NAV}<main><h1>Mattor</h1>{TXT}{home}</main>{FOOT}"),
        "/kontakt.html": page("Kontakt", f"{NAV}<main><h1>Kontakta oss</h1>{kontakt}</main>{FOOT}"),
        "/om.html": page("Om oss", f"{NAV}<main><h1>Om oss</h1>{TXT}</main>{FOOT}"),
    }


def changed(files: Files, old: str, new: str) -> Files:
    """Return the pages with a text replaced in each."""
    return {name: text.replace(old, new) for name, text in files.items() if isinstance(text, str)}


def drawn(text: str) -> str:
    """Return a picture of a text as a data address."""
    image, file = Image.new("RGB", (420, 80), "white"), io.BytesIO()
    ImageDraw.Draw(image).text((10, 20), text, fill="black", font=ImageFont.load_default(32))
    image.save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"


# fmt: off
SITES: dict[str, tuple[Files, dict[str, str]]] = {
    "clean": (site(TEL),{"D01":"pass 1","D02":"pass 1","D04":"pass 1","H06":"pass","H10":"pass","A02":"pass","H04":"pass","H01":"pass","D03":"pass 0"}),
    "accordion_div": (site('<div class="q" tabindex="0" role="button" aria-expanded="false" onclick="this.nextElementSibling.style.display=\'block\';this.setAttribute(\'aria-expanded\',\'true\')" onkeydown="if(event.key==\'Enter\')this.click()">Hur når jag er?</div><div style="display:none"><p>Telefon 08-465 004 17</p></div>'),{"D01":"pass 2","H02":"pass"}),
    "low_contrast": (site('<p style="color:#c8c8c8">Telefon 08-465 004 17</p>'),{"D01":"pass 1","H06":"fail"}),
    "wrong_tel": (site('<p>Telefon <a href="tel:+46846500471">08-465 004 17</a></p>'),{"D01":"pass 1","H10":"fail"}),
    "overlay_all": (site(TEL,home='<div style="position:fixed;top:0;left:0;width:100vw;height:100vh;background:#fff;z-index:1000"><h2>Ange lösenord</h2><form><input type="password" aria-label="Lösenord"><button type="submit">Gå in</button></form></div>'),{"D01":"cannot_tell","H04":"fail"}),
    "behind_login": ({"/":page("Hem",'<header><nav><a href="/">Hem</a><a href="/kontakt.html">Kontakta kundservice</a></nav></header>'+f"<main><h1>Mattor</h1>{TXT}</main>"+FOOT),"/kontakt.html":page("Logga in",'<main><h1>Logga in</h1><form action="/login" method="post"><label>E-post <input name="u"></label><label>Lösenord <input type="password" name="p"></label><button>Logga in</button></form></main>')},{"D01":"cannot_tell","H03":"fail"}),
    "hover_only": ({"/":page("Hem",'<header><nav><ul style="list-style:none"><li class="m"><span>Hjälp</span><ul class="s"><li><a href="/kontakt.html">Kontakta oss</a></li></ul></li></ul></nav></header>'+f"<main><h1>Mattor</h1>{TXT}</main>"+FOOT,head="<style>.s{display:none}.m:hover .s{display:block}</style>"),"/kontakt.html":page("Kontakt",f"<main><h1>Kontakta oss</h1>{TEL}</main>")},{"D01":"cannot_tell","H02":"fail"}),
    "premium": (site('<p>Kundservice: <a href="tel:+469391001019">0939-100 10 19</a></p>'),{"P01":"fail"}),
    "premium_priced": (site('<p>Kundservice: <a href="tel:+469391001019">0939-100 10 19</a> (9,90 kr/min)</p>'),{"P01":"pass"}),
    "dead_form": (site('<form><label>Ditt namn <input name="n"></label><label>Meddelande <textarea name="m"></textarea></label><button type="button">Skicka</button></form>'),{"H09":"fail","D01":"fail"}),
    "wrong_lang": (changed(site(TEL),'lang="sv"','lang="en"'),{"A04":"fail","D01":"pass 1"}),
    "kbd_trap": (site(TEL,home='<p><label>Sök <input id="s" onkeydown="if(event.key===\'Tab\'){event.preventDefault();this.focus()}"></label></p>'),{"A02":"fail"}),
    "no_withdraw": ({**site(TEL,home='<p><a href="/kop.html">Köp</a></p>'),"/kop.html":page("Köp",NAV+'<main><h1>Röllakan 399 kr</h1><form action="/kassa" method="post"><button>Köp nu</button></form><p>Du har 14 dagars ångerrätt enligt distansavtalslagen.</p></main>'+FOOT)},{"D07":"fail"}),
    "withdraw_ok": ({**site(TEL,home='<p><a href="/kop.html">Köp</a> <a href="/angra.html">Ångra köpet</a></p>'),"/kop.html":page("Köp",NAV+'<main><h1>Röllakan 399 kr</h1><form action="/kassa" method="post"><button>Köp nu</button></form></main>'+FOOT),"/angra.html":page("Ångra",NAV+'<main><h1>Ångra ditt köp</h1><form action="/angra" method="post"><label>Ordernummer <input name="o"></label><button>Bekräfta att jag ångrar köpet</button></form></main>'+FOOT)},{"D07":"pass 0"}),
    "asym": ({**site(TEL,home='<p>Mattabonnemang, 99 kr/mån. <a href="/start.html">Bli kund</a></p>'),"/start.html":page("Bli kund",NAV+'<main><h1>Bli kund</h1><form action="/x" method="post"><button>Teckna</button></form></main>'+FOOT),"/om.html":page("Om",NAV+f'<main><h1>Om oss</h1>{TXT}<p><a href="/v.html">Villkor</a></p></main>'+FOOT),"/v.html":page("Villkor",NAV+'<main><h1>Villkor</h1><p><a href="/u.html">Avsluta</a></p></main>'+FOOT),"/u.html":page("Säg upp",NAV+'<main><h1>Säga upp abonnemanget</h1><p>Gör så här: skriv till oss och säg vilket abonnemang du vill avsluta.</p></main>'+FOOT)},{"D08":"pass 3","D11":"fail"}),
    "bot_only": ({"/":page("Hem",f'<header><nav><a href="/">Hem</a></nav></header><main><h1>Mattor</h1>{TXT}</main><button id="b" onclick="c.hidden=false" style="position:fixed;bottom:20px;right:20px">Chatta med oss</button><div id="c" hidden role="dialog" aria-label="Chatt" style="position:fixed;bottom:80px;right:20px;width:300px;background:#fff;border:1px solid #333"><p>Hej! Jag är Maja, en chattbot. Vad vill du veta?</p><input aria-label="Fråga"></div>')},{"D05":"fail","L05":"fail","L01":"pass","D01":"fail"}),
    "chat_handoff": ({**site(TEL),"/":page("Hem",NAV+f'<main><h1>Mattor</h1>{TXT}</main><button id="b" onclick="c.hidden=false" style="position:fixed;bottom:20px;right:20px">Chatt</button><div id="c" hidden role="dialog" aria-label="Chatt" style="position:fixed;bottom:80px;right:20px;width:300px;background:#fff;border:1px solid #333"><p>Hej! Jag är en AI-assistent. Vill du hellre prata med en människa?</p><button>Prata med en medarbetare</button><input aria-label="Fråga"></div>'+FOOT)},{"D05":"pass","L05":"pass","L01":"pass"}),
    "hidden_opacity": (site('<p style="opacity:0">Telefon 08-465 004 17</p>'),{"D01":"fail","H01":"fail"}),
    "hidden_offscreen": (site('<p style="position:absolute;left:-9999px">Telefon 08-465 004 17</p>'),{"D01":"fail","H01":"fail"}),
    "cookie": (site(TEL,home='<div id="ck" style="position:fixed;inset:0;background:rgba(0,0,0,.7);z-index:99"><div style="background:#fff;margin:20vh auto;width:400px;padding:20px"><h2>Vi använder cookies</h2><button onclick="ck.remove()">Avvisa alla</button><button onclick="ck.remove()">Acceptera alla</button></div></div>'),{"D01":"pass 2","H04":"fail"}),
    "hamburger": ({"/":page("Hem",'<header><button aria-label="Meny" aria-expanded="false" onclick="n.classList.toggle(\'o\')">☰</button><nav id="n"><a href="/kontakt.html">Kundtjänst</a></nav></header>'+f"<main><h1>Mattor</h1>{TXT}</main>"+FOOT,head="<style>#n{display:none}#n.o{display:block}</style>"),"/kontakt.html":page("Kontakt",f"<main><h1>Kundtjänst</h1>{TEL}</main>")},{"D01":"pass 2"}),
    "firewall": ({"/":(403,page("Forbidden","<h1>Access denied</h1>"))},{"D01":"cannot_tell","D02":"cannot_tell"}),
    "other_domain": ({"/":page("Hem",'<header><nav><a href="https://www.facebook.com/mattor">Kontakta oss på Facebook</a></nav></header>'+f"<main><h1>Mattor</h1>{TXT}</main>")},{"H11":"fail","D01":"fail"}),
    "article_no": (site('<p>Artikelnr 0701234567</p><p>Bankgiro 5050-1055</p>'),{"D01":"fail"}),
    "email_at": (site('<p>Mejla hej (at) nordmattor-test.se</p>'),{"D02":"pass 1"}),
    "english_kontakt": ({"/":page("Home",'<header><nav><a href="/contact.html">Contact us</a></nav></header><main><h1>Rugs</h1><p>We sell rugs for homes and offices since 1984. All of our rugs are woven by hand by people whom we know and pay well. You can see them in the shop or order a sample to your home, and we will gladly help you to choose the right size and colour for your room.</p></main>',lang="en"),"/contact.html":page("Contact","<main><h1>Contact us</h1><p>Call +46 8 465 004 17, Monday to Friday 9am-5pm</p></main>",lang="en")},{"D01":"pass 1","D04":"pass 1"}),
    "dialog": (site('<button onclick="d.showModal()">Kontaktuppgifter</button><dialog id="d"><p>Telefon 08-465 004 17</p><button onclick="d.close()">Stäng</button></dialog>'),{"D01":"pass 2"}),
    "tabs": (site('<div role="tablist"><button role="tab" aria-selected="true">Butik</button><button role="tab" aria-selected="false" onclick="p2.hidden=false;p1.hidden=true;this.setAttribute(\'aria-selected\',\'true\')">Kundservice</button></div><div id="p1" role="tabpanel">Välkommen in</div><div id="p2" role="tabpanel" hidden>Ring 08-465 004 17</div>'),{"D01":"pass 2"}),
    "reveal": (site('<p>Telefon: <button onclick="this.outerHTML=\'08-465 004 17\'">Visa nummer</button></p>'),{"D01":"pass 2"}),
    "footer_phone": (changed(site("<p>Välkommen</p>"),"</footer>","<p>Kundservice: 08-465 004 17</p></footer>"),{"D01":"pass 0"}),
    "spans": (site('<p>Telefon <span>08</span>-<span>465</span> <span>004</span> <span>17</span></p>'),{"D01":"pass 1"}),
    "script_mail": (site('<p id="m"></p><script>m.innerHTML="<a href=mai"+"lto:hej"+"@nordmattor-test.se>"+"hej"+"@nordmattor-test.se</a>"</script>'),{"D02":"pass 1"}),
    "shadow": (site('<x-k></x-k><script>customElements.define("x-k",class extends HTMLElement{constructor(){super();this.attachShadow({mode:"open"}).innerHTML="<p>Telefon 08-465 004 17</p>"}})</script>'),{"D01":"pass 1"}),
    "spa": ({"/":page("Hem",'<header><nav><a href="#/" onclick="r(\'h\')">Hem</a> <a href="#/kontakt" onclick="r(\'k\')">Kontakt</a></nav></header><main id="v"></main><script>function r(x){v.innerHTML=x=="k"?"<h1>Kontakt</h1><p>Ring 08-465 004 17</p>":"<h1>Mattor</h1><p>Välkommen till oss</p>"}r(location.hash=="#/kontakt"?"k":"h")</script>')},{"D01":"pass 1"}),
    "spa_push": ({"/":page("Hem",'<header><nav><a href="/kontakt" onclick="event.preventDefault();history.pushState(0,0,\'/kontakt\');r()">Kontakt</a></nav></header><main id="v"></main><script>function r(){v.innerHTML=location.pathname=="/kontakt"?"<h1>Kontakt</h1><p>Ring 08-465 004 17</p>":"<h1>Mattor</h1><p>Välkommen till oss</p>"}r();onpopstate=r</script>'),"/kontakt":page("Hem",'<header><nav><a href="/kontakt">Kontakt</a></nav></header><main id="v"></main><script>function r(){v.innerHTML=location.pathname=="/kontakt"?"<h1>Kontakt</h1><p>Ring 08-465 004 17</p>":"<h1>Mattor</h1>"}r()</script>')},{"D01":"pass 1"}),
    "redirect": ({**site(TEL),"/kontakt.html":(302,"/k2.html"),"/k2.html":page("Kontakt",NAV+f"<main><h1>Kontakt</h1>{TEL}</main>")},{"D01":"pass 1"}),
    "age_gate": (site(TEL,home='<div style="position:fixed;inset:0;background:#000;color:#fff;z-index:50"><h2>Är du över 20 år?</h2><button onclick="this.parentNode.remove()">Ja</button> <a href="https://example.com">Nej</a></div>'),{"D01":"pass 2","H04":"fail"}),
    "sticky": (site('<div style="height:900px"></div>'+TEL+'<div style="position:fixed;bottom:0;left:0;right:0;height:120px;background:#fee">Rea just nu!</div><div style="height:400px"></div>'),{"D01":"pass 1"}),
    "hor_av_dig": ({"/":page("Hem",'<header><nav><a href="/hej.html">Hör av dig</a></nav></header>'+f"<main><h1>Mattor</h1>{TXT}</main>"),"/hej.html":page("Hej",f"<main><h1>Hör av dig</h1>{TEL}</main>")},{"D01":"pass 1"}),
    "details_two": (site('<details><summary>Frågor om leverans</summary><p>Vi skickar inom en vecka.</p></details><details><summary>Frågor om faktura</summary><p>Ring 0771-00 00 17</p></details>'),{"D01":"pass 2","P01":"fail"}),
    "foreign_no": (site('<p>Call us: +49 30 23125 014</p>'),{"D01":"pass 1"}),
    "org_as_phone": (site('<p>Org.nr 559999-9017. Momsnr SE559999901701. Order 20261125-1234.</p>'),{"D01":"fail"}),
    "shown_on_phones_only": (site('<p class="m">Ring <a href="tel:+46846500417">08-465 004 17</a></p><style>.m{display:none}@media(max-width:600px){.m{display:block}}</style>'),{"D01":"fail","H01":"fail"}),
    "number_in_a_photograph": (site(f'<img alt="Telefonnummer" src="{drawn("Ring 08-465 004 17")}">'),{"D01":"fail","H05":"fail"}),
}
# fmt: on
