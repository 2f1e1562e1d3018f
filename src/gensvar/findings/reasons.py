"""The sentences behind verdicts, in both languages, each with what would settle the matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gensvar.findings.outcomes import Reason, ReasonCode, Threshold
from gensvar.text import LANGUAGES, Text, format_number, format_value

_COMPARED = {
    "at_least": Text(sv="minst", en="at least"),
    "at_most": Text(sv="högst", en="at most"),
    "equals": Text(sv="lika med", en="equal to"),
}

NOT_ANSWERED = Reason(
    "not_answered",
    Text(sv="Frågan är inte besvarad.", en="The question has not been answered."),
    Text(sv="Besvara frågan i självskattningen.", en="Answer the question in the self-assessment."),
)
DONT_KNOW = Reason(
    "dont_know",
    Text(sv="Svaret är ”vet inte”.", en="The answer is “don't know”."),
    Text(sv="Ta reda på svaret och fyll i det.", en="Find out and answer the question."),
)
UNDATED = Reason(
    "dont_know",
    Text(sv="Dokumentet finns, men datum saknas.", en="The document exists, but has no date."),
    Text(sv="Svara med dokumentets datum.", en="Answer with the date of the document."),
)
NO_CHECK = Reason(
    "no_check",
    Text(sv="Regeln har ännu ingen kontroll som kan avgöra den.", en="The rule has no check yet that could decide it."),
)
PENDING_AUDIT = Reason(
    "pending",
    Text(
        sv="Avgörs av en granskning av webbplatsen, som inte är gjord.",
        en="Decided by an audit of the website, which has not been made.",
    ),
    Text(sv="Granska webbplatsen.", en="Audit the website."),
)
NO_THRESHOLD = Reason(
    "no_threshold",
    Text(
        sv="Ingen gräns är känd för regeln, och ingen egen är satt.",
        en="No threshold is known for the rule, and none of your own has been set.",
    ),
    Text(
        sv="Sätt ett eget mål i organisationsprofilen (thresholds).",
        en="Set a target of your own in the organisation profile (thresholds).",
    ),
)
OUTRANKED = Reason(
    "reported_only",
    Text(
        sv="Svaret står kvar, men granskningen av webbplatsen avgör.",
        en="The answer stands beside it, but the audit of the website decides.",
    ),
)
REPORTED_ONLY = Reason(
    "reported_only",
    Text(sv="Talet redovisas men bedöms inte.", en="The figure is reported but not judged."),
)


def pending_records(needs: Text) -> Reason:
    """Return the reason for a check of records that no room reads yet."""
    return Reason("pending", Text(sv=f"Underlag saknas: {needs.sv}", en=f"Evidence is missing: {needs.en}"), needs)


def too_few(n: int, least: int) -> Reason:
    """Return the reason for a figure that rests on too little."""
    return Reason(
        "too_few",
        Text(
            sv=f"För få observationer: {n}, minst {least} behövs.", en=f"Too few observations: {n}, {least} are needed."
        ),
        Text(sv="Mät en längre period.", en="Measure a longer period."),
    )


def problem_reason(problem: dict[str, Any]) -> Reason:
    """Return the reason for a measure that gave no figure, from the measure's own `problem`."""
    code = {"missing_column": "missing_column", "missing_table": "no_data", "no_data": "no_data"}.get(
        str(problem.get("code")), "measurer_failed"
    )
    if problem.get("code") == "suppressed":
        code = "suppressed"
    words = problem.get("text") or {}
    text = Text(sv=words.get("sv") or "Måttet kunde inte beräknas.", en=words.get("en") or "The measure failed.")
    columns = ", ".join(problem.get("columns") or ())
    settle = Text(sv=f"Läs in data med {columns}.", en=f"Import data with {columns}.") if columns else None
    return Reason(code, text, settle)  # type: ignore[arg-type]


