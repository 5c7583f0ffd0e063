"""One folder for all temporary files of a command, of its libraries and of what it starts."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.file_locks import HeldError, locked

_PREFIX, _LOCK = "ckm-", "lock"
_VARIABLES = ("TMPDIR", "TEMP", "TMP")


@contextlib.contextmanager
def own_temporary_folder() -> Iterator[Path]:
    """Have all temporary files made in one folder, which goes when this context ends.

    What commands left there that were killed goes first, whatever it was.

    Raises:
        CkmError: if temporary files cannot be written anywhere.
    """
    try:
        parent = Path(tempfile.gettempdir())
        remove_dead(parent)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    except OSError as error:
        raise CkmError(
            f"there is no folder where temporary files can be written ({error.strerror})",
            place=error.filename,
            advice="Make room, or name a folder in the variable TMPDIR",
        ) from None
    before = {name: os.environ.get(name) for name in _VARIABLES}
    with locked(folder / _LOCK):
        tempfile.tempdir = str(folder)
        os.environ.update(dict.fromkeys(_VARIABLES, str(folder)))
        try:
            yield folder
        finally:
            tempfile.tempdir = None
            for name, text in before.items():
                os.environ.pop(name)
                if text is not None:
                    os.environ[name] = text
            shutil.rmtree(folder, ignore_errors=True)


def remove_dead(parent: Path) -> None:
    """Remove the temporary folders of commands that have ended, of this user alone."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with contextlib.suppress(HeldError, OSError):
            status = folder.lstat()
            mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if mine and not folder.is_symlink() and (folder / _LOCK).is_file():
                with locked(folder / _LOCK):
                    shutil.rmtree(folder, ignore_errors=True)
