"""What is asked, of whom, and which answers there are."""

from ckmreport.questionnaire.declared_tests import DeclaredTest
from ckmreport.questionnaire.indicators import Indicator
from ckmreport.questionnaire.load import load_questionnaire
from ckmreport.questionnaire.model import (
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
    Questionnaire,
)

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
