"""The method: how verdicts are made, what the data were, which formulas and sources, how to check it all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gensvar.report.assessment.measured import limit, name_of, source_of
from gensvar.report.assessment.profile import profile
from gensvar.report.assessment.reading import Assessment, edition_name, period, rule_link, rule_links
from gensvar.report.document import (
    Block,
    Code,
    Column,
    Facts,
    Formula,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Rich,
    Table,
)
from gensvar.report.words import CONFIDENCE, LEGAL, STATUS, say
from gensvar.text import Language, Text

METHOD = Text(sv="Metod och underlag", en="Method and evidence")
HOW = Text(sv="Så sätts utfallen", en="How verdicts are made")
STEPS = (
    Text(
        sv="En regel utom räckvidd för organisationens profil, eller inte i kraft, gäller inte.",
        en="A rule out of scope for the organisation's profile, or not in force, does not apply.",
    ),
    Text(
        sv="Varje kontroll av regeln får ett eget utfall: ett mått jämförs med sin gräns, ett svar med det väntade.",
        en="Each check of the rule has an outcome of its own: a measure is set against its threshold, an answer "
        "against what is expected.",
    ),
    Text(
        sv="En kontroll som inte är uppfylld gör regeln inte uppfylld. Annars gör en kontroll som inte kan bedömas "
        "att regeln inte kan bedömas. Annars är regeln uppfylld.",
        en="One check that is not met makes the rule not met. Otherwise one that cannot be judged makes the rule "
        "impossible to judge. Otherwise the rule is met.",
    ),
    Text(
        sv="En mätning väger alltid tyngre än ett eget svar. Går de isär visas båda.",
        en="A measurement always outweighs an own answer. Where they disagree both are shown.",
    ),
    Text(
        sv="En gräns som ingen källa ger sätts aldrig av verktyget. Sätter organisationen en egen visas den som egen.",
        en="A threshold that no source gives is never set by the tool. One that the organisation sets is "
        "shown as its own.",
    ),
    Text(
        sv="Ett mått på för få observationer bedöms inte (30 om regeln inte säger annat). Intervallet är Wilsons "
        "intervall på 95 % och visar hur mycket slumpen kan ha betytt.",
        en="A measure on too few observations is not judged (30 unless the rule says otherwise). The interval is "
        "Wilson's at 95% and shows what chance may have meant.",
    ),
)
DATA = Text(sv="Data", en="Data")
FILES = Text(sv="Inlästa filer", en="Files imported")
FORMULAS = Text(sv="Mått och formler", en="Measures and formulas")
LIMITS = Text(sv="Gränser och deras källor", en="Thresholds and their sources")
TRUST = Text(sv="Hur säkra reglerna och gränserna är", en="How certain rules and thresholds are")
CHECK = Text(sv="Kontrollera bedömningen", en="Check the assessment")
CHECK_TEXT = Text(
    sv="Samma data, samma utgåva och samma svar ger samma utfall. Kommandot räknar om allt och säger vad som skiljer:",
    en="The same data, edition and answers give the same verdicts. The command recomputes everything and says what "
    "differs:",
)


def appendix(assessment: Assessment, language: Language) -> list[Block]:
    """Return the whole appendix."""
    return [
        PageBreak(),
        Heading(2, METHOD.into(language), "method"),
        Heading(3, HOW.into(language), "how"),
        Numbered(tuple(step.into(language) for step in STEPS)),
        *_check(assessment, language),
        *_data(assessment, language),
        *_formulas(assessment, language),
        *_limits(assessment, language),
        *_trust(assessment, language),
        *profile(assessment, language),
    ]


def _check(assessment: Assessment, language: Language) -> list[Block]:
    command = Code("gensvar verify assessment.json --store STORE")
    names = {"sv": ("Bedömningens hash", "Utgåvans hash"), "en": ("Hash of the assessment", "Hash of the edition")}
    pairs = zip(names[language], (assessment["hash"], assessment["edition"]["hash"]), strict=True)
    return [
        Heading(3, CHECK.into(language), "check"),
        Paragraph(CHECK_TEXT.into(language)),
        Paragraph((command,)),
        Facts(tuple((name, (Code(value),)) for name, value in pairs)),
    ]


def _data(assessment: Assessment, language: Language) -> list[Block]:
    swedish, data, edition = language == "sv", assessment["data"], assessment["edition"]
    seal = (
        ("antagen och låst" if swedish else "adopted and sealed")
        if edition["sealed"]
        else ("inte antagen" if swedish else "not adopted")
    )
    facts: tuple[tuple[str, Rich], ...] = (
        ("Period", period(assessment, language)),
        ("Tidszon" if swedish else "Time zone", str(data.get("zone") or "–")),
        ("Regler per" if swedish else "Rules as of", assessment["on"]),
        (
            "Utgåva" if swedish else "Edition",
            f"{edition_name(assessment)}, {seal}, {say(STATUS, edition['status'], language)}",
        ),
        ("Beräkning" if swedish else "Engine", f"{assessment.get('engine', '–')}, Gensvar {assessment['gensvar']}"),
        ("Datas hash" if swedish else "Hash of the data", (Code(data["hash"]),)),
    )
    return [Heading(3, DATA.into(language), "data"), Facts(facts), _files(data["files"], language)]


def _files(files: list[dict[str, Any]], language: Language) -> Table:
    heads = ("Fil", "Inläst med", "Rader", "Avvisade rader", "SHA-256")
    english = ("File", "Read by", "Rows", "Rejected rows", "SHA-256")
    kinds: tuple[Any, ...] = ("text", "text", "number", "number", "text")
    columns = tuple(Column(t, k) for t, k in zip(heads if language == "sv" else english, kinds, strict=True))
    rows = tuple(
        (
            str(file["name"]),
            str(file.get("importer", "–")),
            sum(file["rows"].values()) if isinstance(file.get("rows"), dict) else file.get("rows"),
            file.get("rejected", 0),
            (Code(str(file.get("hash") or file.get("sha256") or "–").removeprefix("sha256:")),),
        )
        for file in files
    )
    return Table(columns, rows, FILES.into(language))


def measured(assessment: Assessment) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rule and the evidence of every check that measures."""
    for finding in assessment["findings"]:
        for entry in finding["evidence"]:
            if entry["kind"] == "measure":
                yield finding["rule"], entry


