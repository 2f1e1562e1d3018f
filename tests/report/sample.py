"""A made-up edition judged on made-up figures by the real judge: every kind of finding a report must show."""

from __future__ import annotations

from datetime import date
from typing import Any

from gensvar.findings.assemble import chapters_json, edition_json, finding_json, summary
from gensvar.findings.assessment import SCHEMA, seal
from gensvar.findings.judge import judge
from gensvar.findings.outcomes import Given, Measured
from gensvar.rulebook.edition import Edition, made_of
from gensvar.rulebook.model import Chapter, EditionHead

ON = date(2026, 7, 1)
MONTHS = [f"2026-0{month}" for month in range(1, 7)]


def both(sv: str, en: str) -> dict[str, str]:
    return {"sv": sv, "en": en}


def parameter(name: str, sv: str, en: str, unit: str, value: float | None, **more: Any) -> dict[str, Any]:
    dated = {"from": "2023-04-01", "value": value, "status": "proposal", "confidence": "P", "source": "S45", **more}
    return {"id": name, "title": both(sv, en), "unit": unit, "values": [dated]}


def rule(
    id_: str, title: dict[str, str], text: dict[str, str], checks: list[dict[str, Any]], **more: Any
) -> dict[str, Any]:
    return {
        "id": id_,
        "title": title,
        "text": text,
        "level": "must",
        "status": "reconstructed",
        "confidence": "I",
        "verification": "automated",
        "sources": ["S3"],
        "checks": checks,
        "questions": [
            {
                "id": f"{id_}.q",
                "text": both(
                    f"Är det så hos er ({title['sv'].lower()})?", f"Is it so with you ({title['en'].lower()})?"
                ),
            }
        ],
        "guidance": both("Börja med att mäta en månad.", "Begin by measuring one month."),
        "evidence": both("Utdrag ur loggen.", "An extract of the log."),
        "actions": [
            {
                "id": f"{id_}.a",
                "text": both(
                    "Bemanna måndagar och månadsskiften efter kurvan.", "Staff Mondays and month ends by the curve."
                ),
                "role": both("Kundservicechef", "Head of customer service"),
            },
            {
                "id": f"{id_}.b",
                "text": both(
                    "Följ talet varje vecka i ledningsgruppen.", "Follow the figure weekly in the management team."
                ),
                "role": both("Teamledare", "Team leader"),
            },
        ],
        "examples": [{"title": both("Exempel", "Example"), "verdict": "met"}],
        **more,
    }


def measure(
    name: str, measure_id: str, threshold: str | None, compare: str = "at_least", **more: Any
) -> dict[str, Any]:
    return {"kind": "measure", "id": name, "measure": measure_id, "threshold": threshold, "compare": compare, **more}


