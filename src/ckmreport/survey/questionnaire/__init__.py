"""What is asked, of whom, and which answers there are."""

from ckmreport.survey.questionnaire.declared_tests import DeclaredTest
from ckmreport.survey.questionnaire.indicators import Indicator
from ckmreport.survey.questionnaire.model import Questionnaire
from ckmreport.survey.questionnaire.question import (
    AGREE,
    DISAGREE,
    DONT_KNOW,
    NEUTRAL,
    NOT_ANSWERED,
    NOT_ASKED,
    About,
    Condition,
    Option,
    Question,
)
from ckmreport.survey.questionnaire.reader import load_questionnaire

__all__ = [
    "AGREE",
    "DISAGREE",
    "DONT_KNOW",
    "NEUTRAL",
    "NOT_ANSWERED",
    "NOT_ASKED",
    "About",
    "Condition",
    "DeclaredTest",
    "Indicator",
    "Option",
    "Question",
    "Questionnaire",
    "load_questionnaire",
]