def _formulas(assessment: Assessment, language: Language) -> list[Block]:
    found: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for rule, entry in measured(assessment):
        if entry.get("formula"):
            rules = found.setdefault(name_of(entry, language), (entry, []))[1]
            rules += [] if rule in rules else [rule]
    if not found:
        return []
    heads = ("Mått", "I ord", "Formel", "Regler") if language == "sv" else ("Measure", "In words", "Formula", "Rules")
    rows = tuple(
        (name, entry["formula"][language], (Formula(entry["formula"]["symbols"]),), rule_links(rules))
        for name, (entry, rules) in sorted(found.items())
    )
    table = Table(tuple(Column(head) for head in heads), rows, FORMULAS.into(language))
    return [Heading(3, FORMULAS.into(language), "formulas"), table]


def _limits(assessment: Assessment, language: Language) -> list[Block]:
    rows = tuple(
        (
            (rule_link(rule),),
            name_of(entry, language),
            limit(entry["threshold"], entry.get("unit") or "", language),
            source_of(entry["threshold"], language),
        )
        for rule, entry in measured(assessment)
        if entry.get("threshold")
    )
    if not rows:
        return []
    heads = ("Regel", "Mått", "Gräns", "Källa") if language == "sv" else ("Rule", "Measure", "Threshold", "Source")
    table = Table(tuple(Column(head) for head in heads), rows, LIMITS.into(language))
    return [Heading(3, LIMITS.into(language), "limits"), table]


def _code(code: str, language: Language) -> str:
    return say(LEGAL, code, language) if code == "own" else code


def _trust(assessment: Assessment, language: Language) -> list[Block]:
    used = {finding["confidence"] for finding in assessment["findings"]}
    used |= {entry["threshold"]["confidence"] for _, entry in measured(assessment) if entry.get("threshold")}
    items = tuple((_code(code, language), say(CONFIDENCE, code, language)) for code in CONFIDENCE if code in used)
    return [Heading(3, TRUST.into(language), "trust"), Facts(items)]
