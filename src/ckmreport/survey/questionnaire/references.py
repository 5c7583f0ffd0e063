"""Names of questions and options that stand in a file, looked up in the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ckmreport.foundation.yaml_files import Node
from ckmreport.foundation.yaml_models import nearest
from ckmreport.survey.questionnaire.question import Question


def question_named(node: Node, questions: Mapping[str, Question]) -> Question:
    """Give the question that a file names.

    Raises:
        CkmError: names the line, and the question that was meant, if there is none of that name.
    """
    name = node.text()
    if name not in questions:
        raise node.error(
            f"the questionnaire has no question '{name}'", nearest(name, questions.keys())
        )
    return questions[name]


def options_named(
    node: Node, question: str, codes: Iterable[str], *, negated: bool = False
) -> tuple[str, ...]:
    """Give the codes of options that a file names, one or a list of them.

    Args:
        node: what stands in the file.
        question: the question whose options they are.
        codes: the codes of its options.
        negated: whether a code may be preceded by "!", which is left out of what is given.

    Raises:
        CkmError: names the line, and the option that was meant, if the question has no such one.
    """
    known, found = list(codes), []
    for one in node if isinstance(node.value, list) else (node,):
        code = one.text().removeprefix("!" if negated else "")
        if code not in known:
            raise one.error(f"'{code}' is not an option of '{question}'", nearest(code, known))
        found.append(code)
    return tuple(found)