RULES_REACH = [
    rule(
        "XK-1.1",
        both("Kontaktuppgifter är lätta att hitta", "Contact details are easy to find"),
        both(
            "Telefonnummer och e-post står under en tydlig rubrik, högst två klick från startsidan.",
            "Telephone number and e-mail stand under a plain heading, at most two clicks from the start page.",
        ),
        [{"kind": "audit", "id": "XK-1.1.w", "detector": "contact"}],
        verification="pending",
    ),
    rule(
        "XK-1.4",
        both("Den som väntar får veta hur länge", "Those who wait are told how long"),
        both(
            "Kunder i kö får besked om ungefärlig väntetid.",
            "Customers in a queue are told roughly how long it will take.",
        ),
        [measure("XK-1.4.m", "wait_announced", "share")],
        level="should",
        parameters=[parameter("share", "Andel som får besked", "Share told", "share", 0.9)],
    ),
    rule(
        "XK-1.5",
        both("Väntetiden har ett mål som följs", "The waiting time has a target that is followed"),
        both(
            "Organisationen sätter mål för väntetid per kanal, gör dem kända och följer dem.",
            "The organisation sets a waiting-time target per channel, publishes it and follows it.",
        ),
        [
            measure("XK-1.5.m", "service_level", "share", variant="C", parameters={"tau": 60}, claim="XK-1.5.q"),
            measure("XK-1.5.p", "wait_percentile", "p90", "at_most", parameters={"q": 0.9}),
        ],
        parameters=[
            parameter("share", "Andel inom svarströskeln", "Share within the threshold", "share", 0.8),
            parameter(
                "p90",
                "Längsta väntan för nio av tio",
                "Longest wait of nine in ten",
                "s",
                600,
                status="guidance",
                confidence="M",
                source="S20",
            ),
        ],
    ),
    rule(
        "XK-1.6",
        both("Återuppringning erbjuds och hålls", "Call-back is offered and kept"),
        both(
            "När kön är lång erbjuds återuppringning, och den som bett om den blir uppringd i tid.",
            "When the queue is long a call-back is offered, and whoever asked for one is called in time.",
        ),
        [measure("XK-1.6.m", "callback_in_time", "share", claim="XK-1.6.q")],
        parameters=[
            parameter(
                "share", "Andel i tid", "Share in time", "share", 0.95, status="guidance", confidence="C", source="S20"
            )
        ],
    ),
    rule(
        "XK-1.9",
        both("Samtalet kostar inte extra", "The call costs nothing extra"),
        both(
            "Att ringa kundservice kostar inte mer än ett vanligt samtal.",
            "Calling customer service costs no more than an ordinary call.",
        ),
        [
            measure("XK-1.9.m", "basic_rate_share", "share"),
            {"kind": "answer", "id": "XK-1.9.a", "question": "XK-1.9.q"},
        ],
        verification="partial",
        parameters=[
            parameter(
                "share",
                "Andel till vanlig taxa",
                "Share at the basic rate",
                "share",
                1,
                status="law",
                confidence="H",
                source="S20",
            )
        ],
    ),
]
RULES_CASES = [
    rule(
        "XK-2.1",
        both("Varje ärende registreras", "Every matter is registered"),
        both(
            "Varje ärende registreras och får ett nummer som kunden får veta.",
            "Every matter is registered and gets a number that the customer is told.",
        ),
        [measure("XK-2.1.m", "contacts_with_case", "share")],
        level="should",
        parameters=[parameter("share", "Andel med ärende", "Share with a case", "share", None, confidence="U")],
    ),
    rule(
        "XK-2.3",
        both("Kunden ska inte bollas runt", "The customer is not sent round"),
        both(
            "Lösning vid första kontakten och vidarekopplingar följs upp.",
            "First-contact resolution and transfers are watched.",
        ),
        [
            measure("XK-2.3.m", "fcr_no_repeat", "share", variant="any_reason"),
            measure("XK-2.3.r", "transfer_rate", None, "report"),
        ],
        level="should",
        parameters=[
            parameter("share", "Andel lösta vid första kontakten", "Share solved at first contact", "share", 0.7)
        ],
    ),
    rule(
        "XK-2.4",
        both("Chatten går att spara", "The chat can be kept"),
        both(
            "Kunden kan spara chatt och formulär och får veta hur.",
            "The customer can keep chats and forms, and is told how.",
        ),
        [{"kind": "answer", "id": "XK-2.4.a", "question": "XK-2.4.q"}],
        verification="self-assessment",
    ),
    rule(
        "XK-2.5",
        both("Skriftliga frågor besvaras i tid", "Written questions are answered in time"),
        both("Skriftliga frågor besvaras inom utlovad tid.", "Written questions are answered within the stated time."),
        [measure("XK-2.5.m", "first_response_within", "share", variant="workdays")],
        parameters=[parameter("share", "Andel inom en arbetsdag", "Share within one working day", "share", 0.8)],
    ),
]
RULES_LEADING = [
    rule(
        "XK-6.1",
        both("Ledningen äger frågan", "Management owns the matter"),
        both("Ledningen äger kundservicen och följer den.", "Management owns customer service and follows it."),
        [{"kind": "document", "id": "XK-6.1.d", "question": "XK-6.1.q", "max_age_months": 12}],
        verification="document",
        questions=[
            {
                "id": "XK-6.1.q",
                "kind": "document",
                "text": both(
                    "När behandlade ledningen kundservicen senast?",
                    "When did management last deal with customer service?",
                ),
            }
        ],
    ),
    rule(
        "XK-6.2",
        both("Medarbetare utbildas före start", "Staff are trained before they start"),
        both(
            "Medarbetare utbildas innan de svarar, och igen regelbundet.",
            "Staff are trained before they answer, and again regularly.",
        ),
        [measure("XK-6.2.m", "training_coverage", "share")],
        parameters=[parameter("share", "Andel utbildade", "Share trained", "share", 0.95)],
    ),
    rule(
        "XK-6.3",
        both("Beteenden belönas rätt", "Behaviour is rewarded rightly"),
        both("Lön och bonus driver inte oönskat säljbeteende.", "Pay and bonus do not drive unwanted selling."),
        [
            {
                "kind": "record",
                "id": "XK-6.3.r",
                "needs": both("ett stickprov av inspelade samtal.", "a sample of recorded calls."),
            },
            {"kind": "answer", "id": "XK-6.3.a", "question": "XK-6.3.q"},
        ],
        level="should",
        verification="partial",
    ),
    rule(
        "XK-8.1",
        both("Premiumnummer har öppet nio till sexton", "Premium-rate lines are open nine to four"),
        both(
            "Den som säljer betalteletjänster har kundtjänst öppen vardagar.",
            "Whoever sells premium-rate services has customer service open on weekdays.",
        ),
        [],
        scope={"premium_rate": True},
    ),
]


