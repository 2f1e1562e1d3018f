"""A04 and A05: the language of the pages, and how hard they are to read."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.detectors.seen import first_states, real_pages
from gensvar.audits.languages import language_of
from gensvar.audits.lix import Lix, lix
from gensvar.audits.observation import PageState, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector, Threshold
from gensvar.text import Text

_LEAST_WORDS = 100


def _judge_language(walk: Walk, _: Mapping[str, float]) -> Detection:
    judged = [(state, found) for state in first_states(walk) if (found := language_of(state.main_text))]
    wrong = [(state, found) for state, found in judged if _stated(state) != found]
    figures = {"pages_judged": float(len(judged)), "pages_wrong": float(len(wrong))}
    if wrong:
        state, found = wrong[0]
        said = words("sidan säger att den är på ”{stated}” men texten är på ”{found}”: skärmläsaren uttalar fel", "the page says that it is in “{stated}” but the text is in “{found}”: a screen reader mispronounces it", stated=state.lang or "?", found=found)  # fmt: skip
        return say(
            "A04",
            "fail",
            said,
            evidence=[Evidence(one.url, one.id, "html", f'lang="{one.lang}"') for one, _ in wrong],
            figures=figures,
        )
    if not judged:
        return say(
            "A04",
            "cannot_tell",
            words(
                "ingen sida har text nog (50 ord) att avgöra språket av",
                "no page has text enough (50 words) to tell the language",
            ),
        )
    if not any(found == "sv" for _, found in judged) and not _swedish(walk):
        said = words(
            "ingen väg in på svenska hittades; om webbplatsen vänder sig till Sverige går inte att se",
            "no way in in Swedish was found; whether the site addresses Sweden cannot be seen",
        )
        return say("A04", "cannot_tell", said, figures=figures)
    return say(
        "A04",
        "pass",
        words("sidornas språk stämmer med texten", "the pages' language agrees with the text"),
        figures=figures,
    )


def _stated(state: PageState) -> str:
    return state.lang.split("-")[0].strip().lower()


def _swedish(walk: Walk) -> bool:
    """Whether the site says that it has pages in Swedish."""
    said = [one for state in first_states(walk) for one, _ in state.alternates]
    said += [link.hreflang or link.element.text for state in first_states(walk) for link in state.links]
    return any(one.lower().startswith(("sv", "på svenska")) for one in said if one)


def _running(state: PageState) -> str:
    return "\n".join(item.text for item in state.texts if item.is_running and item.visible)


def _judge_readability(walk: Walk, limits: Mapping[str, float]) -> Detection:
    real = {page.final_url for page in real_pages(walk)}
    each = [(page.first, lix(_running(page.first))) for page in walk.contact_path() if page.final_url in real]
    whole = lix("\n".join(_running(state) for state, _ in each))
    enough = [(state, one) for state, one in each if one.words >= _LEAST_WORDS] or (
        [(each[0][0], whole)] if each else []
    )
    if whole.words < _LEAST_WORDS:
        return say("A05", "cannot_tell", words("för lite löpande text ({count} ord) att räkna på", "too little running text ({count} words) to count on", count=whole.words), figures=_counts(whole))  # fmt: skip
    state, worst = max(enough, key=lambda one: one[1].value or 0.0)
    value = worst.value or 0.0
    most = limits.get("max_lix")
    figures = _counts(worst) | {"pages": float(len(enough))}
    proven = [Evidence(state.url, state.id, snippet=_running(state)[:200])]
    said = words("den svåraste sidan på vägen har LIX {value} ({count} ord, {sentences} meningar)", "the hardest page on the way has LIX {value} ({count} words, {sentences} sentences)", value=round(value), count=worst.words, sentences=worst.sentences)  # fmt: skip
    verdict = "cannot_tell" if most is None else "fail" if value > most else "pass"
    return say("A05", verdict, said, evidence=proven, figures=figures)  # type: ignore[arg-type]


def _counts(one: Lix) -> dict[str, float]:
    return {"lix": round(one.value or 0.0, 1), "words": float(one.words), "sentences": float(one.sentences)}


DETECTORS = (
    FunctionDetector(
        id="A04",
        title=Text(sv="Språk", en="Language"),
        definition=Text(
            sv="Underkänt när en sidas angivna språk (lang) inte är det som texten är skriven på. Språket avgörs av vanliga småord i huvudtexten; minst 50 ord krävs. Finns ingen sida på svenska blir svaret ”kan inte avgöras”.",
            en="Fails when a page's stated language (lang) is not the one its text is written in. The language is told by common small words of the main text; at least 50 words are needed. Without any page in Swedish the answer is “cannot tell”.",
        ),
        known_false_results=Text(
            sv="Menyer och produktnamn på engelska lurar räkningen: därför räknas huvudtexten. Korta sidor avgörs inte. Andra språk än svenska, engelska, finska och tyska känns inte igen.",
            en="Menus and product names in English fool the count: therefore the main text is counted. Short pages are not judged. Other languages than Swedish, English, Finnish and German are not recognised.",
        ),
        judge=_judge_language,
    ),
    FunctionDetector(
        id="A05",
        title=Text(sv="Läsbarhet (LIX)", en="Readability (LIX)"),
        definition=Text(
            sv="LIX på löpande text på sidorna på vägen till kontakt: ord per mening plus andelen ord längre än sex bokstäver. Underkänt när den svåraste sidan ligger över gränsen; vanligt band: över 60 är mycket svårt. Under 100 ord avgörs inget.",
            en="LIX of the running text on the pages on the way to contact: words per sentence plus the share of words longer than six letters. Fails when the hardest page is above the limit; a common band: above 60 is very hard. Below 100 words nothing is judged.",
        ),
        known_false_results=Text(
            sv="Listor och menyer höjer talet: bara löpande stycken räknas. Andra program kan skilja upp till fem enheter. LIX är trubbigt: en anvisning, ingen dom.",
            en="Lists and menus raise the number: only running paragraphs count. Other programs may differ by up to five units. LIX is blunt: an indication, no judgement.",
        ),
        judge=_judge_readability,
        thresholds=(
            Threshold(
                "max_lix",
                Text(
                    sv="högsta LIX (vanligt band: över 60 är mycket svårt)",
                    en="highest LIX (a common band: above 60 is very hard)",
                ),
                "lix",
                60.0,
            ),
        ),
    ),
)
