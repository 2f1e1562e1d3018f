from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from web_support.world import World

from gensvar_web.rooms.answers import actions


def fill(world: World) -> None:
    """Last year's round, and this year's: brought along, partly confirmed, some handed to Charlie."""
    who: dict[str, Any] = {"actor": world.bob, "organisation": world.organisation}
    before = actions.begin_round(**who, rulebook="KS", edition="2023-04-01", name="2025")
    for question in ("KS-0.1.mapped", "KS-1.3.ways"):
        actions.save_answer(**who, round=before, question=question, value=True, comment="Som förut.", version=0)
    this = actions.begin_round(**who, rulebook="KS", edition="2023-04-01", name="2026")
    actions.bring_along(**who, round=this, source=before)
    actions.confirm(**who, round=this, versions={"KS-0.1.mapped": 1})
    content = b"%PDF-1.7 policy"
    document = actions.receive_document(
        **who,
        file=SimpleUploadedFile("policy.pdf", content),
        covers_from=date(2026, 1, 1),
        covers_to=date(2026, 12, 31),
    )
    actions.save_answer(**who, round=this, question="KS-0.2.policy", value="2026-02-01", document=document, version=0)
    actions.save_answer(**who, round=this, question="KS-0.3.decided", value=None, dont_know=True, version=0)
    actions.hand_over(
        **who, round=this, questions=["KS-1.2.hours", "KS-1.2.deviations"], to=world.charlie, note="Du vet bäst."
    )
    world.places |= {"round": this.pk, "round_before": before.pk, "answer_document": document.pk}
