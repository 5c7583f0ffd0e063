from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.readers import read_export


@pytest.mark.parametrize("name", ["export.sav", "export.zsav"])
def test_labels_and_missing_values_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pyreadstat.write_sav(
        pd.DataFrame({"q1": [1.0, 2.0, -9.0, None], "q2": ["a", "zz", "", " b "]}),
        path,
        column_labels={"q1": "Waar  werkt u?"},
        variable_value_labels={"q1": {1: "Noord", 2: "Zuid", -9: "Geen antwoord"}},
        missing_ranges={"q1": [{"lo": -9, "hi": -8}], "q2": ["zz"]},
        compress=name.endswith("zsav"),
    )
    export = read_export(path)
    assert export.form == "sav"
    assert export.frame.to_dict("list") == {
        "q1": ["1", "2", "-9", ""],
        "q2": ["a", "zz", "", "b"],
    }
    assert list(export.frame.index) == [1, 2, 3, 4]
    first, second = export.columns
    assert first.label == "Waar werkt u?"
    assert first.value_labels == {"1": "Noord", "2": "Zuid", "-9": "Geen antwoord"}
    assert (set(first.missing), set(second.missing)) == ({"-9"}, {"zz"})


def test_dates_become_iso(tmp_path: Path) -> None:
    path = tmp_path / "export.sav"
    moment = pd.Timestamp("2025-05-02 09:30:00")
    pyreadstat.write_sav(pd.DataFrame({"moment": [moment, pd.NaT]}, index=[0, 1]).assign(n=1), path)
    assert read_export(path).frame["moment"].tolist() == ["2025-05-02T09:30:00", ""]


def test_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.sav"
    path.write_bytes(b"no data file")
    with pytest.raises(CkmError, match="not a data file of SPSS"):
        read_export(path)
