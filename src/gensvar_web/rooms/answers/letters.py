"""The letters to somebody who has been handed questions: at once, and once more if they wait."""

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
    ),
    Letter(
        "answers.reminder",
        subject=Text(
            sv="Påminnelse: {count} av frågorna om {organisation} väntar på ditt svar",
            en="Reminder: {count} of the questions about {organisation} wait for your answer",
        ),
        body=Text(
            sv="Hej!\n\n"
            "Den {day} blev du ombedd att svara på frågor i självskattningen {rounds}. {count} av dem väntar "
            "fortfarande. Vet du inte, så är ”vet inte” ett svar.\n\nHär finns frågorna:\n{link}\n\n"
            "Det här är den enda påminnelsen.\n",
            en="Hello,\n\n"
            "On {day} you were asked to answer questions in the self-assessment {rounds}. {count} of them still "
            "wait. If you do not know, “don't know” is an answer.\n\nThe questions are here:\n{link}\n\n"
            "This is the only reminder.\n",
        ),
    ),
)
