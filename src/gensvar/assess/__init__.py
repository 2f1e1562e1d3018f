"""What only people can tell: the organisation's profile and its answers to the self-assessment."""

from gensvar.assess.answers import Answers, load_answers
from gensvar.assess.profile import load_profile

__all__ = ["Answers", "load_answers", "load_profile"]
