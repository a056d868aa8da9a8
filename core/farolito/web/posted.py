"""What a form sent, as it was typed. Bytes that are no text arrive as U+FFFD, which the domain refuses by name.

Werkzeug would put the percent code of such bytes into the answer, where nobody could tell it from typing.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from farolito.web.security import MAX_FIELDS, MAX_UPLOAD

LANGUAGE_FIELD = "_language"
"""The hidden field that says in which language a page was read, should its session be gone."""


def allow_files() -> None:
    """Let the body of this request be as long as photos are: before :func:`posted`, where they are asked for."""
    request.max_content_length = MAX_UPLOAD


def posted() -> MultiDict[str, str]:
    """The fields of this request, whole. Raises 413 when there are too many, or when the body is too long.

    Raises 400 when less arrived than was announced (a phone that lost its net half-way: half a page must not
    count as a page), and 415 for what no form of a browser sends.
    """
    if request.mimetype == "multipart/form-data":
        fields = MultiDict(
            (name, value.replace("\r\n", "\n")) for name, value in request.form.items(multi=True)
        )
        if not fields:
            raise BadRequest
        return fields
    if request.mimetype not in ("application/x-www-form-urlencoded", ""):
        raise UnsupportedMediaType
    body = request.get_data(cache=True)
    if len(body) < (request.content_length or 0):
        raise BadRequest
    try:
        pairs = parse_qsl(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise RequestEntityTooLarge from None
    return MultiDict((name, value.replace("\r\n", "\n")) for name, value in pairs)
