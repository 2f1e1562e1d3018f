"""The words that lead to customer service, in Swedish, English and Finnish: which links to follow first, what is a
target.
"""

from __future__ import annotations

import re

from gensvar.audits.observation import TargetKind

# (pattern, weight): the heavier, the sooner a link is followed.
_WEIGHTS: tuple[tuple[str, int], ...] = (
    (r"kontakt|contact|ota yhteyttä|yhteystied", 100),
    (r"kundservice|kundtjänst|kundcenter|kundsupport|customer (service|care|support)|asiakaspalvelu", 95),
    (r"\bångra|ångerrätt|frånträd|withdraw|peruut", 80),
    (r"säg(a)? upp|uppsägning|avsluta|cancel|terminat|irtisano", 80),
    (r"klag|reklam(era|ation)|synpunkt|complain|reklamaatio|palaute|feedback", 80),
    (r"\bhjälp|support\b|help\b|faq|frågor och svar|vanliga frågor|ohje|tuki\b|q&a", 75),
    (r"öppettid|opening hours|telefontid|aukiolo|hitta (hit|till)|besök", 70),
    (r"retur|return|garanti|warranty|köpvillkor|villkor|terms|ehdot", 55),
    (r"om (oss|företaget|webbplatsen)|about|tietoa meistä|impressum|vilka vi är", 50),
    (r"tillgänglighet|accessibility|saavutettavuus", 45),
    (r"integritet|privacy|personuppgift|cookies?|tietosuoja", 30),
    (r"chatt?|ring oss|call us|mejla|e-post", 60),
    (r"köp|beställ|bli kund|teckna|order|buy|sign up|tilaa|kassa|checkout|varukorg|abonnemang", 35),
    (r"personal|medarbetare|staff|team|kontor|butiker|stores|locations", 40),
    (r"på svenska|svenska|in swedish|suomeksi|english", 25),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in _WEIGHTS)
# What a heading, a link or a control must say to be a target; texts in passing are none.
_TARGETS: dict[TargetKind, re.Pattern[str]] = {
    "chat": re.compile(r"\b(live)?chatt?(a|en)?\b|\bchatbot\b|öppna chatt|avaa chat", re.IGNORECASE),
    "complaint": re.compile(
        r"klagomål|\bklaga\b|\breklamera|reklamation|synpunkter|\bcomplain|make a complaint|reklamaatio|valitus",
        re.IGNORECASE,
    ),
    "withdrawal": re.compile(
        r"^\W*(jag vill )?ångra( (mitt|ditt|ett|avtalet|köpet|köp|beställning(en)?|din|min|här|nu|dig))*\W*$|"
        r"frånträd(a)? avtal|utöva ångerrätt|^\W*withdraw( from)?( (the|this|my|your))?( contract| purchase| order)?( here)?\W*$|"  # noqa: E501
        r"^\W*cancel (my|your|the) (order|purchase)\W*$|peruuta (sopimus|tilaus)",
        re.IGNORECASE,
    ),
    "cancellation": re.compile(
        r"\bsäg(a)? upp\b|\buppsägning|avsluta (ditt |din |mitt |min )?(abonnemang|avtal|prenumeration|medlemskap|konto|tjänst)|"  # noqa: E501
        r"cancel (my |your |the )?(subscription|membership|contract|account|plan)|terminat\w+ (your |the )?contract|irtisano",  # noqa: E501
        re.IGNORECASE,
    ),
    "buy": re.compile(
        r"^\W*(köp|lägg (i|till i) (varukorgen|kundvagnen|kundkorgen|varukorg)|beställ|bli kund|bli medlem|teckna( \w+){0,2}|"  # noqa: E501
        r"till kassan|buy( now)?|add to (cart|basket|bag)|order now|sign up|subscribe|checkout|osta|lisää ostoskoriin|tilaa)"  # noqa: E501
        r"( nu| här| direkt| online)?\W*$",
        re.IGNORECASE,
    ),
}
HOW_TO = re.compile(
    r"gör så här|så (här )?(gör|klagar|reklamerar|säger|avslutar)|kontakta (oss|vår|kund)|ring\b|mejla|maila|skicka|skriv till|"  # noqa: E501
    r"fyll i|anmäl|lämna|vänd dig|hör av dig|logga in|välj|klicka|here'?s how|how to|contact us|call us|e-?mail us|write to|"  # noqa: E501
    r"fill in|send (us|your)|ota yhteyttä|soita|lähetä|täytä|formulär",
    re.IGNORECASE,
)


def weight(label: str) -> int:
    """Return how likely a label leads towards customer service, 0 to 100."""
    return max((points for pattern, points in _COMPILED if pattern.search(label)), default=0)


def targets(label: str) -> list[TargetKind]:
    """Return what a heading, link or control with this label is a way to."""
    if len(label) > 90:
        return []
    return [kind for kind, pattern in _TARGETS.items() if pattern.search(label)]