def edition() -> Edition:
    head = EditionHead.model_validate(
        {
            "rulebook": "XK",
            "edition": "2023-04-01",
            "title": both("Exempelregler för kundservice", "Example rules for customer service"),
            "summary": both("En gemensam lägstanivå för kundservice.", "A shared floor for customer service."),
            "kind": "self-regulation",
            "owner": "Exempelföreningen",
            "status": "reconstructed",
            "valid_from": "2023-04-01",
            "license_note": both("Egna formuleringar.", "Own wording."),
            "sources": [
                {
                    "id": "S3",
                    "title": "Sammanfattning av reglernas rubriker",
                    "url": "https://example.org/s3",
                    "accessed": "2026-11-01",
                },
                {"id": "S20", "title": "Regler för betalteletjänster, avsnitt G", "url": "https://example.org/s20"},
                {"id": "S45", "title": "Undersökning av väntetider"},
            ],
        }
    )
    chapters = (
        Chapter.model_validate(
            {
                "id": "1",
                "title": both("Tillgänglighet", "Accessibility"),
                "intro": both("Vägen in.", "The way in."),
                "rules": RULES_REACH,
            }
        ),
        Chapter.model_validate({"id": "2", "title": both("Ärenden", "Cases"), "rules": RULES_CASES}),
        Chapter.model_validate(
            {"id": "6", "title": both("Ledning och medarbetare", "Management and staff"), "rules": RULES_LEADING}
        ),
    )
    return made_of(head, chapters, None, sealed=True)


def row(measure_id: str, value: float | None, n: int, unit: str = "share", **more: Any) -> dict[str, Any]:
    spread = 0.9 / max(n, 1) ** 0.5
    share = unit == "share" and value is not None
    return {
        "id": measure_id,
        "variant": "C",
        "group": {},
        "numerator": round(value * n) if share else None,
        "denominator": n if share else None,
        "value": value,
        "n": n,
        "interval": [max(value - spread, 0.0), min(value + spread, 1.0)] if share else None,
        "unit": unit,
        "excluded": [
            {
                "reason": "closed_hours",
                "title": both("Ringde utanför öppettiden", "Called outside opening hours"),
                "n": 1204,
                "applied": True,
            }
        ],
        "unknown": 12,
        "not_due": 0,
        "parameters": {"tau": 60, "sigma": 5},
        "period": {"from": "2026-01-01", "to": "2026-06-30"},
        "formula": {
            **both(
                "besvarade inom tröskeln / (besvarade + avbrutna)",
                "answered within the threshold / (answered + abandoned)",
            ),
            "symbols": "A_τ / (A + B)",
        },
        "problem": None,
        **more,
    }


def series(measure_id: str, values: list[float | None], n: int, unit: str = "share") -> tuple[dict[str, Any], ...]:
    return tuple(
        row(measure_id, v, n if v is not None else 0, unit, group={"month": m})
        for m, v in zip(MONTHS, values, strict=True)
    )


def missing(measure_id: str, column: str) -> Measured:
    text = both(f"kan inte bedömas: kolumnen {column} saknas", f"cannot be judged: column {column} is missing")
    return Measured(
        {**row(measure_id, None, 0), "problem": {"code": "missing_column", "text": text, "columns": [column]}}
    )


