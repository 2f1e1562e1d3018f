"""What the customer has to do: the path to a target as pictures, step by step."""

from __future__ import annotations

from pathlib import Path as File

from gensvar.audits.observation import Path, TargetKind, Walk
from gensvar.report.audit.words import TARGET, step_words, steps_words, why_words
from gensvar.report.document import Block, Bullets, Callout, Film, Frame, Paragraph
from gensvar.text import Language


def film(walk: Walk, kind: TargetKind, folder: File | None, language: Language) -> list[Block]:
    """Return the path to a target as words and pictures; a callout when there is none."""
    best = walk.best(kind)
    if not best:
        return [_none(walk, kind, language)]
    words = [step_words(step, language) for step in best.steps]
    end = f"{'Här står' if language == 'sv' else 'Here is'}: {best.shown[:100]}"
    lead = Paragraph(f"{steps_words(best, language)}.", style="lead")
    frames = tuple(_frames(best, [*words, end], folder))
    return [lead, Film(frames) if frames else Bullets((*words, end))]


def _frames(path: Path, captions: list[str], folder: File | None) -> list[Frame]:
    shots = [*(step.screenshot for step in path.steps), *(path.evidence[-1:] or (None,))]
    if folder is None or len(shots) != len(captions) or not all(one and (folder / one).is_file() for one in shots):
        return []
    numbered = [f"{at}. {caption}" for at, caption in enumerate(captions, 1)]
    return [Frame((folder / str(one)).read_bytes(), said, said) for one, said in zip(shots, numbered, strict=True)]


def _none(walk: Walk, kind: TargetKind, language: Language) -> Block:
    tried = walk.unreplayed(kind)
    target = TARGET[kind].into(language)
    if language == "sv":
        title = f"Ingen väg till {target} gick att gå"
        said = f"{len(walk.pages)} sidor undersöktes."
    else:
        title, said = f"No way to {target} could be walked", f"{len(walk.pages)} pages were looked at."
    why = tuple(f"{one.shown[:80]} – {why_words(one.why_not, language)}" for one in tried[:5])
    return Callout("warning", title, (Paragraph(said), *((Bullets(why),) if why else ())))
