"""The floors: the least that the same stack can do. Each is one bare app for the same server.

``DATABASE`` in the environment names the SQLite file of the one that stores something.
"""

from __future__ import annotations

import os

from flask import Flask, Response, request

hello = Flask("hello")


@hello.get("/")
def say_hello() -> str:
    """The bare Flask page that serving is compared with."""
    return "hello"


def insert() -> Flask:
    """One endpoint that makes one durable insert of the bytes it gets: same engine, same settings."""
    from farolito.db.engine import sqlite_driver

    app = Flask("insert")
    connection = sqlite_driver().connect(os.environ["DATABASE"], isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)"
    )

    @app.get("/")
    def ready() -> str:
        return "ready"

    @app.post("/")
    def store() -> Response:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (body) VALUES (?)", (request.get_data(),))
        connection.execute("COMMIT")
        return Response(status=201)

    return app