MEASURED = {
    "XK-1.4.m": missing("wait_announced", "contacts.wait_announced"),
    "XK-1.5.m": Measured(
        row("service_level", 0.6834, 41872), series("service_level", [0.601, 0.642, 0.688, 0.71, None, 0.744], 6900)
    ),
    "XK-1.5.p": Measured(
        row("wait_percentile", 412, 38210, "s", variant="nearest_rank", parameters={"q": 0.9}),
        series("wait_percentile", [640, 511, 402, 388, 350, 322], 6300, "s"),
    ),
    "XK-1.6.m": Measured(
        row("callback_in_time", 0.8811, 1312, variant="later"),
        series("callback_in_time", [0.86, 0.87, 0.88, 0.9, 0.89, 0.88], 210),
    ),
    "XK-1.9.m": Measured(row("basic_rate_share", 1.0, 52011, variant="share")),
    "XK-2.1.m": Measured(row("contacts_with_case", 0.41, 60000, variant="share")),
    "XK-2.3.m": Measured(
        row("fcr_no_repeat", 0.7312, 40113, variant="any_reason"),
        series("fcr_no_repeat", [0.72, 0.731, 0.728, 0.74, 0.733, 0.735], 6700),
    ),
    "XK-2.3.r": Measured(row("transfer_rate", 0.0812, 40113, variant="share")),
    "XK-2.5.m": Measured(
        row("first_response_within", 0.617, 9120, variant="workdays"),
        series("first_response_within", [0.59, 0.6, 0.61, 0.62, 0.64, 0.63], 1500),
    ),
    "XK-6.2.m": Measured(row("training_coverage", 0.9, 21, variant="share")),
}
ANSWERS: dict[str, dict[str, Any]] = {
    "XK-1.5.q": {"value": False, "by": "Kundservicechef", "on": "2026-06-12"},
    "XK-1.6.q": {"value": True, "by": "Teamledare", "on": "2026-06-12", "comment": "=SUM(1;2) vi ringer alltid upp."},
    "XK-1.9.q": {"value": True, "by": "Jurist", "on": "2026-06-10", "comment": "Vi har bara 08-nummer."},
    "XK-2.4.q": {
        "value": False,
        "by": "Kvalitetsansvarig",
        "on": "2026-06-11",
        "comment": "Ska tas upp i handlingsplanen.",
    },
    "XK-6.1.q": {"value": "2026-03-03", "by": "Kundservicechef", "on": "2026-06-12"},
}
PROFILE = {
    "name": "Fjällgnista Energi AB",
    "sector": "energy",
    "public": False,
    "channels": ["phone", "email", "chat"],
    "premium_rate": False,
}


def assessment(**changes: Any) -> dict[str, Any]:
    """Return a sealed assessment of the made-up edition."""
    judged_by = edition()
    titles = {source.id: source.title for source in judged_by.head.sources}
    override = {
        "XK-2.5": {
            "verdict": "not_met",
            "reason": "Mätningen stämmer med vår egen.",
            "by": "Kundservicechef",
            "on": "2026-06-30",
        }
    }
    given = Given(PROFILE, ANSWERS, MEASURED, {}, override)
    findings = [finding_json(one, judge(one, given, ON, titles), ANSWERS) for one in judged_by.rules.values()]
    files = [
        {
            "name": "telefoni.csv",
            "hash": "sha256:" + "3f" * 32,
            "size": 9_812_331,
            "importer": "csv",
            "reading": "ab",
            "zone": "Europe/Stockholm",
            "rows": {"contacts": 52011},
            "rejected": 14,
        },
        {
            "name": "arenden.csv",
            "hash": "sha256:" + "a7" * 32,
            "size": 1_204_118,
            "importer": "csv",
            "reading": "cd",
            "zone": "Europe/Stockholm",
            "rows": {"cases": 9120, "case_events": 31002},
            "rejected": 0,
        },
    ]
    return seal(
        {
            "schema": SCHEMA,
            "gensvar": "0.1.0",
            "created": "2026-07-01T08:30:00+00:00",
            "on": ON.isoformat(),
            "engine": "duckdb",
            "organisation": {"name": PROFILE["name"]},
            "edition": edition_json(judged_by),
            "period": {
                "from": "2026-01-01",
                "to": "2026-06-30",
                "asked": {"from": "2026-01-01", "to": "2026-06-30"},
            },
            "data": {"hash": "sha256:" + "c0" * 32, "zone": "Europe/Stockholm", "files": files},
            "profile": {**PROFILE, "thresholds": {}},
            "answers": {"answers": ANSWERS, "overrides": override},
            "summary": summary(findings),
            "chapters": chapters_json(judged_by),
            "findings": findings,
            **changes,
        }
    )
