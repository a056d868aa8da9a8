"""Where the sealed values of responses stand, and how they are sealed and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.sealing import Cell, seal, seal_json, unseal, unseal_json
from farolito.domain.drafts import Draft

if TYPE_CHECKING:
    from farolito.db.keyring import Keyring
    from farolito.domain.answers import Answers


def seal_draft(keyring: Keyring, place_id: str, response_id: str, draft: Draft) -> bytes:
    """What was typed so far, letter for letter."""
    return seal_json(keyring, _draft(place_id, response_id), draft.to_json())


def open_draft(keyring: Keyring, place_id: str, response_id: str, sealed: bytes | None) -> Draft:
    """What was typed so far; an empty draft before the first save."""
    if sealed is None:
        return Draft()
    return Draft.from_json(unseal_json(keyring, _draft(place_id, response_id), sealed))


def stamp_of(sealed: bytes | None) -> bytes:
    """What tells this sealed draft from every other one: the tag with which it was sealed."""
    return b"" if sealed is None else sealed[-16:]


def seal_code(keyring: Keyring, place_id: str, response_id: str, code: str) -> bytes:
    """The reference code."""
    return seal(keyring, _code(place_id, response_id), code.encode("ascii"))


def open_code(
    keyring: Keyring, place_id: str, response_id: str, sealed: bytes | None
) -> str | None:
    """The reference code, once there is one."""
    if sealed is None:
        return None
    return unseal(keyring, _code(place_id, response_id), sealed).decode("ascii")


def seal_answers(
    keyring: Keyring, place_id: str, response_id: str, number: int, answers: Answers
) -> bytes:
    """What was sent."""
    return seal_json(keyring, _answers(place_id, response_id, number), answers)


def open_answers(
    keyring: Keyring, place_id: str, response_id: str, number: int, sealed: bytes
) -> Answers:
    """What was sent."""
    answers: Answers = unseal_json(keyring, _answers(place_id, response_id, number), sealed)
    return answers


def seal_file(
    keyring: Keyring, place_id: str, response_id: str, file_id: str, column: str, content: bytes
) -> bytes:
    """The bytes of a photo or file; ``column`` is content or small."""
    return seal(keyring, _file(place_id, response_id, file_id, column), content)


def open_file(
    keyring: Keyring, place_id: str, response_id: str, file_id: str, column: str, sealed: bytes
) -> bytes:
    """The bytes of a photo or file."""
    return unseal(keyring, _file(place_id, response_id, file_id, column), sealed)


def _file(place_id: str, response_id: str, file_id: str, column: str) -> Cell:
    return Cell("attachment", column, place_id, f"{response_id}/{file_id}")


def _draft(place_id: str, response_id: str) -> Cell:
    return Cell("response", "draft", place_id, response_id)


def _code(place_id: str, response_id: str) -> Cell:
    return Cell("response", "code", place_id, response_id)


def _answers(place_id: str, response_id: str, number: int) -> Cell:
    return Cell("submission", "answers", place_id, f"{response_id}/{number}")
