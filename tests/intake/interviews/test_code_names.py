from __future__ import annotations

import inspect

from ckmreport.cli.wave.interviews import interviews
from ckmreport.intake.interviews.code_names import Naming


def test_the_command_takes_the_same_names_unless_told_otherwise() -> None:
    options = inspect.signature(interviews).parameters
    assert Naming(options["consent"].default, options["domain"].default) == Naming()
