"""Write the JSON schemas of the YAML files to data/schemas/, for editors."""

from __future__ import annotations

from pathlib import Path

from ckmreport.survey.waves.schemas import schema_files

FOLDER = Path(__file__).parent.parent / "data" / "schemas"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (FOLDER / name).write_text(text, "utf-8")
