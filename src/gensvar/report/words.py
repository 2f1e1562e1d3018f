"""The words of the reports: verdicts, levels, statuses, confidences and units, in both languages."""

from __future__ import annotations

from gensvar.text import Language, Text

VERDICT = {
    "met": Text(sv="Uppfylld", en="Met"),
    "not_met": Text(sv="Inte uppfylld", en="Not met"),
    "cannot_be_judged": Text(sv="Kan inte bedömas", en="Cannot be judged"),
    "not_applicable": Text(sv="Gäller inte", en="Not applicable"),
    "reported": Text(sv="Redovisas", en="Reported"),
}
SIGN = {"met": "✓", "not_met": "✗", "cannot_be_judged": "?", "not_applicable": "–", "reported": "·"}
LEVEL = {"must": Text(sv="Ska", en="Must"), "should": Text(sv="Bör", en="Should")}
STATUS = {
    "confirmed": Text(sv="bekräftat innehåll", en="confirmed content"),
    "reconstructed": Text(sv="rekonstruerad", en="reconstructed"),
    "proposed": Text(sv="föreslagen", en="proposed"),
}
CONFIDENCE = {
    "C": Text(sv="bekräftad i en källa som har lästs", en="confirmed in a source that was read"),
    "C2": Text(sv="bekräftad bara i någon annans sammanfattning", en="confirmed only in somebody else's summary"),
    "I": Text(sv="slutsats från närliggande källor", en="inferred from neighbouring sources"),
    "P": Text(sv="vårt förslag, utan källa", en="our proposal, without a source"),
    "U": Text(sv="har inte gått att fastställa", en="could not be established"),
    "H": Text(sv="hög: läst i originalkällan", en="high: read in the primary source"),
    "M": Text(sv="medel: god andrahandskälla", en="medium: good secondary source"),
    "L": Text(sv="låg: en enda, gammal eller indirekt källa", en="low: a single, dated or indirect source"),
    "own": Text(sv="er egen gräns", en="your own threshold"),
}
VERIFICATION = {
    "automated": Text(sv="mäts automatiskt", en="measured automatically"),
    "partial": Text(sv="mäts till en del", en="measured in part"),
    "self-assessment": Text(sv="självskattning", en="self-assessment"),
    "document": Text(sv="dokument", en="document"),
    "pending": Text(sv="kan ännu inte prövas", en="cannot be tested yet"),
}
LEGAL = {
    "law": Text(sv="svensk lag", en="Swedish law"),
    "eu": Text(sv="EU-rätt", en="EU law"),
    "self-regulation": Text(sv="självreglering", en="self-regulation"),
    "guidance": Text(sv="vägledning", en="guidance"),
    "foreign": Text(sv="utländsk jämförelse", en="foreign benchmark"),
    "industry": Text(sv="branschvana, ingen norm", en="industry habit, not a norm"),
    "proposal": Text(sv="förslag", en="proposal"),
    "own": Text(sv="egen gräns", en="own threshold"),
}
RULEBOOK_KIND = {
    "self-regulation": Text(sv="Självreglering", en="Self-regulation"),
    "law": Text(sv="Lag", en="Law"),
    "guidance": Text(sv="Vägledning", en="Guidance"),
    "mark": Text(sv="Märkning", en="Mark"),
    "comparison": Text(sv="Jämförelse", en="Comparison"),
}
COMPARE = {
    "at_least": Text(sv="minst", en="at least"),
    "at_most": Text(sv="högst", en="at most"),
    "equals": Text(sv="lika med", en="equal to"),
    "report": Text(sv="redovisas", en="reported"),
}
EVIDENCE = {
    "measure": Text(sv="Mätning", en="Measurement"),
    "answer": Text(sv="Eget svar", en="Own answer"),
    "document": Text(sv="Dokument", en="Document"),
    "audit": Text(sv="Webbgranskning", en="Website audit"),
    "record": Text(sv="Stickprov", en="Sample of records"),
}
REASON = {
    "not_answered": Text(sv="Frågan är inte besvarad", en="The question has not been answered"),
    "dont_know": Text(sv="Svaret är ”vet inte” eller ofullständigt", en="The answer is “don't know” or incomplete"),
    "no_data": Text(sv="Data saknas", en="There are no data"),
    "missing_column": Text(sv="En kolumn saknas i data", en="A column is missing from the data"),
    "too_few": Text(sv="För få observationer", en="Too few observations"),
    "no_threshold": Text(sv="Ingen gräns är satt", en="No threshold is set"),
    "reported_only": Text(sv="Talet redovisas men bedöms inte", en="The figure is reported but not judged"),
    "measurer_failed": Text(sv="Måttet kunde inte beräknas", en="The measure could not be computed"),
    "pending": Text(sv="Underlaget kan ännu inte läsas", en="The evidence cannot be read yet"),
    "no_check": Text(sv="Regeln har ingen kontroll än", en="The rule has no check yet"),
    "scope_unknown": Text(sv="Profilen är ofullständig", en="The profile is incomplete"),
    "suppressed": Text(sv="Gruppen är för liten för att visas", en="The group is too small to be shown"),
    "overridden": Text(sv="Ändrat av en person", en="Set aside by a person"),
}
UNIT = {
    "share": Text(sv="andel", en="share"),
    "s": Text(sv="sekunder", en="seconds"),
    "business_s": Text(sv="sekunder i öppettid", en="seconds in business hours"),
    "count": Text(sv="antal", en="count"),
    "per_1000": Text(sv="per 1 000", en="per 1,000"),
    "score": Text(sv="poäng", en="score"),
    "sek": Text(sv="kronor", en="SEK"),
    "months": Text(sv="månader", en="months"),
    "days": Text(sv="dagar", en="days"),
    "workdays": Text(sv="arbetsdagar", en="working days"),
    "hours": Text(sv="timmar", en="hours"),
}
UNSET = Text(sv="inte fastställt", en="not established")


def say(words: dict[str, Text], code: object, language: Language) -> str:
    """Return the wording of `code`; the code itself where no wording is known."""
    text = words.get(str(code))
    return text.into(language) if text else str(code)
