"""The letters of the plan: to owners, about measurements, to and from the association."""

from gensvar.text import Text
from gensvar_web.post.letters import Letter, offer

offer(
    Letter(
        "plan.owner",
        subject=Text(sv="Du har fått en åtgärd: {title}", en="You have been given an action: {title}"),
        body=Text(
            sv="Hej!\n\n{by} på {organisation} har satt dig som ansvarig för en åtgärd:\n\n{title}\nKlart "
            "senast: {due}\n\n"
            "Se den här:\n{link}\n",
            en="Hello,\n\n{by} at {organisation} has made you responsible for an action:\n\n{title}\nDue: {due}\n\n"
            "See it here:\n{link}\n",
        ),
    ),
    Letter(
        "plan.outside_owner",
        subject=Text(
            sv="{organisation} ber dig om en åtgärd: {title}", en="{organisation} asks you for an action: {title}"
        ),
        body=Text(
            sv="Hej!\n\n{by} på {organisation} arbetar med de etiska reglerna för kundservice och har satt dig som "
            "ansvarig för en åtgärd:\n\n{title}\nKlart senast: {due}\n\nHär kan du se den, skriva en kommentar "
            "och anmäla "
            "när den är klar. Du behöver inget konto:\n{link}\n\nLänken är din egen: den visar bara den här "
            "åtgärden. "
            "Skicka den inte vidare.\n",
            en="Hello,\n\n{by} at {organisation} works with the ethical rules for customer service and has made you "
            "responsible for an action:\n\n{title}\nDue: {due}\n\nHere you can see it, write a comment and "
            "report when it "
            "is done. You need no account:\n{link}\n\nThe link is your own: it shows this action only. "
            "Do not pass it on.\n",
        ),
    ),
    Letter(
        "plan.reminder",
        subject=Text(sv="Att göra i planen: {count}", en="To do in the plan: {count}"),
        body=Text(
            sv="Hej!\n\nDe här åtgärderna är du ansvarig för:\n\n{lines}\n\nVill du inte ha påminnelser kan du "
            "stänga av dem "
            "här:\n{settings}\n",
            en="Hello,\n\nYou are responsible for these actions:\n\n{lines}\n\nIf you do not want reminders you "
            "can turn "
            "them off here:\n{settings}\n",
        ),
    ),
    Letter(
        "plan.measured",
        subject=Text(sv="Den nya mätningen ändrar planen", en="The new measurement changes the plan"),
        body=Text(
            sv="Hej!\n\n{organisation} har en ny bedömning. Den ändrar åtgärder som är dina:\n\n{lines}\n",
            en="Hello,\n\n{organisation} has a new assessment. It changes actions of yours:\n\n{lines}\n",
        ),
    ),
    Letter(
        "plan.reported",
        subject=Text(sv="Anmäld som klar: {title}", en="Reported done: {title}"),
        body=Text(
            sv="Hej!\n\n{by} anmäler att åtgärden ”{title}” är klar.\n\nSe den här:\n{link}\n",
            en="Hello,\n\n{by} reports that the action “{title}” is done.\n\nSee it here:\n{link}\n",
        ),
    ),
    Letter(
        "plan.question",
        subject=Text(sv="{organisation} ber om hjälp", en="{organisation} asks for help"),
        body=Text(
            sv="Hej!\n\n{organisation} ber om hjälp med: {rules}\n\nLäs frågan och svara här:\n{link}\n",
            en="Hello,\n\n{organisation} asks for help with: {rules}\n\nRead the question and answer it "
            "here:\n{link}\n",
        ),
    ),
    Letter(
        "plan.answer",
        subject=Text(sv="{association} har svarat på er fråga", en="{association} has answered your question"),
        body=Text(
            sv="Hej!\n\n{association} svarar på frågan om {rules}:\n\n{answer}\n\nSvaret står också här:\n{link}\n",
            en="Hello,\n\n{association} answers the question about {rules}:\n\n{answer}\n\nThe answer is also "
            "here:\n{link}\n",
        ),
    ),
)