def compared(value: float, unit: str, threshold: Threshold, met: bool, interval: list[float] | None) -> Reason:
    """Return the sentence that sets a figure beside its threshold, and says when chance may have decided."""
    said = {}
    for language in LANGUAGES:
        figure, limit = (format_value(number, unit, language) for number in (value, threshold.value))
        said[language] = f"{figure}; {_COMPARED[threshold.compare].into(language)} {limit}."
    doubt = interval is not None and interval[0] < threshold.value < interval[1]
    tail = (
        Text(
            sv=" Gränsen ligger inom osäkerhetsintervallet: skillnaden kan bero på slumpen.",
            en=" The threshold lies within the interval: the difference may be due to chance.",
        )
        if doubt
        else None
    )
    lead = Text(sv="Uppfyllt: ", en="Met: ") if met else Text(sv="Inte uppfyllt: ", en="Not met: ")
    return Reason(
        "met" if met else "not_met",
        Text(sv=lead.sv + said["sv"] + (tail.sv if tail else ""), en=lead.en + said["en"] + (tail.en if tail else "")),
    )


def audited(code: ReasonCode, windows: Sequence[Mapping[str, Any]]) -> Reason:
    """Return what a detector said, with the windows it said it of where that differs."""
    said: dict[tuple[str, str], list[str]] = {}
    for one in windows:
        words = one.get("reason") or {}
        said.setdefault((words.get("sv", ""), words.get("en", "")), []).append(one["viewport"])
    parts = [(_windows(viewports, len(said) > 1), *both) for both, viewports in said.items()]
    settle = Text(sv="Granska webbplatsen igen.", en="Audit the website again.") if code == "measurer_failed" else None
    sv, en = " ".join(lead.sv + sv for lead, sv, _ in parts), " ".join(lead.en + en for lead, _, en in parts)
    return Reason(code, Text(sv=sv or "–", en=en or "–"), settle)


def _windows(viewports: list[str], several: bool) -> Text:
    if not several:
        return Text(sv="", en="")
    known = {"desktop": Text(sv="Dator", en="Desktop"), "mobile": Text(sv="Mobil", en="Mobile")}
    words = [known.get(name, Text(sv=name, en=name)) for name in viewports]
    return Text(sv=", ".join(one.sv for one in words) + ": ", en=", ".join(one.en for one in words) + ": ")


def answered(met: bool, value: object, question: Text) -> Reason:
    """Return the sentence for a self-assessment answer."""
    shown = {"sv": {True: "ja", False: "nej"}, "en": {True: "yes", False: "no"}}
    words = {language: shown[language][value] if isinstance(value, bool) else str(value) for language in ("sv", "en")}
    return Reason(
        "met" if met else "not_met",
        Text(
            sv=f"Eget svar: {words['sv']}. ({question.sv})",
            en=f"Own answer: {words['en']}. ({question.en})",
        ),
    )


def document_dated(met: bool, day: str, max_age_months: int | None) -> Reason:
    """Return the sentence for a document that exists, with its age where that matters."""
    limit_sv = f"; högst {format_number(max_age_months, 'sv')} månader gammalt" if max_age_months else ""
    limit_en = f"; at most {format_number(max_age_months, 'en')} months old" if max_age_months else ""
    return Reason(
        "met" if met else "not_met",
        Text(sv=f"Dokument daterat {day}{limit_sv}.", en=f"Document dated {day}{limit_en}."),
        None if met else Text(sv="Förnya dokumentet.", en="Renew the document."),
    )


def scope_unknown(fields: tuple[str, ...]) -> Reason:
    """Return the reason for a rule whose scope the profile does not settle."""
    names = ", ".join(fields)
    return Reason(
        "scope_unknown",
        Text(
            sv=f"Profilen säger inte om regeln gäller: {names} saknas.",
            en=f"The profile does not say whether the rule applies: {names} is missing.",
        ),
        Text(sv=f"Fyll i {names} i profilen.", en=f"Fill in {names} in the profile."),
    )


def out_of_scope(described: Text) -> Reason:
    """Return the reason for a rule that does not concern this organisation."""
    return Reason(
        "out_of_scope",
        Text(sv=f"Gäller bara: {described.sv}", en=f"Applies only to: {described.en}"),
    )


def not_in_force(day: str) -> Reason:
    """Return the reason for a rule outside its period."""
    return Reason("not_in_force", Text(sv=f"Regeln gäller inte {day}.", en=f"The rule is not in force on {day}."))


def overridden(override: dict[str, Any]) -> Reason:
    """Return the reason a person gave for setting the verdict aside."""
    who, when, why = (str(override.get(key, "")) for key in ("by", "on", "reason"))
    return Reason(
        "overridden",
        Text(sv=f"Ändrat av {who} {when}: {why}", en=f"Overridden by {who} {when}: {why}"),
    )
