"""The data folder: made for us alone, or refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def make_data_folder(data: Path) -> None:
    """Make the folder if it is not there. Raises :class:`SettingsError` when that can not be."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(error, data) from error


def unusable(error: OSError, otherwise: Path) -> SettingsError:
    """What to say about a file or folder that the system does not let us use; ``otherwise``: when it names none."""
    return SettingsError(
        f"{error.filename or otherwise} can not be used ({error.strerror}). Make sure that this user may write "
        "there and that the disk is not full, or name another folder in FAROLITO_DATA."
    )
