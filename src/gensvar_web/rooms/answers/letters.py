"""The letter to somebody who has been handed questions."""

from gensvar.text import Text
from gensvar_web.post.letters import Letter, offer

offer(
    Letter(
        "answers.handed",
        subject=Text(
            sv="{name} ber dig svara på {count} av frågorna om {organisation}",
            en="{name} asks you to answer {count} of the questions about {organisation}",
        ),
        body=Text(
            sv="Hej!\n\n"
            "{name} ber dig svara på {count} av frågorna i självskattningen {round}. "
            "Vet du inte, så är ”vet inte” ett svar.\n\n{note}Här finns frågorna:\n{link}\n",
            en="Hello,\n\n"
            "{name} asks you to answer {count} of the questions in the self-assessment {round}. "
            "If you do not know, “don't know” is an answer.\n\n{note}The questions are here:\n{link}\n",
        ),
    )
)
