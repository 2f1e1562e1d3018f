"""A scope in words: `organisationer som säljer per telefon och har minst 50 anställda`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gensvar.text import Text

EVERYONE = Text(sv="alla organisationer", en="all organisations")
# A field that is true: the Swedish clause ("inte" goes before it), the English one and its negation.
_CLAUSES: dict[str, tuple[str, str, str]] = {
    "public": ("är offentliga", "are public bodies", "are not public bodies"),
    "outsourced": ("anlitar inhyrd kundservice", "outsource customer service", "do not outsource customer service"),
    "sells_by_phone": ("säljer per telefon", "sell by telephone", "do not sell by telephone"),
    "calls_out": ("ringer upp kunder", "call customers", "do not call customers"),
    "fundraising": ("samlar in pengar", "raise funds", "do not raise funds"),
    "uses_bot": ("använder en chattbot eller talbot", "use a bot", "do not use a bot"),
    "has_website": ("har en webbplats", "have a website", "have no website"),
    "sells_at_distance": ("säljer på distans", "sell at a distance", "do not sell at a distance"),
    "auto_renewal": (
        "har avtal som förlängs av sig själva",
        "have self-renewing contracts",
        "have no self-renewing contracts",
    ),
    "premium_rate": ("har betalnummer", "have premium-rate numbers", "have no premium-rate numbers"),
    "mark_holder": ("bär märkningen", "hold the mark", "do not hold the mark"),
    "association_member": (
        "är medlemmar i föreningen",
        "are members of the association",
        "are not members of the association",
    ),
    "records_calls": ("spelar in samtal", "record calls", "do not record calls"),
}
_NUMBERS: dict[str, Text] = {
    "employees": Text(sv="har {} anställda", en="have {} employees"),
    "turnover_meur": Text(sv="har en omsättning på {} miljoner euro", en="have a turnover of {} million euros"),
    "balance_meur": Text(
        sv="har en balansomslutning på {} miljoner euro", en="have a balance sheet total of {} million euros"
    ),
}
_COMPARED: dict[str, Text] = {
    "at_least": Text(sv="minst {}", en="at least {}"),
    "at_most": Text(sv="högst {}", en="at most {}"),
    "above": Text(sv="över {}", en="over {}"),
    "below": Text(sv="under {}", en="under {}"),
}
_LISTS: dict[str, Text] = {
    "sector": Text(sv="är verksamma inom {}", en="work in {}"),
    "channels": Text(sv="har kanalen {}", en="have the channel {}"),
    "sells_to": Text(sv="säljer till {}", en="sell to {}"),
    "country": Text(sv="verkar i {}", en="work in {}"),
}
_VALUES: dict[str, Text] = {
    "consumers": Text(sv="konsumenter", en="consumers"),
    "businesses": Text(sv="företag", en="businesses"),
    "phone": Text(sv="telefon", en="telephone"),
    "email": Text(sv="e-post", en="e-mail"),
    "chat": Text(sv="chatt", en="chat"),
    "form": Text(sv="formulär", en="form"),
    "bot": Text(sv="bot", en="bot"),
    "sms": Text(sv="sms", en="text message"),
    "post": Text(sv="brev", en="letter"),
    "visit": Text(sv="besök", en="visit"),
    "social": Text(sv="sociala medier", en="social media"),
    "energy": Text(sv="energi", en="energy"),
    "telecom": Text(sv="telekom", en="telecom"),
    "electricity": Text(sv="el", en="electricity"),
    "gas": Text(sv="gas", en="gas"),
    "water": Text(sv="vatten", en="water"),
    "bank": Text(sv="bank", en="banking"),
    "insurance": Text(sv="försäkring", en="insurance"),
    "finance": Text(sv="finans", en="finance"),
    "transport": Text(sv="transport", en="transport"),
    "retail": Text(sv="handel", en="retail"),
    "SE": Text(sv="Sverige", en="Sweden"),
    "ES": Text(sv="Spanien", en="Spain"),
    "PT": Text(sv="Portugal", en="Portugal"),
}


def describe(scope: Mapping[str, object]) -> Text:
    """Return whom the scope concerns, in words."""
    if not scope:
        return EVERYONE
    clause = _clause(scope)
    return Text(sv=f"organisationer som {clause.sv}", en=f"organisations that {clause.en}")


def _clause(scope: Mapping[str, object]) -> Text:
    conditions = [_condition(key, wanted) for key, wanted in scope.items()]
    if len(scope) > 1:
        conditions = [_bracketed(part) if key == "any" else part for key, part in zip(scope, conditions, strict=True)]
    return _joined(conditions, Text(sv="och", en="and"))


def _bracketed(clause: Text) -> Text:
    return Text(sv=f"({clause.sv})", en=f"({clause.en})")


def _condition(key: str, wanted: Any) -> Text:
    if key in ("any", "all"):
        word = Text(sv="eller", en="or") if key == "any" else Text(sv="och", en="and")
        return _joined([_grouped(part) for part in wanted], word)
    if key == "not":
        return _negated(wanted)
    if key in _CLAUSES:
        return _truth(key, bool(wanted))
    if isinstance(wanted, Mapping) and "has" not in wanted:
        compared = [_COMPARED[word].sv.format(_number(limit, "sv")) for word, limit in wanted.items()]
        compared_en = [_COMPARED[word].en.format(_number(limit, "en")) for word, limit in wanted.items()]
        return _filled(_NUMBERS.get(key), key, Text(sv=" och ".join(compared), en=" and ".join(compared_en)))
    choices = wanted["has"] if isinstance(wanted, Mapping) else wanted
    values = [_value(choice) for choice in (choices if isinstance(choices, list | tuple) else [choices])]
    return _filled(_LISTS.get(key) or _NUMBERS.get(key), key, _joined(values, Text(sv="eller", en="or")))


def _grouped(part: Mapping[str, object]) -> Text:
    """Return a scope inside a longer one: within brackets if it has several conditions."""
    clause = _clause(part)
    return _bracketed(clause) if len(part) > 1 else clause


def _negated(scope: Mapping[str, object]) -> Text:
    (key, wanted), *more = scope.items()
    if not more and key in _CLAUSES:
        return _truth(key, not wanted)
    clause = _clause(scope)
    return Text(sv=f"inte {clause.sv}" if not more else f"inte ({clause.sv})", en=f"do not ({clause.en})")


def _truth(key: str, holds: bool) -> Text:
    sv, en, negation = _CLAUSES[key]
    return Text(sv=sv, en=en) if holds else Text(sv=f"inte {sv}", en=negation)


def _filled(template: Text | None, key: str, value: Text) -> Text:
    template = template or Text(sv=f"har {key} {{}}", en=f"have {key} {{}}")
    return Text(sv=template.sv.format(value.sv), en=template.en.format(value.en))


def _value(choice: object) -> Text:
    return _VALUES.get(str(choice), Text(sv=str(choice), en=str(choice)))


def _number(value: object, language: str) -> str:
    return str(value).replace(".", ",") if language == "sv" else str(value)


def _joined(parts: list[Text], word: Text) -> Text:
    return Text(sv=_list([part.sv for part in parts], word.sv), en=_list([part.en for part in parts], word.en))


def _list(parts: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
