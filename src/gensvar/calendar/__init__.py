"""Business time in days: Swedish holidays, working days, months. Opening hours are in the measures' facts."""

from gensvar.calendar.days import Calendar, Holiday
from gensvar.calendar.months import add_months

__all__ = ["Calendar", "Holiday", "add_months"]
