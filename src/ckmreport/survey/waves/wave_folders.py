"""Which waves a data folder has, and which files hold for each, without reading them."""

from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.errors import CkmError

QUESTIONNAIRE, MUNICIPALITY, TOPICS = "questionnaire.yml", "municipality.yml", "topics.yml"
#: What a study is: at the top of the data folder for the next wave, and kept with each wave, so
#: that its report stays as it is when these change.
STUDY_FILES = (QUESTIONNAIRE, MUNICIPALITY, TOPICS)


def wave_names(data: Path) -> list[str]:
    """Give the names of the waves in a data folder, oldest first.

    Raises:
        CkmError: if the folder has no waves.
    """
    names = sorted(path.parent.name for path in (data / "waves").glob("*/wave.yml"))
    if not names:
        raise CkmError(
            "there is no wave in this data folder",
            place=data / "waves",
            advice="Name the right folder with --data",
        )
    return names


def folders_passed_over(data: Path) -> list[Path]:
    """Give the folders beside the waves that are none, for lack of a `wave.yml`, by name.

    One whose name starts with a dot is what a run was making when it was killed.
    """
    return sorted(
        folder for folder in (data / "waves").glob("[!.]*/") if not (folder / "wave.yml").exists()
    )


def wave_folder(data: Path, name: str | None = None) -> Path:
    """Give the folder of a wave; of the newest one if no name is given.

    Raises:
        CkmError: if there is no such wave; names those there are.
    """
    names = wave_names(data)
    if name is not None and name not in names:
        raise CkmError(
            f"there is no wave '{name}'",
            place=data / "waves",
            advice=f"Waves here: {', '.join(names)}",
        )
    return data / "waves" / (name or names[-1])


def keep_study_files(data: Path, folder: Path) -> None:
    """Copy the files of the study to the folder of a wave, where it has none of its own yet.

    Their first line tells editors where the schema is; it is told anew from the other folder.
    """
    for name in STUDY_FILES:
        if not (folder / name).exists():
            text = (data / name).read_bytes()
            (folder / name).write_bytes(
                text.replace(b"$schema=schemas/", b"$schema=../../schemas/")
            )


def study_file(data: Path, wave: str, name: str) -> Path:
    """Give a file of the study as it holds for a wave: its own, or else that of the data folder.

    A wave that is still to be added has none of its own.
    """
    own = data / "waves" / wave / name
    return own if own.exists() else data / name
