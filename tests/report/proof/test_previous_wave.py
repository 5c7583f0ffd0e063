from __future__ import annotations

import subprocess
import sys

from ckmreport.report.proof.predecessor import WaveBefore
from survey_samples import SampleData
from trend_samples import add_waves

from ckmreport.report.proof.previous_wave import wave_before

ANSWERS = [{"gezien": "ja"}, {"gezien": "nee"}]


def test_the_first_wave_has_none_before_it(data: SampleData) -> None:
    add_waves(data, [ANSWERS, ANSWERS])
    assert wave_before(data.folder, "2025") is None
    found = wave_before(data.folder, "2026")
    assert isinstance(found, WaveBefore)
    assert (found.before.wave.name, found.now.wave.name) == ("2025", "2026")


def test_the_report_of_a_first_wave_is_finished_without_the_libraries_of_the_analysis() -> None:
    modules = (
        "previous_wave",
        "number_explanations",
        "input_hashes",
        "proofread",
        "reviewer_panel",
    )
    code = "".join(f"import ckmreport.report.proof.{module}\n" for module in modules)
    code += "import sys; print({'pandas', 'numpy', 'scipy'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
