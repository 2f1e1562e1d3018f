"""The letters about accounts and invitations."""

from gensvar.text import Text
from gensvar_web.post.letters import Letter, offer

offer(
    Letter(
        "people.invitation",
        subject=Text(sv="{name} bjuder in dig till {organisation}", en="{name} invites you to {organisation}"),
        body=Text(
            sv="Hej!\n\n"
            "{name} vill att du är med i {organisation} på Gensvar, där ni går igenom de etiska reglerna för "
            "kundservice tillsammans.\n\nTacka ja här (länken gäller i 14 dagar):\n{link}\n\n"
            "Känner du inte igen avsändaren kan du bortse från brevet.\n",
            en="Hello,\n\n"
            "{name} wants you to join {organisation} on Gensvar, where you go through the ethical rules for "
            "customer service together.\n\nAccept here (the link is good for 14 days):\n{link}\n\n"
            "If you do not know the sender you can ignore this letter.\n",
        ),
    )
)
