"""An assessment (assessment.json) as a report to read and as a list of actions to work through."""

from gensvar.report.assessment.actions import actions_document
from gensvar.report.assessment.whole import assessment_document

__all__ = ["actions_document", "assessment_document"]
