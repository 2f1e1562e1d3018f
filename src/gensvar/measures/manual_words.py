"""The words of the manual: kinds, units, directions and roles in both languages."""

from __future__ import annotations

from gensvar.logs.tables import TABLES
from gensvar.measures.declaration import Direction, Kind, ParameterUnit, Unit
from gensvar.measures.facts import MEASURED
from gensvar.text import Text


def _t(sv: str, en: str) -> Text:
    return Text(sv=sv, en=en)


KINDS: dict[Kind, Text] = {
    "share": _t("andel", "share"),
    "mean": _t("medelvärde", "mean"),
    "sum": _t("summa", "sum"),
    "percentile": _t("percentil, närmaste rang", "percentile, nearest rank"),
    "max": _t("största värde", "greatest value"),
    "min": _t("minsta värde", "smallest value"),
    "per": _t("kvot mellan två antal", "ratio of two counts"),
    "stock": _t("antal vid en tidpunkt", "number at a moment"),
    "survival": _t("överlevnadsmedian", "median survival"),
    "interval_share": _t("andel halvtimmar", "share of half-hours"),
    "best_mean": _t("medelvärde av de lägsta", "mean of the lowest"),
}
UNITS: dict[Unit | ParameterUnit, Text] = {
    "share": _t("andel", "share"),
    "s": _t("sekunder", "seconds"),
    "business_s": _t("sekunder öppen tid", "seconds of business time"),
    "workdays": _t("arbetsdagar", "working days"),
    "days": _t("dagar", "days"),
    "months": _t("månader", "months"),
    "count": _t("antal", "count"),
    "per_1000": _t("per tusen", "per thousand"),
    "per_100": _t("per hundra", "per hundred"),
    "score": _t("poäng", "points"),
    "sek": _t("kronor", "kronor"),
}
DIRECTIONS: dict[Direction, Text] = {
    "higher": _t("högre", "higher"),
    "lower": _t("lägre", "lower"),
    "neither": _t("varken eller", "neither"),
}
ROLES: dict[str, Text] = {
    "population": _t("räknas", "counted"),
    "not_due": _t("för tidigt att säga", "not yet due"),
    "unknown": _t("okänt", "unknown"),
    "success": _t("lyckat", "success"),
    "value": _t("värde", "value"),
    "event": _t("händelse", "event"),
    "leaves": _t("lämnar", "leaves"),
    "then": _t("sist, med x som talet", "last, x being the figure"),
}
TABLE_TITLES: dict[str, Text] = {table: TABLES[table].title for table in MEASURED}
EXCLUDED = _t("utesluts", "excluded")
OPTIONAL = _t("bara om kolumnerna finns", "only where the columns exist")
NUMERATOR, DENOMINATOR = _t("täljare", "numerator"), _t("nämnare", "denominator")
GUARD = _t("visas inte när", "not shown when")
COLUMNS = _t("kolumner som behövs", "columns needed")
OPTIONAL_COLUMNS = _t("och om de finns", "and where they exist")
